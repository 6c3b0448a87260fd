"""Keeping to what was published."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from pydantic import Field

from staffopt.domain.people import Person
from staffopt.domain.problem import Problem
from staffopt.domain.roster import Roster
from staffopt.domain.shapes import Count, ShiftTable
from staffopt.goals.base import Goal


class Stability(Goal):
    """Every published shift that is dropped or moved costs a price.

    Why: people have plans once the roster hangs on the wall.
    Example: with `price: 25`, a published Tuesday 09:00-17:00 that becomes 10:00-18:00 costs 25.00;
    another role in the same hours costs nothing.
    """

    name = "stability"
    price: float = Field(25, ge=0, description="What each changed shift costs, in the currency.")

    def counts(self, problem: Problem, person: Person, table: ShiftTable) -> Sequence[Count]:
        found = []
        for shift in problem.published(person.id):
            same = table.rows_of(shift)
            price = round(self.price * 100)
            about = problem.horizon.date_of(shift.start)
            amount = same.astype(np.int64)
            found.append(Count(amount, about, least=1, least_price=price, per=1))
        return found

    def value(self, problem: Problem, roster: Roster) -> int:
        kept = {(shift.person_id, shift.start, shift.end) for shift in roster.shifts}
        changed = [
            shift
            for person in problem.people
            for shift in problem.published(person.id)
            if (person.id, shift.start, shift.end) not in kept
        ]
        return len(changed) * round(self.price * 100)
