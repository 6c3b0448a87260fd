"""Overtime by the day, by the week and on the seventh day."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from itertools import pairwise
from typing import Self

import numpy as np
from pydantic import Field, model_validator

from staffopt.domain.calendar import MINUTES_A_DAY
from staffopt.domain.people import Person
from staffopt.domain.problem import Problem
from staffopt.domain.roster import Roster
from staffopt.domain.shapes import Count, Ints, RowPrice, ShiftTable
from staffopt.domain.shifts import Shift
from staffopt.domain.violation import Overtime, PayClaim
from staffopt.domain.weekdays import WEEKDAYS, Weekday
from staffopt.rules.base import Rule
from staffopt.rules.dated_work import in_order
from staffopt.rules.paid_time import nearest, when_paid
from staffopt.rules.pay_tiers import Tiers, owed, steps_of
from staffopt.rules.week_windows import Week, weeks_of
from staffopt.rules.words import in_hours, on_day

WORKED = 10_000
"""What one of six days adds to the sum that shows a seventh: more minutes than a day has."""


@dataclass(frozen=True)
class Worked:
    """A shift of a legal week, `before` so many paid minutes of its date.

    `owes` says that it is planned and that the rule is about the person on that date.
    """

    day: date
    shift: Shift
    before: int
    meant: bool
    owes: bool

    def above(self, limit: int) -> int:
        """Minutes of the shift that lie above so many minutes of its date."""
        after = self.before + self.shift.paid_minutes
        return max(after - limit, 0) - max(self.before - limit, 0)


class OvertimeTiers(Rule):
    """Paid hours above `daily` and `weekly` limits, and on a seventh day, are paid at higher rates.

    Why: long days and long weeks cost more by law. An hour paid at a daily rate does not count
    toward the week (no pyramiding); the first daily limit is where that begins. `seventh_day` rates
    are paid, instead of the others, on the last day of a week all of whose days are worked. A shift
    belongs to the day on which it starts; the past roster counts where a week began before the plan
    or goes on after it, but only planned hours are paid for here.
    Example: with `daily: [[8, 1.5], [12, 2]]` and `weekly: [[40, 1.5]]`, days of 13, 8, 8 and 8 h
    owe 4 h at half a wage more and 1 h at a wage more. With `long_day_hours: 9` beside it one day
    of each week, so that least is owed, has daily overtime from 9 h on only, unless a day of that
    week outside the plan had some. The search counts a seventh day's hours in the day and in the
    week as well, and a long day as any other; the bill does not.
    """

    name = "overtime_tiers"
    daily: Tiers = Field((), description="Hours a day above which, and the rate in wages.")
    weekly: Tiers = Field((), description="Hours a week above which, and the rate in wages.")
    seventh_day: Tiers = Field(
        (), description="The same for the last day of a week that is worked throughout."
    )
    long_day_hours: float | None = Field(
        None, description="Hours up to which one day a week is not daily overtime; none if empty."
    )
    week_starts: Weekday | None = Field(
        None, description="First day of the week; the plan's first weekday if empty."
    )
    group: str = Field(
        "overtime", description="Premiums of one group are not paid twice for the same time."
    )

    @model_validator(mode="after")
    def _long_enough(self) -> Self:
        first = self.daily[0][0] if self.daily else 24.0
        if self.long_day_hours is not None and self.long_day_hours <= first:
            raise ValueError("long_day_hours above the first daily limit")
        return self

    def prices(self, problem: Problem, person: Person, table: ShiftTable) -> Sequence[RowPrice]:
        if not self.daily:
            return ()
        paid = np.where(self.chosen(person, table), table.paid, 0)
        price, surely = (owed(paid, self._daily(long), person.wage) for long in (False, True))
        for week in weeks_of(problem.horizon, self.week_starts):
            if self._cheaper_seventh(problem, person, week):
                surely = np.where(table.day == week.first + 6, 0, surely)
        exact = np.array_equal(price, surely)
        return [RowPrice(price, None if exact else surely, self.group)]

    def counts(self, problem: Problem, person: Person, table: ShiftTable) -> Sequence[Count]:
        paid = np.where(self.chosen(person, table), table.paid, 0)
        straight = np.minimum(paid, self._straight)
        found = []
        for week in weeks_of(problem.horizon, self.week_starts):
            if self.weekly:
                amount = np.where(week.rows(table), straight, 0)
                past = self._past(problem, person, week)
                tiers = tuple((max(a, past), s) for a, s in steps_of(self.weekly, person.wage))
                sure = not self._cheaper_seventh(problem, person, week)
                found.append(
                    Count(amount, week.about, past, tiers=tiers, group=self.group, sure=sure)
                )
            if self._has_seventh(problem, week):
                found.append(self._seventh(problem, person, week, paid, table))
        return found

    def pays(self, problem: Problem, roster: Roster) -> Iterable[PayClaim]:
        for person in problem.people:
            for first, work in self._weeks(problem, roster, person):
                last = self._last(first, work)
                long = self._long_day(person, first, work, last)
                yield from self._claims(person, first, work, last, long)

    def overpriced(self, problem: Problem, roster: Roster) -> int:
        more = 0
        for person in problem.people:
            for first, work in self._weeks(problem, roster, person):
                last = self._last(first, work)
                long = self._long_day(person, first, work, last)
                if last or long:
                    counted = [*self._claims(person, first, work, (), None)]
                    counted += (c for e in last for c in self._by_day(person, e, self.seventh_day))
                    more += sum(claim.amount for claim in counted)
                    billed = self._claims(person, first, work, last, long)
                    more -= sum(claim.amount for claim in billed)
        return more

    # Shapes.

    @property
    def _straight(self) -> int:
        """Minutes of a day that count toward the week."""
        return round(self.daily[0][0] * 60) if self.daily else 24 * 60 * 7

    def _daily(self, long: bool) -> Tiers:
        """The daily tiers, later by as much as a long day is longer."""
        more = self.long_day_hours - self.daily[0][0] if long and self.long_day_hours else 0.0
        return tuple((hours + more, rate) for hours, rate in self.daily)

    def _has_seventh(self, problem: Problem, week: Week) -> bool:
        """Whether a week's last day is planned and has rates of its own."""
        return bool(self.seventh_day) and week.first + 6 < problem.horizon.days

    def _cheaper_seventh(self, problem: Problem, person: Person, week: Week) -> bool:
        """Whether a week may owe less by its seventh day's rates than by all the others."""
        if not self._has_seventh(problem, week):
            return False
        paid = np.arange(MINUTES_A_DAY + 1)
        straight = sum(step for _, step in steps_of(self.weekly, person.wage))
        usual = owed(paid, self.daily, person.wage) + np.minimum(paid, self._straight) * straight
        return bool((owed(paid, self.seventh_day, person.wage) < usual).any())

    def _past(self, problem: Problem, person: Person, week: Week) -> int:
        """Straight minutes of a week that the past roster holds."""
        by_day: dict[int, int] = defaultdict(int)
        for shift in problem.around(person.id):
            day = problem.horizon.day_of(shift.start)
            on = problem.horizon.first + timedelta(days=day)
            if week.first <= day < week.first + 7 and self.picks(person, on):
                by_day[day] += shift.paid_minutes
        return sum(min(minutes, self._straight) for minutes in by_day.values())

    def _seventh(
        self, problem: Problem, person: Person, week: Week, paid: Ints, table: ShiftTable
    ) -> Count:
        """A sum that passes its thresholds only where six days are worked and the seventh too."""
        horizon = problem.horizon
        around = {horizon.day_of(shift.start) for shift in problem.around(person.id)}
        past = sum(week.first <= day < week.first + 6 for day in around)
        before = week.rows(table) & (table.day < week.first + 6)
        amount = np.where(before, WORKED, np.where(table.day == week.first + 6, paid, 0))
        steps = steps_of(self.seventh_day, person.wage)
        tiers = tuple((6 * WORKED + above, step) for above, step in steps)
        return Count(amount, week.about, WORKED * past, tiers=tiers, group=self.group, sure=False)

    # The bill.

    def _weeks(
        self, problem: Problem, roster: Roster, person: Person
    ) -> Iterator[tuple[date, list[Worked]]]:
        """Legal weeks with what is worked in them, those around the plan included."""
        begins = problem.horizon.first.weekday()
        if self.week_starts is not None:
            begins = WEEKDAYS.index(self.week_starts)
        weeks: dict[date, list[Worked]] = defaultdict(list)
        minutes: dict[date, int] = defaultdict(int)
        for shift, planned in in_order(problem, roster, person):
            day = problem.horizon.local(shift.start).date()
            first = day - timedelta(days=(day.weekday() - begins) % 7)
            meant = self.picks(person, day)
            weeks[first].append(Worked(day, shift, minutes[day], meant, meant and planned))
            minutes[day] += shift.paid_minutes
        for first, work in sorted(weeks.items()):
            if any(each.owes for each in work):
                yield first, work

    def _last(self, first: date, work: Sequence[Worked]) -> list[Worked]:
        """What is worked on the seventh day and owes, where all days before it are worked."""
        days = {first + timedelta(days=ahead) for ahead in range(6)}
        if not self.seventh_day or not days <= {each.day for each in work}:
            return []
        return [e for e in work if e.owes and e.day == first + timedelta(days=6)]

    def _long_day(
        self, person: Person, first: date, work: Sequence[Worked], last: Sequence[Worked]
    ) -> date | None:
        """The planned day that is best taken as the week's long one; None where none is better."""
        if self.long_day_hours is None or any(e.above(self._straight) for e in work if not e.owes):
            return None

        def billed(day: date | None) -> int:
            return sum(claim.amount for claim in self._claims(person, first, work, last, day))

        days = {each.day for each in work if each.owes and each.above(self._straight)}
        return min([None, *sorted(days)], key=billed)

    def _claims(
        self,
        person: Person,
        first: date,
        work: Sequence[Worked],
        last: Sequence[Worked],
        long: date | None,
    ) -> Iterator[PayClaim]:
        """What a week owes with a day of it as the long one."""
        for each in work:
            if each.owes:
                tiers = self.seventh_day if each in last else self._daily(each.day == long)
                yield from self._by_day(person, each, tiers)
        yield from self._by_week(person, first, [e for e in work if e not in last], long)

    def _by_day(self, person: Person, each: Worked, tiers: Tiers) -> Iterator[PayClaim]:
        """What the last hours of a shift cost more."""
        steps = [(each.above(limit), step) for limit, step in steps_of(tiers, person.wage)]
        amount = nearest(sum(minutes * step for minutes, step in steps))
        if amount:
            late = each.shift.paid_minutes - steps[0][0]
            start = when_paid(each.shift, late)
            limits = self._said(tiers, [minutes for minutes, _ in steps])
            text = f"{person.name}: {limits} on {on_day(each.day)}"
            if tiers is self.seventh_day:
                text += ", the seventh day worked of its week"
            yield self._claim(person, start, each.shift.end, amount, text)

    def _by_week(
        self, person: Person, first: date, work: Sequence[Worked], long: date | None
    ) -> Iterator[PayClaim]:
        """What the last straight hours of a week cost more: planned ones, the latest first."""
        longer = round((self.long_day_hours or 0) * 60)
        limits = [longer if each.day == long else self._straight for each in work]
        straight = [e.shift.paid_minutes - e.above(n) for e, n in zip(work, limits, strict=True)]
        around = sum(m for m, e in zip(straight, work, strict=True) if e.meant and not e.owes)
        total = sum(m for m, e in zip(straight, work, strict=True) if e.meant)
        steps = steps_of(self.weekly, person.wage)
        left = [max(total - max(limit, around), 0) for limit, _ in steps]
        for minutes, each in reversed(list(zip(straight, work, strict=True))):
            taken = [min(minutes, more) if each.owes else 0 for more in left]
            left = [more - some for more, some in zip(left, taken, strict=True)]
            amount = nearest(sum(m * step for m, (_, step) in zip(taken, steps, strict=True)))
            if amount:
                since = when_paid(each.shift, minutes - max(taken))
                until = when_paid(each.shift, minutes)
                text = f"{person.name}: {self._said(self.weekly, taken)} in the week of "
                text += f"{on_day(first)}, on {on_day(each.day)}"
                yield self._claim(person, since, until, amount, text)

    def _said(self, tiers: Tiers, minutes: Sequence[int]) -> str:
        """The hours of each tier in words."""
        return ", ".join(
            f"{in_hours(above)} above {limit:g} h at {rate:g}"
            for above, (limit, rate) in zip(
                [one - two for one, two in pairwise([*minutes, 0])], tiers, strict=True
            )
            if above
        )

    def _claim(
        self, person: Person, start: datetime, end: datetime, amount: int, text: str
    ) -> PayClaim:
        return Overtime(self.key, person.id, start, end, amount, text, self.group, self.citation)
