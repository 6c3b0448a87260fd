"""Kinds of shift by the clock at which they start."""

from __future__ import annotations

from datetime import time

import numpy as np
from pydantic import BaseModel, ConfigDict, Field

from staffopt.domain.problem import Problem
from staffopt.domain.shapes import Bools, ShiftTable
from staffopt.domain.shifts import Shift
from staffopt.domain.wall_time import ClockTime


class StartWindow(BaseModel):
    """Shifts that start from one time of the store's clock until before another."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    since: ClockTime = Field(time(0), description="Time of day from which a start counts.")
    until: ClockTime = Field(
        time(0), description="Time of day before which it counts; at or before `since`: next day's."
    )

    def rows(self, table: ShiftTable) -> Bools:
        """The candidate shifts of the kind."""
        wall = table.horizon.wall_minute[table.start]
        since, until = _minutes(self.since), _minutes(self.until)
        if since < until:
            found = (since <= wall) & (wall < until)
        else:
            found = (since <= wall) | (wall < until)
        return np.asarray(found, bool)

    def takes(self, problem: Problem, shift: Shift) -> bool:
        """Whether a shift is of the kind."""
        wall = problem.horizon.local(shift.start).time()
        late, early = wall >= self.since, wall < self.until
        return (late and early) if self.since < self.until else (late or early)

    def __str__(self) -> str:
        return f"{self.since:%H:%M}-{self.until:%H:%M}"


def _minutes(wall: time) -> int:
    """Minutes past midnight."""
    return wall.hour * 60 + wall.minute
