"""Weeks with so little work that no rest is due, as the shapes see them."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field

import numpy as np

from staffopt.domain.people import Person
from staffopt.domain.problem import Problem
from staffopt.domain.rest_shapes import Load
from staffopt.domain.shapes import ShiftTable
from staffopt.domain.weekdays import Weekday
from staffopt.rules.rest_demands import Days, week_back


@dataclass(frozen=True)
class LightWeeks:
    """One person's weeks as loads of paid minutes; a week with too long a day is over its most."""

    problem: Problem
    person: Person
    table: ShiftTable
    week_hours: float | None
    day_hours: float | None
    known: dict[int, Load] = field(default_factory=dict)

    def of(self, window: Days, starts: Weekday | None) -> tuple[Load, ...]:
        """The loads of the weeks that a window touches."""
        back = week_back(window.horizon, starts)
        first = window.first - (window.first - back) % 7
        weeks = range(first, window.first + window.length, 7)
        return tuple(self._week(week) for week in weeks)

    def _week(self, first: int) -> Load:
        if first not in self.known:
            self.known[first] = self._load(first)
        return self.known[first]

    def _load(self, first: int) -> Load:
        most = round((self.week_hours or 0) * 60)
        longest = float("inf") if self.day_hours is None else round(self.day_hours * 60)
        days: Counter[int] = Counter()
        for shift in self.problem.around(self.person.id):
            days[self.problem.horizon.day_of(shift.start)] += shift.paid_minutes
        inside = [minutes for day, minutes in days.items() if first <= day < first + 7]
        carried = sum(inside) if max(inside, default=0) <= longest else most + 1
        paid = np.where(self.table.paid > longest, most + 1, self.table.paid)
        in_week = (self.table.day >= first) & (self.table.day < first + 7)
        return Load(np.where(in_week, paid, 0), carried, most)
