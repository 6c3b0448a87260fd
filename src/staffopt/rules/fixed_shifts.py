"""The shifts a store has."""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np
from pydantic import BaseModel, ConfigDict, Field

from staffopt.domain.people import Person
from staffopt.domain.problem import Problem
from staffopt.domain.roster import Roster
from staffopt.domain.shapes import Bools, ShiftTable
from staffopt.domain.violation import Violation
from staffopt.domain.wall_time import ClockTime
from staffopt.rules.base import Rule
from staffopt.rules.dated_work import dated
from staffopt.rules.words import from_to


class FixedShift(BaseModel):
    """One shift of the list: when it starts and how long it lasts, unpaid breaks included."""

    model_config = ConfigDict(frozen=True, extra="forbid", allow_inf_nan=False)

    start: ClockTime = Field(description="Start by the store's clock.")
    hours: float = Field(gt=0, description="Hours from start to end.")

    @property
    def minutes(self) -> int:
        """The same in minutes."""
        return round(self.hours * 60)

    def __str__(self) -> str:
        return f"{self.start:%H:%M} for {self.hours:g} h"


class FixedShifts(Rule):
    """Only the shifts of a list are worked.

    Why: some stores plan with an early and a late shift and nothing between.
    Example: with `shifts: [{start: "06:00", hours: 8}, {start: "14:00", hours: 8}]`, a shift
    06:00-14:00 is fine, 06:00-13:00 and 07:00-15:00 are not. `who` may give each group its own
    list.
    """

    name = "fixed_shifts"
    shifts: tuple[FixedShift, ...] = Field(description="Starts and lengths.")

    def allows(self, problem: Problem, person: Person, table: ShiftTable) -> Bools | None:
        wall = table.horizon.wall_minute[table.start]
        listed = np.zeros(len(table), bool)
        for each in self.shifts:
            start = each.start.hour * 60 + each.start.minute
            listed |= (wall == start) & (table.minutes == each.minutes)
        return np.asarray(listed | ~self.chosen(person, table), bool)

    def check(self, problem: Problem, roster: Roster) -> Iterable[Violation]:
        for person, _, shift in dated(problem, roster, self):
            wall = problem.horizon.local(shift.start).time()
            if any(wall == each.start and shift.minutes == each.minutes for each in self.shifts):
                continue
            listed = ", ".join(map(str, self.shifts)) or "none"
            text = f"{person.name}'s shift {from_to(problem, shift)} is not in the list: {listed}"
            yield self.breach(text, person.id, shift.start, shift.end)
