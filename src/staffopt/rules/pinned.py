"""Shifts that are settled."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import numpy as np
from pydantic import Field

from staffopt.domain.people import Person
from staffopt.domain.problem import Problem
from staffopt.domain.roster import Roster
from staffopt.domain.shapes import Bools, Count, ShiftTable
from staffopt.domain.violation import Violation
from staffopt.rules.base import Rule
from staffopt.rules.words import from_to, name_of


class Pinned(Rule):
    """A pinned shift stays as it is: start, end and blocks.

    Why: what was promised, or decided by the manager, is not for the search to change.
    Example: Ann's pinned Tuesday 09:00-17:00 is kept to the minute; a Tuesday 10:00-18:00, another
    role at 11:00 or a day off instead costs `price`. On its date the search proposes nothing else.
    """

    name = "pinned"
    holds_always = True
    price: float = Field(
        1000, ge=0, description="What each pinned shift that is not kept costs, in the currency."
    )

    def allows(self, problem: Problem, person: Person, table: ShiftTable) -> Bools | None:
        pins = [pin for pin in problem.pins if pin.person_id == person.id]
        if not pins:
            return None
        days = [problem.horizon.day_of(pin.start) for pin in pins]
        kept = np.any([table.rows_of(pin) for pin in pins], axis=0)
        return np.asarray(kept | ~np.isin(table.day, days), bool)

    def counts(self, problem: Problem, person: Person, table: ShiftTable) -> Sequence[Count]:
        return [
            Count(
                table.rows_of(pin).astype(np.int64),
                problem.horizon.date_of(pin.start),
                least=1,
                least_price=round(self.price * 100),
                per=1,
            )
            for pin in problem.pins
            if pin.person_id == person.id
        ]

    def check(self, problem: Problem, roster: Roster) -> Iterable[Violation]:
        for pin in problem.pins:
            if not any(shift.blocks == pin.blocks for shift in roster.of(pin.person_id)):
                text = f"{name_of(problem, pin.person_id)}'s pinned shift "
                text += f"{from_to(problem, pin)} is not kept"
                price = round(self.price * 100)
                mend = f"the shift {from_to(problem, pin)}, block by block"
                yield self.breach(text, pin.person_id, pin.start, pin.end, price, mend=mend)
