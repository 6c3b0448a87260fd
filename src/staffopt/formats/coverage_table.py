"""coverage.csv: one row a role and slot."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from typing import ClassVar

import numpy as np
from numpy.typing import NDArray

from staffopt.domain.plan import Plan
from staffopt.formats.base import Table
from staffopt.formats.cells import amount, stamp


class CoverageTable(Table):
    """Need and cover of each role, in the slots that are staffed, needed or worked."""

    name = "coverage"
    file = "coverage.csv"
    columns: ClassVar[tuple[str, ...]] = (
        "role",
        "start",
        "demand_p50",
        "demand_p90",
        "required",
        "scheduled",
        "service_level",
        "expected_wait_s",
        "loss",
    )

    def rows(self, plan: Plan, *, with_pay: bool) -> Iterable[Sequence[object]]:
        """One row a role and slot."""
        requirement = plan.problem.requirement
        horizon = requirement.horizon
        starts = [stamp(horizon, horizon.instant(slot)) for slot in range(horizon.slots)]
        for role, need in requirement.roles.items():
            cover = plan.roster.cover(role)
            busy = requirement.staffed | (need.required > 0) | (cover > 0)
            for slot in np.flatnonzero(busy).tolist():
                people = int(cover[slot])
                yield (
                    role,
                    starts[slot],
                    _series(need.demand_p50, slot),
                    _series(need.demand_p90, slot),
                    int(need.required[slot]),
                    people,
                    _figure(need.service_level, slot, people, places=4),
                    _figure(need.wait, slot, people, places=1),
                    amount(need.loss_of(slot, people)),
                )


def _series(values: NDArray[np.float64] | None, slot: int) -> str:
    """Return a series at a slot, empty where there is none."""
    return "" if values is None else _number(float(values[slot]), 3)


def _figure(table: NDArray[np.float64] | None, slot: int, people: int, *, places: int) -> str:
    """Return a service figure for so many people, the table's last where it ends."""
    if table is None:
        return ""
    return _number(float(table[slot, min(people, table.shape[1] - 1)]), places)


def _number(value: float, places: int) -> str:
    """Return a number without idle zeros, empty where there is none."""
    if not math.isfinite(value):
        return ""
    return f"{value:.{places}f}".rstrip("0").rstrip(".") if places else f"{value:.0f}"
