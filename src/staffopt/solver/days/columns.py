"""An integer program written column by column, its rows called by name."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Hashable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

import numpy as np

Entry = tuple[Hashable, float]


@dataclass
class Columns:
    """Minimise the costs of columns between 0 and a most; every row is an equation."""

    costs: list[float] = field(default_factory=list)
    leanings: list[float] = field(default_factory=list)
    """What is taken off a cost to choose among equals."""
    most: list[float] = field(default_factory=list)
    whole: list[bool] = field(default_factory=list)
    rows: dict[Hashable, int] = field(default_factory=dict)
    right: dict[Hashable, float] = field(default_factory=lambda: defaultdict(float))
    entries: list[tuple[int, int, float]] = field(default_factory=list)

    def add(self, cost: float, most: float, entries: Iterable[Entry]) -> int:
        """A column of any value."""
        return self._add(cost, most, entries, 0.0, whole=False)

    def add_whole(
        self, cost: float, most: float, entries: Iterable[Entry], leaning: float = 0.0
    ) -> int:
        """A column of whole numbers."""
        return self._add(cost, most, entries, leaning, whole=True)

    def _add(
        self, cost: float, most: float, entries: Iterable[Entry], leaning: float, *, whole: bool
    ) -> int:
        number = len(self.costs)
        self.costs.append(cost)
        self.leanings.append(leaning)
        self.most.append(most)
        self.whole.append(whole)
        self.entries += [
            (self.rows.setdefault(name, len(self.rows)), number, weight) for name, weight in entries
        ]
        return number

    def solve(self, limits: Mapping[str, float]) -> Any:
        """What HiGHS answers within its limits, by way of scipy, which hands over no hint."""
        from scipy.optimize import Bounds, LinearConstraint, milp
        from scipy.sparse import csc_array

        row, column, weight = zip(*self.entries, strict=True)
        shape = (len(self.rows), len(self.costs))
        right = np.array([self.right.get(name, 0.0) for name in self.rows])
        return milp(
            np.array(self.costs) - np.array(self.leanings),
            constraints=LinearConstraint(csc_array((weight, (row, column)), shape), right, right),
            integrality=np.array(self.whole, float),
            bounds=Bounds(0.0, np.array(self.most)),
            options={**limits},  # type: ignore[arg-type] # their names are HiGHS's
        )

    def value(self, values: Any) -> float:
        """What values of the columns cost, leanings aside."""
        return float(np.dot(self.costs, values))
