"""People needed per role and slot, and what it costs to have fewer or more."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from staffopt.domain.calendar import Horizon
from staffopt.domain.one_line import angled


@dataclass(frozen=True)
class RoleRequirement:
    """One role's need over the slots of the horizon.

    `required[t]` people meet the service target. `loss[t, n]` is what n people on duty in slot t
    cost in hundredths of the currency, n = 0 ... N: convex in n, finite at 0; beyond N the last
    slope goes on. `service_level[t, n]` is the expected share served in time and `wait[t, n]` the
    expected wait in seconds (NaN where the method has no queue).
    """

    required: NDArray[np.int32]
    loss: NDArray[np.int64]
    service_level: NDArray[np.float64] | None = None
    wait: NDArray[np.float64] | None = None
    demand_p50: NDArray[np.float64] | None = None
    demand_p90: NDArray[np.float64] | None = None
    workload: NDArray[np.float64] | None = None
    """Expected seconds of work per slot."""

    def worked_by(self, people: NDArray[np.int32], others: NDArray[np.int32]) -> RoleRequirement:
        """The need with the service figures that a roster gives, where they hang on neighbours.

        `people` are on duty by the roster and `others` besides them; loss and need stay.
        """
        return self

    def loss_of(self, slot: int, people: int) -> int:
        """The loss of a slot with any number of people; the last slope goes on beyond the table."""
        row = self.loss[slot]
        top = len(row) - 1
        if people <= top:
            return int(row[people])
        slope = int(row[top] - row[top - 1]) if top else 0
        return int(row[top]) + (people - top) * slope


@dataclass(frozen=True)
class Requirement:
    """The need of every role of a store over one horizon."""

    horizon: Horizon
    roles: Mapping[str, RoleRequirement]
    open: NDArray[np.bool_]
    """Slots in which the store is open to customers."""
    staffed: NDArray[np.bool_]
    """Slots in which somebody may work: open hours plus opening and closing crews."""
    notes: tuple[str, ...] = field(default=())

    def __repr__(self) -> str:
        hours = self.horizon.slot_minutes / 60
        needs = (f"{name} {one.required.sum() * hours:,.2f} h" for name, one in self.roles.items())
        return angled("Requirement", self.horizon, *needs)
