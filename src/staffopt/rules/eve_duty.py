"""Who is at work in the first night from shifts of the past, as the search reads it.

Only shapes use this module; checks count such shifts by themselves (`duty.py`).
"""

from __future__ import annotations

from collections.abc import Collection

import numpy as np

from staffopt.domain.carried_cover import reaching_in
from staffopt.domain.problem import Problem
from staffopt.domain.shapes import Ints
from staffopt.domain.shifts import Activity


def eve_duty(problem: Problem, people: Collection[str]) -> Ints:
    """How many of `people` work in each slot of the horizon in a shift that began before it."""
    horizon = problem.horizon
    count = np.zeros(horizon.slots, np.int64)
    for shift in reaching_in(horizon, problem.past):
        if shift.person_id not in people:
            continue
        there = horizon.mask(shift.span)
        for block in shift.blocks:
            if block.activity is not Activity.WORK:
                there[max(horizon.slot(block.start), 0) : max(horizon.slot_up(block.end), 0)] = (
                    False
                )
        count += there
    return count
