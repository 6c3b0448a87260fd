"""How long a shift may be."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Literal

import numpy as np
from pydantic import Field

from staffopt.domain.people import Person
from staffopt.domain.problem import Problem
from staffopt.domain.roster import Roster
from staffopt.domain.shapes import Bools, ShiftTable
from staffopt.domain.shifts import Activity, Shift
from staffopt.domain.violation import Violation
from staffopt.rules.base import Rule
from staffopt.rules.dated_work import dated
from staffopt.rules.words import from_to, in_hours


class ShiftLength(Rule):
    """A shift is neither shorter than `least_hours` nor longer than `most_hours`.

    Why: a short shift is not worth the way to work; a long one tires.
    Example: with `least_hours: 4`, a shift of exactly 4 h is fine. `basis` says whether the time
    from start to end counts (`span`), all of it but unpaid breaks (`work`) or paid time (`paid`).
    """

    name = "shift_length"
    least_hours: float = Field(0, ge=0, description="Least hours of a shift.")
    most_hours: float | None = Field(None, gt=0, description="Most hours of a shift.")
    basis: Literal["span", "work", "paid"] = Field(
        "span", description="Start to end, that less unpaid breaks, or paid time."
    )

    def allows(self, problem: Problem, person: Person, table: ShiftTable) -> Bools | None:
        length = table.minutes if self.basis == "span" else table.paid
        fits = length >= round(self.least_hours * 60)
        if self.most_hours is not None:
            fits &= length <= round(self.most_hours * 60)
        return np.asarray(fits | ~self.chosen(person, table), bool)

    def check(self, problem: Problem, roster: Roster) -> Iterable[Violation]:
        for person, _, shift in dated(problem, roster, self):
            lasts = self._measured(shift)
            least = round(self.least_hours * 60)
            most = None if self.most_hours is None else round(self.most_hours * 60)
            if lasts < least:
                limit = f"at least {self.least_hours:g} h"
                mend = f"{in_hours(least - lasts)} more"
            elif most is not None and lasts > most:
                limit = f"at most {self.most_hours:g} h"
                mend = f"{in_hours(lasts - most)} fewer"
            else:
                continue
            kind = {"span": "", "work": " without unpaid breaks", "paid": " paid"}[self.basis]
            text = f"{person.name}'s shift {from_to(problem, shift)} lasts {in_hours(lasts)}{kind}"
            text += f"; {limit}"
            yield self.breach(text, person.id, shift.start, shift.end, mend=mend)

    def _measured(self, shift: Shift) -> int:
        if self.basis == "paid":
            return shift.paid_minutes
        if self.basis == "span":
            return shift.minutes
        unpaid = [block.minutes for block in shift.of(Activity.BREAK) if not block.paid]
        return shift.minutes - sum(unpaid)
