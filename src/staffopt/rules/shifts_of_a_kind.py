"""How many shifts of one kind somebody works."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date

import numpy as np
from pydantic import Field

from staffopt.domain.people import Person
from staffopt.domain.problem import Problem
from staffopt.domain.roster import Roster
from staffopt.domain.shapes import Count, ShiftTable
from staffopt.domain.violation import Violation
from staffopt.rules.base import Rule
from staffopt.rules.dated_work import dated, whole_days
from staffopt.rules.start_windows import StartWindow
from staffopt.rules.words import on_day


class ShiftsOfAKind(Rule):
    """Nobody works more than `most` shifts that start in a window of the clock.

    Why: nights, and early mornings, are shared.
    Example: with `starts: {since: "20:00", until: "04:00"}, most: 2, in_days: 7`, a third shift
    from 22:00 in the same seven planned days is one too many. Without `in_days` the whole plan
    counts.
    """

    name = "shifts_of_a_kind"
    starts: StartWindow = Field(description="When shifts of the kind start.")
    most: int = Field(ge=0, description="Most shifts of the kind.")
    in_days: int | None = Field(
        None, ge=1, description="In so many days, counted from the first; the whole plan if empty."
    )

    def counts(self, problem: Problem, person: Person, table: ShiftTable) -> Sequence[Count]:
        horizon = problem.horizon
        width = self.in_days or horizon.days
        one = (self.starts.rows(table) & self.chosen(person, table)).astype(np.int64)
        return [
            Count(
                np.where((table.day >= first) & (table.day < first + width), one, 0),
                horizon.dates[first],
                most=self.most,
                per=1,
            )
            for first in range(0, horizon.days, width)
            if self.most < min(width, horizon.days - first)
        ]

    def check(self, problem: Problem, roster: Roster) -> Iterable[Violation]:
        found: dict[tuple[str, int], list[date]] = {}
        horizon = problem.horizon
        width = self.in_days or horizon.days
        for person, day, shift in dated(problem, roster, self):
            if self.starts.takes(problem, shift):
                window = (day - horizon.first).days // width
                found.setdefault((person.id, window), []).append(day)
        for (person_id, window), days in found.items():
            if len(days) > self.most:
                first = horizon.dates[width * window]
                last = horizon.dates[min(width * (window + 1), horizon.days) - 1]
                name = problem.person[person_id].name
                text = f"{name} starts in {self.starts} on {', '.join(map(on_day, days))}; at most "
                text += f"{self.most} times"
                yield self.breach(text, person_id, *whole_days(problem, first, last))
