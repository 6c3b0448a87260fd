"""A linear program written column by column, and a bound on it that rounding cannot spoil."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np

from staffopt.domain.arrays import Floats, Ints
from staffopt.solver.bounds.interior_point import Rows, inner_optimum
from staffopt.solver.out_of_time import Left, OutOfTimeError, endless, go_on

Found = tuple[Floats, Floats] | None
"""Values of the variables, prices of the rows."""

LARGE = 200_000
"""Variables from which on the interior point method is the faster one: 12 s instead of 34 s of CPU
for 248,000 of them."""
LARGEST_COST = 100.0
"""What the dearest variable costs, in the units of the interior point method."""
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
    labels: dict[str, list[Ints]] = field(default_factory=dict)
    rows: list[Ints] = field(default_factory=list)
    columns: list[Ints] = field(default_factory=list)
    weights: list[Floats] = field(default_factory=list)
    least: list[float] = field(default_factory=list)
    most: list[float] = field(default_factory=list)
    constants: dict[str, float] = field(default_factory=dict)

    def add(
        self, label: str, cost: float | Floats, high: float | Floats, low: float | Floats = 0.0
    ) -> Ints:
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
        columns: Sequence[int] | Ints,
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
        from scipy.sparse import csr_array

        cost, low, high = (np.concatenate(each) for each in (self.costs, self.lows, self.highs))
        none = np.zeros(0, np.int64)
        where = (np.concatenate([none, *self.rows]), np.concatenate([none, *self.columns]))
        shape = (len(self.least), self.size)
        matrix = csr_array((np.concatenate([none, *self.weights]), where), shape=shape)
        rows = Rows(matrix, np.array(self.least), np.array(self.most))
        method = self._inside if self.size > large else self._vertex
        found = method(cost, low, high, rows)
        if found is None:
            return Solution(self, low, float(np.minimum(cost * low, cost * high).sum()))
        values, prices = found
        return Solution(self, values, proven(cost, low, high, rows, prices))

    def _inside(self, cost: Floats, low: Floats, high: Floats, rows: Rows) -> Found:
        """By the interior point method, in units that it likes."""
        unit = max(float(np.abs(cost).max()) / LARGEST_COST, 1.0)
        left = self._limit().get("time_limit", np.inf)
        found = inner_optimum(cost / unit, low, high, rows, left)
        return None if found is None else (found[0], found[1] * unit)

    def _vertex(self, cost: Floats, low: Floats, high: Floats, rows: Rows) -> Found:
        """By the dual simplex method."""
        from scipy.optimize import linprog
        from scipy.sparse import csr_array, vstack

        least, most, matrix = rows.least, rows.most, rows.matrix
        equal = least == most
        above, below = (least > -np.inf) & ~equal, (most < np.inf) & ~equal
        found = linprog(  # type: ignore[call-overload] # its types know dense tables only
            cost,
            A_ub=csr_array(vstack([matrix[below], -matrix[above]])),
            b_ub=np.concatenate([most[below], -least[above]]),
            A_eq=matrix[equal],
            b_eq=least[equal],
            bounds=np.column_stack([low, high]),
            method="highs-ds",
            options=self._limit(),
        )
        if found.status == STOPPED:
            raise OutOfTimeError
        if found.x is None:
            return None
        prices = np.zeros(len(least))
        prices[equal] = found.eqlin.marginals
        prices[below] += np.minimum(found.ineqlin.marginals[: below.sum()], 0.0)
        prices[above] -= np.minimum(found.ineqlin.marginals[below.sum() :], 0.0)
        return found.x, prices

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


def proven(cost: Floats, low: Floats, high: Floats, rows: Rows, prices: Floats) -> float:
    """What prices of the rows prove by weak duality, whatever they are.

    A price that rewards a row for its least is above 0, one for its most below; others count as 0.
    """
    wrong = ((prices > 0) & ~np.isfinite(rows.least)) | ((prices < 0) & ~np.isfinite(rows.most))
    prices = np.where(wrong, 0.0, prices)
    limits = np.where(prices > 0, rows.least, np.where(prices < 0, rows.most, 0.0))
    reduced = cost - rows.matrix.T @ prices
    return float(prices @ limits + np.minimum(reduced * low, reduced * high).sum())
