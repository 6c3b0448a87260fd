"""Closing shifts in a week."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date

import numpy as np
from pydantic import Field

from staffopt.domain.late_ends import ends_late, late_rows
from staffopt.domain.people import Person
from staffopt.domain.problem import Problem
from staffopt.domain.roster import Roster
from staffopt.domain.shapes import Count, ShiftTable
from staffopt.domain.violation import Violation
from staffopt.domain.wall_time import ClockTime
from staffopt.domain.weekdays import WEEKDAYS, Weekday, weekday_of
from staffopt.rules.base import Rule
from staffopt.rules.dated_work import dated, whole_days
from staffopt.rules.words import on_day


class Closings(Rule):
    """Nobody closes more than `most` times in seven planned days, on the weekdays named.

    Why: closing at the weekend every week drives people away.
    Example: with `most: 1, weekdays: [saturday, sunday], closing_from: "22:30"`, a Saturday shift
    until 23:00 and a Sunday shift until 22:30 are one too many. Days are those on which shifts
    start; seven days are counted from the first planned day.
    """

    name = "closings"
    most: int = Field(ge=0, description="Most closing shifts.")
    closing_from: ClockTime = Field(
        description="Time of day from which a shift's end is a closing; one before noon is the "
        "next day's for shifts that start then or later."
    )
    weekdays: tuple[Weekday, ...] = Field(WEEKDAYS, description="The weekdays that count.")

    def counts(self, problem: Problem, person: Person, table: ShiftTable) -> Sequence[Count]:
        horizon = problem.horizon
        named = [weekday_of(day) in self.weekdays for day in horizon.dates]
        closes = late_rows(table, self.closing_from) & np.array(named)[table.day]
        closes &= self.chosen(person, table)
        return [
            Count(
                np.where(closes & (table.day >= first) & (table.day < first + 7), 1, 0),
                horizon.dates[first],
                most=self.most,
                per=1,
            )
            for first in range(0, horizon.days, 7)
        ]

    def check(self, problem: Problem, roster: Roster) -> Iterable[Violation]:
        found: dict[tuple[str, int], list[date]] = {}
        for person, day, shift in dated(problem, roster, self):
            named = weekday_of(day) in self.weekdays
            if named and ends_late(problem.horizon, shift.start, shift.end, self.closing_from):
                week = (day - problem.horizon.first).days // 7
                found.setdefault((person.id, week), []).append(day)
        for (person_id, week), days in found.items():
            if len(days) > self.most:
                first = problem.horizon.dates[7 * week]
                last = problem.horizon.dates[min(7 * week + 6, problem.horizon.days - 1)]
                name = problem.person[person_id].name
                text = f"{name} closes on {', '.join(map(on_day, days))}; at most {self.most} times"
                yield self.breach(text, person_id, *whole_days(problem, first, last))
