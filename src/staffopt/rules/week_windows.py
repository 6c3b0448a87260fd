"""Weeks as the shapes see them: day numbers of the horizon, and what the past adds to each.

Only shapes use this module; checks count on the calendar by themselves (`dated_work.py`).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from staffopt.domain.calendar import Horizon
from staffopt.domain.people import Person
from staffopt.domain.problem import Problem
from staffopt.domain.shapes import Bools, ShiftTable
from staffopt.domain.weekdays import WEEKDAYS, Weekday
from staffopt.rules.base import Picks


@dataclass(frozen=True, slots=True)
class Week:
    """Days `first` to `first + 6` of a horizon; `first` is negative where the week began before."""

    horizon: Horizon
    first: int

    @property
    def about(self) -> date:
        return self.horizon.first + timedelta(days=self.first)

    def rows(self, table: ShiftTable) -> Bools:
        """The candidate shifts that start in this week."""
        found: Bools = (table.day >= self.first) & (table.day < self.first + 7)
        return found


def weeks_of(horizon: Horizon, starts: Weekday | None) -> Iterator[Week]:
    """The weeks that touch a horizon; by default they start on its first day's weekday."""
    back = 0 if starts is None else (horizon.first.weekday() - WEEKDAYS.index(starts)) % 7
    for first in range(-back, horizon.days, 7):
        yield Week(horizon, first)


def carried(problem: Problem, person: Person, who: Picks, week: Week) -> tuple[int, int]:
    """Paid minutes and days of a week that the past roster holds, on dates when `who` fits."""
    minutes, days = 0, set()
    for shift in problem.around(person.id):
        day = problem.horizon.day_of(shift.start)
        if week.first <= day < week.first + 7:
            on = problem.horizon.first + timedelta(days=day)
            if who.picks(person, on):
                minutes += shift.paid_minutes
                days.add(day)
    return minutes, len(days)
