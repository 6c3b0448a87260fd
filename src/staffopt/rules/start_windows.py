"""Kinds of shift by the clock at which they start."""

from __future__ import annotations

from datetime import date, time

import numpy as np
from pydantic import BaseModel, ConfigDict, Field

from staffopt.domain.calendar import DAY
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

    def takes(self, problem: Problem, day: date, shift: Shift) -> bool:
        """Whether a shift that starts on a date is of the kind."""
        horizon = problem.horizon
        over_midnight = self.until <= self.since
        begun = horizon.at(day, self.since) <= shift.start
        if not over_midnight:
            return begun and shift.start < horizon.at(day, self.until)
        return begun or shift.start + DAY < horizon.at(day + DAY, self.until)

    def __str__(self) -> str:
        return f"{self.since:%H:%M}-{self.until:%H:%M}"


def _minutes(wall: time) -> int:
    """Minutes past midnight."""
    return wall.hour * 60 + wall.minute
