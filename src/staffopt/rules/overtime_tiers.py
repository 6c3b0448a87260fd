"""Overtime by the day, by the week and on the seventh day."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from itertools import pairwise
from typing import Annotated

import numpy as np
from pydantic import AfterValidator, Field

from staffopt.domain.people import Person
from staffopt.domain.problem import Problem
from staffopt.domain.roster import Roster
from staffopt.domain.shapes import Count, Ints, RowPrice, ShiftTable
from staffopt.domain.shifts import Shift
from staffopt.domain.violation import PayClaim
from staffopt.rules.base import Rule
from staffopt.rules.dated_work import in_order
from staffopt.rules.paid_time import nearest, when_paid
from staffopt.rules.week_windows import WEEKDAYS, Week, Weekday, weeks_of
from staffopt.rules.words import in_hours, on_day

WORKED = 10_000
"""What one of six days adds to the sum that shows a seventh: more minutes than a day has."""


def _rising(tiers: tuple[tuple[float, float], ...]) -> tuple[tuple[float, float], ...]:
    """Tiers whose hours and rates rise."""
    if any(two[0] <= one[0] or two[1] <= one[1] for one, two in pairwise(tiers)):
        raise ValueError("hours and rates must rise from tier to tier")
    if any(hours < 0 or rate < 1 for hours, rate in tiers):
        raise ValueError("hours are 0 or more, rates 1 or more")
    return tiers


Tiers = Annotated[tuple[tuple[float, float], ...], AfterValidator(_rising)]
"""(hours above which, rate in wages) in rising order."""


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
    owe 4 h at half a wage more and 1 h at a wage more. The search counts a seventh day's hours in
    the day and in the week as well; the bill does not.
    """

    name = "overtime_tiers"
    daily: Tiers = Field((), description="Hours a day above which, and the rate in wages.")
    weekly: Tiers = Field((), description="Hours a week above which, and the rate in wages.")
    seventh_day: Tiers = Field(
        (), description="The same for the last day of a week that is worked throughout."
    )
    week_starts: Weekday | None = Field(
        None, description="First day of the week; the plan's first weekday if empty."
    )
    group: str = Field(
        "overtime", description="Premiums of one group are not paid twice for the same time."
    )

    def prices(self, problem: Problem, person: Person, table: ShiftTable) -> Sequence[RowPrice]:
        if not self.daily:
            return ()
        paid = np.where(self.chosen(person, table), table.paid, 0)
        price = np.zeros(len(table), np.int64)
        for above, step in self._steps(self.daily, person):
            price += np.maximum(paid - above, 0) * step
        return [RowPrice(price, group=self.group)]

    def counts(self, problem: Problem, person: Person, table: ShiftTable) -> Sequence[Count]:
        paid = np.where(self.chosen(person, table), table.paid, 0)
        straight = np.minimum(paid, self._straight)
        found = []
        for week in weeks_of(problem.horizon, self.week_starts):
            if self.weekly:
                amount = np.where(week.rows(table), straight, 0)
                past = self._past(problem, person, week)
                tiers = tuple((max(a, past), s) for a, s in self._steps(self.weekly, person))
                found.append(Count(amount, week.about, past, tiers=tiers, group=self.group))
            if self.seventh_day and week.first + 6 < problem.horizon.days:
                found.append(self._seventh(problem, person, week, paid, table))
        return found

    def pays(self, problem: Problem, roster: Roster) -> Iterable[PayClaim]:
        for person in problem.people:
            for first, work in self._weeks(problem, roster, person):
                last = self._last(first, work)
                for each in work:
                    if each.owes:
                        tiers = self.seventh_day if each in last else self.daily
                        yield from self._by_day(person, each, tiers)
                yield from self._by_week(person, first, [e for e in work if e not in last])

    def overpriced(self, problem: Problem, roster: Roster) -> int:
        more = 0
        for person in problem.people:
            for first, work in self._weeks(problem, roster, person):
                last = self._last(first, work)
                if last:
                    twice = [c for each in last for c in self._by_day(person, each, self.daily)]
                    twice += self._by_week(person, first, work)
                    once = self._by_week(person, first, [e for e in work if e not in last])
                    more += sum(c.amount for c in twice) - sum(c.amount for c in once)
        return more

    # Shapes.

    @property
    def _straight(self) -> int:
        """Minutes of a day that count toward the week."""
        return round(self.daily[0][0] * 60) if self.daily else 24 * 60 * 7

    def _steps(self, tiers: Tiers, person: Person) -> list[tuple[int, int]]:
        """Minutes above which an hour costs so much more than below."""
        rates = [1.0, *(rate for _, rate in tiers)]
        prices = [round(person.wage * (rate - 1)) for rate in rates]
        return [
            (round(hours * 60), dearer - price)
            for (hours, _), (price, dearer) in zip(tiers, pairwise(prices), strict=True)
        ]

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
        steps = self._steps(self.seventh_day, person)
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

    def _by_day(self, person: Person, each: Worked, tiers: Tiers) -> Iterator[PayClaim]:
        """What the last hours of a shift cost more."""
        steps = [(each.above(limit), step) for limit, step in self._steps(tiers, person)]
        amount = nearest(sum(minutes * step for minutes, step in steps))
        if amount:
            late = each.shift.paid_minutes - steps[0][0]
            start = when_paid(each.shift, late)
            limits = self._said(tiers, [minutes for minutes, _ in steps])
            text = f"{person.name}: {limits} on {on_day(each.day)}"
            if tiers is self.seventh_day:
                text += ", the seventh day worked of its week"
            yield self._claim(person, start, each.shift.end, amount, text)

    def _by_week(self, person: Person, first: date, work: Sequence[Worked]) -> Iterator[PayClaim]:
        """What the last straight hours of a week cost more: planned ones, the latest first."""
        straight = [each.shift.paid_minutes - each.above(self._straight) for each in work]
        around = sum(m for m, e in zip(straight, work, strict=True) if e.meant and not e.owes)
        total = sum(m for m, e in zip(straight, work, strict=True) if e.meant)
        steps = self._steps(self.weekly, person)
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
        return PayClaim(self.key, person.id, start, end, amount, text, self.group, self.citation)
