"""How cheap a deal of roles can be: a Lagrangian bound, then CP-SAT on the runs it leaves."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from math import ceil, gcd

import numpy as np

from staffopt.domain.arrays import Bools, Ints
from staffopt.solver.dealing.bound import FAR, raise_bound, through
from staffopt.solver.dealing.counts import role_counts
from staffopt.solver.dealing.grid import AWAY, RoleGrid
from staffopt.solver.dealing.runs import Run, solve_runs
from staffopt.solver.parameters import Effort

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


class Prover:
    """A proof that goes on where it stopped when a cheaper deal is known or more time is given."""

    def __init__(self, grid: RoleGrid) -> None:
        self.grid, self.unit, cover = grid, unit_of(grid), grid.cover()
        counts = role_counts(grid.length, grid.times, grid.most_runs)
        self.prices = (counts.length, counts.step, counts.most, counts.end_price)
        self.cover, self.value, self.by_value = cover, np.zeros(cover.shape), np.zeros(cover.shape)
        self.stand = np.array([-FAR, 1.0, 0.0])
        self.steps = 0
        self.best = Proof()

    def raise_bound(self, cost: int, stop: Callable[[], bool]) -> Proof:
        """The Lagrangian bound, given that some deal costs `cost`."""
        while self.steps < MOST_STEPS and not stop():
            self.steps += BOUND_STEPS
            if not self._step(float(cost)):
                break
        bound = ceil((float(self.stand[0]) - ROUNDING) / self.unit) * self.unit
        return self._keep(Proof(min(bound, cost), "Lagrange"))

    def _step(self, known: float) -> bool:
        """Some steps of the bound; whether more may help."""
        grid, proof, stand = self.grid, self.by_value, self.stand
        cover, value, prices = self.cover, self.value, self.prices
        return raise_bound(
            grid.start, grid.can, *prices, cover, known, BOUND_STEPS, value, proof, stand
        )

    def exact(self, cost: int, effort: Effort) -> Proof:
        """CP-SAT on the runs that may be part of a deal cheaper than `cost`."""
        rows, width, roles = self.grid.can.shape
        least = np.empty((rows, roles, width + 1, width + 1))
        through(self.grid.start, self.grid.can, *self.prices, self.by_value, least)
        possible = least <= cost - self.unit - float(self.stand[0]) + ROUNDING
        found = solve_runs(self.grid, runs_of(self.grid, possible), cost - self.unit, effort)
        bound = cost if found.bound is None else min(found.bound, cost)
        return self._keep(Proof(bound, "CP-SAT on the runs that Lagrange leaves", found.doing))

    def _keep(self, proof: Proof) -> Proof:
        """The better bound of this proof and the earlier ones, with the deal that it found."""
        if proof.bound > self.best.bound:
            self.best = replace(proof, doing=None)
        return replace(self.best, doing=proof.doing)


def runs_of(grid: RoleGrid, possible: Bools) -> list[Run]:
    """The possible runs; a short one only where it is a whole piece of work."""
    work = np.pad(grid.doing != AWAY, ((0, 0), (1, 1)))
    return [
        (row, role, first, after)
        for row, role, first, after in np.argwhere(possible).tolist()
        if after - first >= grid.least or not (work[row, first] or work[row, after + 1])
    ]
