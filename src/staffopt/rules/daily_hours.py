"""Hours a day."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import groupby

import numpy as np
from pydantic import Field

from staffopt.domain.people import Person
from staffopt.domain.problem import Problem
from staffopt.domain.roster import Roster
from staffopt.domain.shapes import Bools, ShiftTable
from staffopt.domain.violation import Violation
from staffopt.rules.base import Rule
from staffopt.rules.dated_work import dated
from staffopt.rules.words import in_hours, on_day


class DailyHours(Rule):
    """Nobody is paid more than `most_hours` for shifts that start on one date.

    Why: the law caps the day. A shift over midnight belongs to the date of its start.
    Example: with `most_hours: 8`, a shift 09:00-17:30 with half an hour unpaid is fine; without
    the break it is not.
    """

    name = "daily_hours"
    most_hours: float = Field(gt=0, description="Most paid hours on a date.")

    def allows(self, problem: Problem, person: Person, table: ShiftTable) -> Bools | None:
        fits = table.paid <= round(self.most_hours * 60)
        return np.asarray(fits | ~self.chosen(person, table), bool)

    def check(self, problem: Problem, roster: Roster) -> Iterable[Violation]:
        planned = dated(problem, roster, self)
        for (person_id, day), work in groupby(planned, lambda each: (each[0].id, each[1])):
            shifts = [shift for _, _, shift in work]
            total = sum(shift.paid_minutes for shift in shifts)
            over = total - round(self.most_hours * 60)
            if over > 0:
                text = f"{problem.person[person_id].name} is paid {in_hours(total)} on "
                text += f"{on_day(day)}; at most {self.most_hours:g} h"
                mend = f"{in_hours(over)} fewer"
                yield self.breach(text, person_id, shifts[0].start, shifts[-1].end, mend=mend)
