"""A roster as a week for each person, and back."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta

import numpy as np

from staffopt.domain.roster import Roster
from staffopt.domain.shifts import Block, Shift
from staffopt.solver.asked.answers import Answers
from staffopt.solver.weeks.master import Rows


def weeks_of(answers: Answers, roster: Roster) -> dict[str, Rows]:
    """Everybody's week in a roster; shifts that are no candidates are left out."""
    horizon = answers.problem.horizon
    found = {name: [-1] * horizon.days for name in answers.people}
    for shift in roster.shifts:
        day = horizon.day_of(shift.start)
        key = (day, horizon.slot(shift.start), horizon.slot_up(shift.end))
        row = answers.people[shift.person_id].row_of.get(key)
        if row is not None:
            found[shift.person_id][day] = row
    return {name: tuple(rows) for name, rows in found.items()}


def roster_of(answers: Answers, weeks: Mapping[str, Rows]) -> Roster:
    """The roster in which everybody has one role and the given week; ids follow person and date."""
    horizon, roles = answers.problem.horizon, answers.problem.roles
    shifts = []
    for name, rows in weeks.items():
        about = answers.people[name]
        table = about.candidates.table
        for day, row in enumerate(rows):
            if row >= 0:
                start = horizon.instant(int(table.start[row]))
                end = start + timedelta(minutes=int(table.minutes[row]))
                role = roles[int(np.flatnonzero(about.can[day])[0])]
                block = Block(start, end, role=role)
                shifts.append(Shift(f"{name}-{horizon.dates[day]:%Y%m%d}", name, (block,)))
    return Roster(horizon, tuple(shifts))
