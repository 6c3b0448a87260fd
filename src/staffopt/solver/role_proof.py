"""How cheap a deal of roles can be: a Lagrangian bound, then CP-SAT on the runs it leaves."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from math import ceil, gcd

import numpy as np

from staffopt.domain.shapes import Bools, Ints
from staffopt.solver.parameters import Effort
from staffopt.solver.role_bound import FAR, raise_bound, through
from staffopt.solver.role_counts import role_counts
from staffopt.solver.role_grid import AWAY, RoleGrid
from staffopt.solver.role_runs import Run, solve_runs

BOUND_STEPS = 200
MOST_STEPS = 20_000
"""Steps of the bound between two looks at the clock, and all of them."""
ROUNDING = 0.01
"""Hundredths by which a sum in floating point may be off."""


@dataclass(frozen=True)
class Proof:
    """A bound and how it was proved, and a cheaper deal that CP-SAT found on the way."""

    bound: int = 0
    by: str = "no price is negative"
    doing: Ints | None = None


def unit_of(grid: RoleGrid) -> int:
    """What all prices are multiples of."""
    return gcd(*grid.length.ravel().tolist(), *grid.times.ravel().tolist()) or 1


def prove(grid: RoleGrid, cost: int, effort: Effort, stop: Callable[[], bool]) -> Proof:
    """The best bound on what a deal costs, given that one costs `cost`; Lagrange alone on stop."""
    counts, cover, unit = (
        role_counts(grid.length, grid.times, grid.most_runs),
        grid.cover(),
        unit_of(grid),
    )
    prices = (counts.length, counts.step, counts.most, counts.end_price)
    value, proof = np.zeros(cover.shape), np.zeros(cover.shape)
    stand, steps = np.array([-FAR, 1.0, 0.0]), 0
    known, start, can = float(cost), grid.start, grid.can
    while steps < MOST_STEPS and not stop():
        if not raise_bound(start, can, *prices, cover, known, BOUND_STEPS, value, proof, stand):
            break
        steps += BOUND_STEPS
    raised = float(stand[0])
    bound = max(ceil((raised - ROUNDING) / unit) * unit, 0)
    if bound >= cost or stop():
        return Proof(min(bound, cost), "Lagrange")
    rows, width, roles = can.shape
    least = np.empty((rows, roles, width + 1, width + 1))
    through(start, can, *prices, proof, least)
    possible = least <= cost - unit - raised + ROUNDING
    found = solve_runs(grid, runs_of(grid, possible), cost - unit, effort)
    if found.bound is None:
        return Proof(cost, "CP-SAT on the runs that Lagrange leaves")
    if found.bound > bound:
        return Proof(min(found.bound, cost), "CP-SAT on the runs that Lagrange leaves", found.doing)
    return Proof(bound, "Lagrange", found.doing)


def runs_of(grid: RoleGrid, possible: Bools) -> list[Run]:
    """The possible runs; a short one only where it is a whole piece of work."""
    work = np.pad(grid.doing != AWAY, ((0, 0), (1, 1)))
    return [
        (row, role, first, after)
        for row, role, first, after in np.argwhere(possible).tolist()
        if after - first >= grid.least or not (work[row, first] or work[row, after + 1])
    ]
