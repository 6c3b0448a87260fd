"""A wish that only the search of an explanation has: to stay near the present roster."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from pydantic import ConfigDict

from staffopt.domain.people import Person
from staffopt.domain.problem import Problem
from staffopt.domain.roster import Roster
from staffopt.domain.shapes import Count, Ints, ShiftTable
from staffopt.goals.base import Goal

SIXTIETHS = 60


class NearRoster(Goal):
    """Each shift of the present roster that changes, and each new one, counts as `price`.

    Why: of rosters that cost the same, the one with the fewest changes answers who would stand in.
    Example: at 300, a shift moved by an hour counts 3.00 while searching, and nothing in the bill.
    """

    model_config = ConfigDict(frozen=True, extra="forbid", arbitrary_types_allowed=True)
    name = "near_roster"
    present: Roster
    price: int

    def prices(self, problem: Problem, person: Person, table: ShiftTable) -> Ints | None:
        worked = {problem.horizon.day_of(shift.start) for shift in self.present.of(person.id)}
        free = ~np.isin(table.day, sorted(worked))
        return np.asarray(free * self.price * SIXTIETHS, np.int64)

    def counts(self, problem: Problem, person: Person, table: ShiftTable) -> Sequence[Count]:
        shifts = self.present.of(person.id)
        same = np.zeros(len(table), np.int64)
        for shift in shifts:
            start, end = problem.horizon.slot(shift.start), problem.horizon.slot_up(shift.end)
            same |= (table.start == start) & (table.end == end)
        if not shifts:
            return ()
        about, price = problem.horizon.first, self.price
        return (Count(same, about, least=len(shifts), least_price=price, per=1),)

    def value(self, problem: Problem, roster: Roster) -> int:
        return 0
