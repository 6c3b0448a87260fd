"""Windows of days and free time as the shapes see them, in minutes after the horizon's start.

Only shapes use this module; checks look at the clock by themselves (`free_time.py`).
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass, replace
from datetime import date, time, timedelta
from functools import lru_cache

from staffopt.domain.calendar import Horizon, minutes_between
from staffopt.domain.people import Person
from staffopt.domain.problem import Problem
from staffopt.domain.rest_shapes import Asked, FreeSpans, Load, Rest
from staffopt.domain.weekdays import WEEKDAYS, Weekday, weekday_of
from staffopt.rules.base import Picks


@dataclass(frozen=True, slots=True)
class Days:
    """The days `first` to `first + length - 1`, from `starts` to `starts` by the store's clock."""

    horizon: Horizon
    first: int
    length: int
    starts: time = time(0)

    @property
    def about(self) -> date:
        return self.date_of(self.first)

    @property
    def span(self) -> tuple[int, int]:
        """First and last minute."""
        return self.minute(self.first), self.minute(self.first + self.length)

    def date_of(self, day: int) -> date:
        """The date of a day."""
        return self.horizon.first + timedelta(days=day)

    def minute(self, day: int) -> int:
        """When a day starts."""
        return _minute(self.horizon, self.date_of(day), self.starts)

    def ending(self, length: int) -> Days:
        """So many days that end with these."""
        return replace(self, first=self.first + self.length - length, length=length)

    def whole(self, weekdays: Collection[Weekday]) -> Iterator[tuple[int, int]]:
        """First and last minute of the days with one of some weekdays."""
        for day in range(self.first, self.first + self.length):
            if weekday_of(self.date_of(day)) in weekdays:
                yield self.minute(day), self.minute(day + 1)

    def picked(self, who: Picks, person: Person) -> bool:
        """Whether a rule is about a person on any planned day of the window."""
        planned = range(max(self.first, 0), min(self.first + self.length, self.horizon.days))
        return any(who.picks(person, self.date_of(day)) for day in planned)


@lru_cache(maxsize=4096)
def _minute(horizon: Horizon, day: date, starts: time) -> int:
    return minutes_between(horizon.start, horizon.at(day, starts))


def every(horizon: Horizon, first: int, step: int, length: int, starts: time) -> Iterator[Days]:
    """The windows of a length, `step` days apart from day `first`, that hold a planned day."""
    earliest = first + -(-(1 - length - first) // step) * step
    for day in range(earliest, horizon.days, step):
        yield Days(horizon, day, length, starts)


def week_back(horizon: Horizon, starts: Weekday | None) -> int:
    """The day on which the week of the horizon's first day starts: 0 or before."""
    return 0 if starts is None else -((horizon.first.weekday() - WEEKDAYS.index(starts)) % 7)


def mendable(problem: Problem, person: Person, rest: Rest) -> bool:
    """Whether somebody who stays at home for all the plan keeps a demand."""
    start = problem.horizon.start
    around = [
        (minutes_between(start, shift.start), minutes_between(start, shift.end))
        for shift in problem.around(person.id)
    ]
    return any(all(_kept(part, around) for part in way) for way in rest.ways)


def _kept(part: Asked, shifts: list[tuple[int, int]]) -> bool:
    if isinstance(part, Load):
        return part.carried <= part.most
    if isinstance(part, FreeSpans):
        groups = [
            any(all(end <= a or b <= start for start, end in shifts) for a, b in group)
            for group in part.groups
        ]
        return sum(groups) >= part.least
    free, begin = 0, part.since
    for start, end in [*shifts, (part.until, part.until)]:
        stop = min(start, part.until)
        held = not part.around or any(begin <= a and b <= stop for a, b in part.around)
        if held and stop - begin >= max(part.least, 1):
            free += stop - begin
        begin = max(begin, end)
    return free >= part.total
