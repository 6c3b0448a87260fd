"""The same model as a MIP on HiGHS, through scipy; HiGHS's own defaults but for the time."""

from __future__ import annotations

import time

import numpy as np

from peers.answer import Answer, Ask, CannotRunError, Instance
from peers.linear_week import LinearWeek

MOST_ROWS = 1_500_000
"""Larger models do not fit into the memory of a small machine beside their search tree."""


def solve(instance: Instance, ask: Ask) -> list[Answer]:
    """Build the model, search for the asked seconds on one core: HiGHS's MIP search is serial."""
    from scipy.optimize import Bounds, LinearConstraint, milp
    from scipy.sparse import csr_array

    began, cpu = time.perf_counter(), time.process_time()
    week = LinearWeek(instance)
    size = len(week.model.rows)
    if size > MOST_ROWS:
        raise CannotRunError(f"{size:,} rows; models of up to {MOST_ROWS:,} are tried")
    ends = np.cumsum([0, *(len(terms) for terms, _, _ in week.model.rows)])
    columns = np.array([v for terms, _, _ in week.model.rows for v, _ in terms])
    weights = np.array([w for terms, _, _ in week.model.rows for _, w in terms], float)
    matrix = csr_array((weights, columns, ends), shape=(size, len(week.model.cost)))
    low = [-np.inf if least is None else least for _, least, _ in week.model.rows]
    high = [np.inf if most is None else most for _, _, most in week.model.rows]
    found = milp(
        np.array(week.model.cost, float),
        integrality=np.ones(len(week.model.cost)),
        bounds=Bounds(0, np.array(week.model.upper, float)),
        constraints=LinearConstraint(matrix, low, high),
        options={"time_limit": ask.seconds},
    )
    shifts = None if found.x is None else week.shifts(np.rint(found.x).astype(int).tolist())
    wall, spent = time.perf_counter() - began, time.process_time() - cpu
    note = f"{found.message}; {len(week.model.cost):,} variables, {size:,} rows"
    return [Answer("highs", ask.seed, shifts, wall, spent, found.mip_dual_bound, note)]
