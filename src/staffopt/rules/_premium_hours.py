"""Rules that forbid something, or have it paid with hours of wage."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from itertools import groupby

import numpy as np
from pydantic import Field

from staffopt.domain.people import Person
from staffopt.domain.problem import Problem
from staffopt.domain.roster import Roster
from staffopt.domain.shapes import Bools, RowPrice, ShiftTable
from staffopt.domain.shifts import Shift
from staffopt.domain.violation import PayClaim
from staffopt.rules.base import Rule
from staffopt.rules.dated_work import dated


class PremiumHours(Rule):
    """What a date costs that the rule is about: forbidden, or some hours of wage."""

    premium_hours: float | None = Field(
        None, ge=0, description="Hours of wage that are owed instead; forbidden if empty."
    )
    premium_wage: float | None = Field(
        None, ge=0, description="The wage of these hours; the person's own if empty."
    )
    offset: bool = Field(
        False, description="Whether the date's pay above premium_wage counts toward them."
    )
    group: str = Field("", description="The stack group of the pay.")

    def priced(self, person: Person, table: ShiftTable, rows: Bools) -> Sequence[RowPrice]:
        """The shape: what the rows cost."""
        if self.premium_hours is None or not rows.any():
            return ()
        wage = person.wage if self.premium_wage is None else round(self.premium_wage * 100)
        owed = np.full(len(table), self.premium_hours * wage)
        if self.offset and person.wage > wage:
            owed -= (person.wage - wage) * table.paid / 60
        price = np.where(rows, np.maximum(np.rint(owed), 0), 0).astype(np.int64)
        return (RowPrice(60 * price, group=self.group),)

    def claim(self, person: Person, shifts: Sequence[Shift], why: str) -> Iterator[PayClaim]:
        """The check: what the shifts of a date are owed, if anything."""
        hours = self.premium_hours or 0
        wage = person.wage if self.premium_wage is None else round(self.premium_wage * 100)
        above = max(person.wage - wage, 0) if self.offset else 0
        worked = sum(shift.paid_minutes for shift in shifts)
        amount = round(hours * wage - above * worked / 60)
        if amount > 0:
            text = f"{person.name} {why}: {hours:g} h of wage"
            start, end = shifts[0].start, max(shift.end for shift in shifts)
            about = (text, self.group, self.citation)
            yield PayClaim(self.key, person.id, start, end, amount, *about, flat=True)

    def by_date(
        self, problem: Problem, roster: Roster
    ) -> Iterator[tuple[Person, date, list[Shift]]]:
        """Each person's shifts of a date, by time."""
        found = sorted(dated(problem, roster, self), key=lambda each: (each[0].id, each[2].start))
        for (_, day), group in groupby(found, key=lambda each: (each[0].id, each[1])):
            rows = list(group)
            yield rows[0][0], day, [shift for _, _, shift in rows]
