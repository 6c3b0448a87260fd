"""Rest between two shifts."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, timedelta
from itertools import pairwise
from typing import Literal, Self

import numpy as np
from pydantic import Field, model_validator

from staffopt.domain.calendar import minutes_between
from staffopt.domain.people import Person
from staffopt.domain.problem import Problem
from staffopt.domain.roster import Roster
from staffopt.domain.shapes import Bools, Gap, Once, ShiftTable
from staffopt.domain.shifts import Shift
from staffopt.domain.violation import Violation
from staffopt.rules.base import Rule
from staffopt.rules.dated_work import in_order
from staffopt.rules.words import in_hours, on_clock, on_day

Pair = tuple[Shift, Shift, bool]
"""Two shifts that follow each other, and whether one of them is planned."""


class MinRest(Rule):
    """At least `hours` pass between the end of one shift and the start of the next.

    Why: people sleep between shifts. Hours are elapsed, so a night in which the clocks go forward
    is an hour shorter; shifts before and after the planned days count. Age and `who` are those of
    the later shift's day.
    Example: with `hours: 11`, closing at 22:00 and opening at 09:00 is fine, 08:45 is not. With a
    `price` a shorter rest may be bought. With `short_hours: 8, short_once_days: 7` one rest in
    seven days may be 8 hours; with `or_total_hours: 13` it may be any between two shifts of at most
    13 paid hours together.
    """

    name = "min_rest"
    hours: float = Field(ge=0, description="Least hours between two shifts.")
    price: float | None = Field(
        None, ge=0, description="What each shorter rest costs, in the currency; forbidden if empty."
    )
    scope: Literal["any", "cross_day", "per_24h"] = Field(
        "any",
        description="Between any two shifts; between those of two dates; or those, and the work of"
        " a date, first start to last end, leaves the rest in 24 hours from its start.",
    )
    short_hours: float | None = Field(
        None, ge=0, description="Least hours of a rest that may be shorter now and then."
    )
    short_once_days: int = Field(7, ge=1, description="One such rest in so many days.")
    or_total_hours: float | None = Field(
        None, ge=0, description="No rest is due where both shifts have at most so many paid hours."
    )

    @model_validator(mode="after")
    def _bought_or_allowed(self) -> Self:
        special = self.short_hours is not None or self.or_total_hours is not None
        if self.price is not None and (special or self.scope == "per_24h"):
            raise ValueError("a shorter rest has a price or conditions, not both; take two rules")
        return self

    def allows(self, problem: Problem, person: Person, table: ShiftTable) -> Bools | None:
        if self.scope != "per_24h":
            return None
        fits: Bools = table.minutes <= 24 * 60 - round(self.hours * 60)
        return fits | ~self.chosen(person, table)

    def follows(self, problem: Problem, person: Person) -> Sequence[Gap]:
        horizon = problem.horizon
        after = [s for s in problem.around(person.id) if s.start >= horizon.end]
        dates = [*horizon.dates, horizon.date_of(after[0].start) if after else horizon.dates[-1]]
        days = np.array([self.picks(person, day) for day in dates])
        if not days.any():
            return ()
        total = None if self.or_total_hours is None else round(self.or_total_hours * 60)
        held = None if days.all() else days
        once = None if self.short_hours is None else self._once(problem, person)
        return [Gap(round(self.hours * 60), self._hundredths, held, total, once)]

    def _once(self, problem: Problem, person: Person) -> Once:
        """What the shifts around the plan say of short rests."""
        horizon, around = problem.horizon, problem.around(person.id)
        days: list[int] = []
        for one, two in pairwise(around):
            day = horizon.day_of(two.start)
            same_side = (one.start < horizon.start) == (two.start < horizon.start)
            rest = minutes_between(one.end, two.start)
            near = round((self.short_hours or 0) * 60) <= rest < round(self.hours * 60)
            light = self.or_total_hours is not None and (
                one.paid_minutes + two.paid_minutes <= round(self.or_total_hours * 60)
            )
            apart = self.scope == "any" or day != horizon.day_of(one.start)
            picked = self.picks(person, horizon.date_of(two.start))
            if same_side and near and apart and picked and not light:
                days.append(day)
        last = max((day for day in days if day < 0), default=None)
        following = min((day for day in days if day >= horizon.days), default=None)
        if last is not None and following is not None and following - last < self.short_once_days:
            following = None
        return Once(round((self.short_hours or 0) * 60), self.short_once_days, last, following)

    def check(self, problem: Problem, roster: Roster) -> Iterable[Violation]:
        for person in problem.people:
            line = in_order(problem, roster, person)
            yield from self._rests(problem, person, line)
            if self.scope == "per_24h":
                yield from self._long_dates(problem, person, roster.of(person.id))

    def _rests(
        self, problem: Problem, person: Person, line: Sequence[tuple[Shift, bool]]
    ) -> Iterator[Violation]:
        before: tuple[date, bool] | None = None
        for one, two, planned in self._short(problem, person, line):
            rest = minutes_between(one.end, two.start)
            if planned and (self.short_hours is None or rest < round(self.short_hours * 60)):
                yield self._breach(problem, person, (one, two, planned))
            day = problem.horizon.local(two.start).date()
            if self.short_hours is not None and rest >= round(self.short_hours * 60):
                near = before is not None and (day - before[0]).days < self.short_once_days
                if near and before is not None and (planned or before[1]):
                    yield self._breach(problem, person, (one, two, planned), before[0])
                before = (day, planned)

    def _short(
        self, problem: Problem, person: Person, line: Sequence[tuple[Shift, bool]]
    ) -> Iterator[Pair]:
        """The shifts that follow each other too soon, by the hours alone and for nobody exempt."""
        for (one, old), (two, new) in pairwise(line):
            if minutes_between(one.end, two.start) >= round(self.hours * 60):
                continue
            days = [problem.horizon.date_of(shift.start) for shift in (one, two)]
            if self.scope != "any" and days[0] == days[1]:
                continue
            light = self.or_total_hours is not None and (
                one.paid_minutes + two.paid_minutes <= round(self.or_total_hours * 60)
            )
            if not light and self.picks(person, days[1]):
                yield one, two, old or new

    def _breach(
        self, problem: Problem, person: Person, pair: Pair, before: date | None = None
    ) -> Violation:
        one, two, _ = pair
        text = f"{person.name} rests {in_hours(minutes_between(one.end, two.start))} between "
        text += f"{on_clock(problem, one.end)} and {on_clock(problem, two.start)}"
        if before is None:
            text += f"; at least {self.hours if self.short_hours is None else self.short_hours:g} h"
        else:
            text += f" and less than {self.hours:g} h before {on_day(before)}, too"
            text += f"; once in {self.short_once_days} days"
        least = self.hours if self.short_hours is None or before else self.short_hours
        rest = timedelta(minutes=round(least * 60))
        late, early = on_clock(problem, one.end + rest), on_clock(problem, two.start - rest)
        mend = f"start at {late} or later, or end at {early} or earlier"
        return self.breach(text, person.id, two.start, two.end, self._hundredths, mend=mend)

    def _long_dates(
        self, problem: Problem, person: Person, shifts: Sequence[Shift]
    ) -> Iterator[Violation]:
        """The dates whose work leaves no such rest in 24 hours."""
        dates: dict[date, list[Shift]] = defaultdict(list)
        for shift in shifts:
            dates[problem.horizon.local(shift.start).date()].append(shift)
        for day, work in dates.items():
            minutes = minutes_between(work[0].start, max(shift.end for shift in work))
            over = minutes + round(self.hours * 60) - 24 * 60
            if self.picks(person, day) and over > 0:
                text = f"{person.name} works from {on_clock(problem, work[0].start)} on for "
                text += f"{in_hours(minutes)}; that leaves no {self.hours:g} h in 24"
                mend = f"{in_hours(over)} fewer from first start to last end"
                yield self.breach(text, person.id, work[0].start, work[-1].end, mend=mend)

    @property
    def _hundredths(self) -> int | None:
        return None if self.price is None else round(self.price * 100)
