"""A linear program written column by column, and a bound on it that rounding cannot spoil."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from staffopt.solver.out_of_time import Left, OutOfTimeError, endless, go_on

Floats = NDArray[np.float64]
Whole = NDArray[np.int64]

LARGE = 200_000
"""Variables from which on the interior point method is the faster one: 12 s instead of 34 s of CPU
for 248,000 of them."""
CHAINS = 5_000
"""The same for programs whose rows lead from slot to slot, where the simplex method is slow."""
STOPPED = 1
"""What scipy calls the end of a solver at its limit."""
LEAST_LIMIT = 0.01
"""Seconds; HiGHS takes 0 for no limit."""


@dataclass
class LinearProgram:
    """Minimise cost x, every variable between two finite limits, rows between two limits.

    Raises OutOfTimeError, while it is written or solved, as soon as `left` says so.
    """

    left: Left = endless
    costs: list[Floats] = field(default_factory=list)
    lows: list[Floats] = field(default_factory=list)
    highs: list[Floats] = field(default_factory=list)
    size: int = 0
    labels: dict[str, list[Whole]] = field(default_factory=dict)
    rows: list[Whole] = field(default_factory=list)
    columns: list[Whole] = field(default_factory=list)
    weights: list[Floats] = field(default_factory=list)
    least: list[float] = field(default_factory=list)
    most: list[float] = field(default_factory=list)
    constants: dict[str, float] = field(default_factory=dict)

    def add(
        self, label: str, cost: float | Floats, high: float | Floats, low: float | Floats = 0.0
    ) -> Whole:
        """New variables, as many as the longest argument; `label` is the cost's component."""
        shape = np.broadcast_shapes(np.shape(cost), np.shape(high), np.shape(low), (1,))
        for each, store in ((cost, self.costs), (low, self.lows), (high, self.highs)):
            store.append(np.broadcast_to(np.asarray(each, float), shape).ravel())
        made = np.arange(self.size, self.size + shape[0])
        self.size += shape[0]
        self.labels.setdefault(label, []).append(made)
        return made

    def row(
        self,
        columns: Sequence[int] | Whole,
        weights: float | Sequence[float] | Floats,
        least: float = -np.inf,
        most: float = np.inf,
    ) -> None:
        """A new constraint."""
        go_on(self.left)
        where = np.asarray(columns, np.int64)
        self.rows.append(np.full(len(where), len(self.least), np.int64))
        self.columns.append(where)
        self.weights.append(np.broadcast_to(np.asarray(weights, float), where.shape))
        self.least.append(float(least))
        self.most.append(float(most))

    def constant(self, label: str, amount: float) -> None:
        """A cost that nothing changes."""
        self.constants[label] = self.constants.get(label, 0.0) + float(amount)

    def solve(self, large: int = LARGE) -> Solution:
        """The optimum by HiGHS, and the bound that its prices prove.

        From `large` variables on by the interior point method.
        """
        if not self.size:
            return Solution(self, np.zeros(0), 0.0)
        go_on(self.left)
        from scipy.optimize import linprog
        from scipy.sparse import csr_array, vstack

        cost, low, high = (np.concatenate(each) for each in (self.costs, self.lows, self.highs))
        least, most = np.array(self.least), np.array(self.most)
        none = np.zeros(0, np.int64)
        where = (np.concatenate([none, *self.rows]), np.concatenate([none, *self.columns]))
        shape = (len(least), self.size)
        matrix = csr_array((np.concatenate([none, *self.weights]), where), shape=shape)
        equal, above, below = least == most, least > -np.inf, most < np.inf
        above, below = above & ~equal, below & ~equal
        upper = csr_array(vstack([matrix[below], -matrix[above]]))
        limits = np.concatenate([most[below], -least[above]])
        found = linprog(  # type: ignore[call-overload] # its types know dense tables only
            cost,
            A_ub=upper,
            b_ub=limits,
            A_eq=matrix[equal],
            b_eq=least[equal],
            bounds=np.column_stack([low, high]),
            method="highs-ipm" if self.size > large else "highs-ds",
            options=self._limit(),
        )
        if found.status == STOPPED:
            raise OutOfTimeError
        if found.x is None:
            return Solution(self, low, float(np.minimum(cost * low, cost * high).sum()))
        prices = np.minimum(found.ineqlin.marginals, 0.0)
        free = found.eqlin.marginals
        reduced = cost - upper.T @ prices - matrix[equal].T @ free
        proven = prices @ limits + free @ least[equal]
        proven += np.minimum(reduced * low, reduced * high).sum()
        return Solution(self, found.x, float(proven))

    def _limit(self) -> dict[str, float]:
        """What HiGHS is told about time: nothing where there is no limit, and never 0."""
        go_on(self.left)
        left = self.left()
        return {} if left == float("inf") else {"time_limit": max(left, LEAST_LIMIT)}

    def part(self, label: str, values: Floats) -> float:
        """What one component costs under given values."""
        cost = np.concatenate([*self.costs, np.zeros(0)])
        where = np.concatenate([*self.labels.get(label, []), np.zeros(0, np.int64)])
        return self.constants.get(label, 0.0) + float(cost[where] @ values[where])


@dataclass(frozen=True)
class Solution:
    """Values of the variables, and a bound without the constants.

    The bound is what weak duality gives for the prices found, whatever their errors: prices of
    inequalities have the right sign, and each variable pays its reduced cost at its worse limit.
    """

    program: LinearProgram
    values: Floats
    proven: float

    @property
    def bound(self) -> float:
        """No solution costs less, constants included; a little is taken off for float sums."""
        total = self.proven + sum(self.program.constants.values())
        return total - 1e-9 * abs(total) - 1e-3

    def parts(self) -> dict[str, float]:
        """What each component costs in the optimum of the linear program."""
        labels = sorted({*self.program.labels, *self.program.constants})
        return {label: self.program.part(label, self.values) for label in labels}
