"""The least that a call to work brings."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Literal

import numpy as np
from pydantic import Field

from staffopt.domain.people import Person
from staffopt.domain.problem import Problem
from staffopt.domain.roster import Roster
from staffopt.domain.shapes import Bools, Ints, RowPrice, ShiftTable
from staffopt.domain.violation import PayClaim, Violation
from staffopt.rules.base import Rule
from staffopt.rules.dated_work import dated
from staffopt.rules.words import from_to, in_hours


class MinEngagement(Rule):
    """Who comes in has at least `hours` of paid work, or is paid for them.

    Why: the way to work costs the same for a short shift.
    Example: with `hours: 3` a casual's shift of 2 h is forbidden; with `form: pay` it is paid as
    three. Hours of unpaid break do not count.
    """

    name = "min_engagement"
    hours: float = Field(gt=0, description="Paid hours of a shift, at least.")
    form: Literal["hard", "pay"] = Field(
        "hard", description="Whether shorter shifts are forbidden or paid as if they were longer."
    )
    wage: float | None = Field(
        None, ge=0, description="The wage of hours not worked; the person's own if empty."
    )
    group: str = Field("", description="The stack group of the pay.")

    def allows(self, problem: Problem, person: Person, table: ShiftTable) -> Bools | None:
        if self.form == "pay":
            return None
        return np.asarray((self._missing(table) <= 0) | ~self.chosen(person, table), bool)

    def prices(self, problem: Problem, person: Person, table: ShiftTable) -> Sequence[RowPrice]:
        if self.form == "hard":
            return ()
        short = np.maximum(self._missing(table), 0) * self.chosen(person, table)
        price = np.rint(short * self._hourly(person) / 60).astype(np.int64)
        return (RowPrice(60 * price, group=self.group),) if price.any() else ()

    def _missing(self, table: ShiftTable) -> Ints:
        return np.asarray(round(self.hours * 60) - table.paid, np.int64)

    def _hourly(self, person: Person) -> int:
        """What an hour not worked is paid with, in hundredths."""
        return person.wage if self.wage is None else round(self.wage * 100)

    def check(self, problem: Problem, roster: Roster) -> Iterable[Violation]:
        if self.form == "pay":
            return
        for person, _, shift in dated(problem, roster, self):
            if shift.paid_minutes < round(self.hours * 60):
                text = f"{person.name}'s shift {from_to(problem, shift)} has "
                text += f"{in_hours(shift.paid_minutes)} of paid work; at least {self.hours:g} h"
                yield self.breach(text, person.id, shift.start, shift.end)

    def pays(self, problem: Problem, roster: Roster) -> Iterable[PayClaim]:
        if self.form == "hard":
            return
        for person, _, shift in dated(problem, roster, self):
            short = round(self.hours * 60) - shift.paid_minutes
            if short > 0:
                text = f"{person.name} is called for {in_hours(shift.paid_minutes)} of paid work; "
                text += f"{self.hours:g} h are paid"
                amount = round(short * self._hourly(person) / 60)
                about = (text, self.group, self.citation)
                yield PayClaim(
                    self.key, person.id, shift.start, shift.end, amount, *about, flat=True
                )
