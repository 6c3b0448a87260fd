"""When a shift may start."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import time
from typing import Annotated, Self

import numpy as np
from pydantic import BaseModel, ConfigDict, Field, model_validator

from staffopt.domain.people import Person
from staffopt.domain.problem import Problem
from staffopt.domain.roster import Roster
from staffopt.domain.shapes import Bools, ShiftTable
from staffopt.domain.violation import Violation
from staffopt.domain.wall_time import ClockTime
from staffopt.rules.base import Rule
from staffopt.rules.dated_work import dated
from staffopt.rules.words import from_to


class StartRange(BaseModel):
    """From `since` to `until` by the store's clock on one date, both ends included."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    since: ClockTime = Field(description="Earliest start.")
    until: ClockTime = Field(description="Latest start, on the same date.")

    @model_validator(mode="after")
    def _on_one_date(self) -> Self:
        if self.until < self.since:
            raise ValueError("`until` at or after `since`: past midnight, two windows")
        return self


class ShiftStarts(Rule):
    """A shift starts in one of the `windows`, both ends included.

    Why: people come in early, late and night shifts, and start when the handover is.
    Example: with `windows: [{since: "06:00", until: "10:00"}, {since: "20:00", until: "23:45"}]` a
    shift may start at 10:00 and not at 10:15. Times are the store's clock on the date on which the
    shift starts; a window that goes on after midnight is written as two.
    """

    name = "shift_starts"
    windows: Annotated[tuple[StartRange, ...], Field(min_length=1)] = Field(
        description="When shifts may start: `since` and `until`, times of the same date."
    )

    def allows(self, problem: Problem, person: Person, table: ShiftTable) -> Bools | None:
        walls = 60 * problem.horizon.wall_minute
        begins = walls[np.clip(table.start, 0, len(walls) - 1)]
        inside = np.zeros(len(table), bool)
        for window in self.windows:
            inside |= (_seconds(window.since) <= begins) & (begins <= _seconds(window.until))
        return np.asarray(inside | ~self.chosen(person, table), bool)

    def check(self, problem: Problem, roster: Roster) -> Iterable[Violation]:
        for person, _, shift in dated(problem, roster, self):
            begins = problem.horizon.local(shift.start).time()
            if not any(each.since <= begins <= each.until for each in self.windows):
                said = ", ".join(f"{w.since:%H:%M}-{w.until:%H:%M}" for w in self.windows)
                text = f"{person.name}'s shift {from_to(problem, shift)} starts outside {said}"
                mend = f"start within {said}"
                yield self.breach(text, person.id, shift.start, shift.end, mend=mend)


def _seconds(at: time) -> int:
    """Seconds past midnight by the clock."""
    return at.hour * 3600 + at.minute * 60 + at.second
