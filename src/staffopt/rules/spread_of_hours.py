"""How far the first start and the last end of a date lie apart."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import pairwise

import numpy as np
from pydantic import Field

from staffopt.domain.calendar import minutes_between
from staffopt.domain.people import Person
from staffopt.domain.problem import Problem
from staffopt.domain.roster import Roster
from staffopt.domain.shapes import Bools, RowPrice, ShiftTable
from staffopt.domain.shifts import Shift
from staffopt.domain.violation import PayClaim, Violation
from staffopt.rules._premium_hours import PremiumHours
from staffopt.rules.words import in_hours, on_clock


class SpreadOfHours(PremiumHours):
    """From the first start to the last end of a date lie at most `most_hours`, or it is paid.

    Why: a long day is long with its breaks, too, and a split one longer still.
    Example: `most_hours: 10, premium_hours: 1, premium_wage: 15, offset: true, split_gap_hours: 1`
    is New York's: 10:00-19:30 owes nothing, 09:00-19:30 an hour of 15.00 to whom 15.00 is the
    wage, and nothing to somebody whose day at 17.00 brings more than that above 15.00.
    Without `premium_hours` it is forbidden. Shifts belong to the date they start on. The planner
    gives people one shift a date; a day of several is seen in rosters made elsewhere.
    """

    name = "spread_of_hours"
    most_hours: float = Field(gt=0, description="Hours from the first start to the last end.")
    split_gap_hours: float | None = Field(
        None, ge=0, description="A longer time off between two shifts of a date is paid as well."
    )

    def allows(self, problem: Problem, person: Person, table: ShiftTable) -> Bools | None:
        if self.premium_hours is not None:
            return None
        return ~self._long(person, table)

    def prices(self, problem: Problem, person: Person, table: ShiftTable) -> Sequence[RowPrice]:
        return self.priced(person, table, self._long(person, table))

    def _long(self, person: Person, table: ShiftTable) -> Bools:
        long = table.minutes > round(self.most_hours * 60)
        return np.asarray(long & self.chosen(person, table), bool)

    def check(self, problem: Problem, roster: Roster) -> Iterable[Violation]:
        if self.premium_hours is not None:
            return
        for person, _, shifts in self.by_date(problem, roster):
            over = self._spread(shifts) - round(self.most_hours * 60)
            if over > 0:
                text = f"{person.name} is at work {self._said(problem, shifts)}"
                end = max(shift.end for shift in shifts)
                text += f"; at most {self.most_hours:g} h"
                mend = f"{in_hours(over)} fewer from first start to last end"
                yield self.breach(text, person.id, shifts[0].start, end, mend=mend)

    def pays(self, problem: Problem, roster: Roster) -> Iterable[PayClaim]:
        if self.premium_hours is None:
            return
        for person, _, shifts in self.by_date(problem, roster):
            if self._spread(shifts) > round(self.most_hours * 60):
                yield from self.claim(person, shifts, f"is at work {self._said(problem, shifts)}")
            elif self._is_split(shifts):
                yield from self.claim(person, shifts, "works a split shift")

    def _spread(self, shifts: Sequence[Shift]) -> int:
        return minutes_between(shifts[0].start, max(shift.end for shift in shifts))

    def _is_split(self, shifts: Sequence[Shift]) -> bool:
        off = [minutes_between(one.end, two.start) / 60 for one, two in pairwise(shifts)]
        return self.split_gap_hours is not None and max(off, default=0) > self.split_gap_hours

    def _said(self, problem: Problem, shifts: Sequence[Shift]) -> str:
        end = problem.horizon.local(max(shift.end for shift in shifts))
        spread = in_hours(self._spread(shifts))
        return f"{on_clock(problem, shifts[0].start)} to {end:%H:%M}, {spread} from start to end"
