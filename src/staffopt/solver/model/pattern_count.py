"""How many role patterns a shift with open pieces has: what bounds the size of a model."""

from __future__ import annotations

from itertools import groupby

from staffopt.domain.shifts import Activity, Shift
from staffopt.solver.asked.answers import Answers
from staffopt.solver.model.scope import Cell


def pattern_count(answers: Answers, cell: Cell, shift: Shift) -> int:
    """Patterns with at most one change of role, over all pieces of work of a shift."""
    person, day = cell
    roles = int(answers.people[person].can[day].sum())
    block, size = max(answers.block, 1), answers.problem.horizon.slot_minutes
    total = 0
    for works, blocks in groupby(shift.blocks, lambda block: block.activity is Activity.WORK):
        if works:
            slots = sum(each.minutes for each in blocks) // size
            total += roles + roles * (roles - 1) * max(slots - 2 * block + 1, 0)
    return total
