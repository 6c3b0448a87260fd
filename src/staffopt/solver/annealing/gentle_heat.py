"""How hot a search may be where somebody missing costs so much that cover is all but a rule."""

from __future__ import annotations

import numpy as np

from staffopt.domain.problem import Problem
from staffopt.solver.asked.answers import SCALE

ALL_BUT_A_RULE = 1000.0
"""From so many times the price of one too many on, a missing person's price is no guide to heat."""
TIMES = 30.0
"""Heat then, as a multiple of what the first person too many costs.

Measured with 1,000,000 moves: on MASP (10,000 to 1) the square of what is too much falls from 7,153
to 2,674 on one file of 60 people. On NRP (100 to 1) the same heat finds fewer legal rosters.
"""


def gentle_heat(problem: Problem) -> float:
    """The largest useful start temperature; infinite where missing people are a price like any."""
    over, under = _median_steps(problem)
    if over <= 0 or under < ALL_BUT_A_RULE * over:
        return float("inf")
    return TIMES * SCALE * over


def _median_steps(problem: Problem) -> tuple[float, float]:
    """What the first person too many costs, and the first one missing, as a median over slots."""
    over, under = [], []
    for need in problem.requirement.roles.values():
        slots = np.flatnonzero(need.required > 0)
        slots = slots[need.required[slots] + 1 < need.loss.shape[1]]
        required, loss = need.required[slots], need.loss
        over.append(loss[slots, required + 1] - loss[slots, required])
        under.append(loss[slots, required - 1] - loss[slots, required])
    steps = (np.concatenate([*each, np.zeros(0)]) for each in (over, under))
    found = [float(np.median(each)) if len(each) else 0.0 for each in steps]
    return found[0], found[1]
