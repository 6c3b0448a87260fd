"""Counts that happened and demand that is expected, per driver and slot."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

import numpy as np
from numpy.typing import NDArray

from staffopt.domain.calendar import Horizon
from staffopt.domain.spread import POISSON, Spread

QUANTILES = (0.5, 0.8, 0.9, 0.95)


@dataclass(frozen=True)
class Counts:
    """Cleaned events per driver and slot over the days of `horizon`.

    `series[driver]` has one number per slot. `known` marks the slots whose counts can be trusted:
    False where the store was closed, before and after the history, and in outages.
    `extra["driver.measure"]` holds sums of a measure per slot (as "sales.items"), same shape.
    """

    horizon: Horizon
    series: Mapping[str, NDArray[np.float64]]
    known: NDArray[np.bool_]
    extra: Mapping[str, NDArray[np.float64]] = field(default_factory=dict)
    closed: frozenset[date] = frozenset()


@dataclass(frozen=True)
class DriverDemand:
    """Expected counts of one driver: mean and quantiles per slot of the horizon (customers)."""

    mean: NDArray[np.float64]
    quantiles: Mapping[float, NDArray[np.float64]]
    method: str = ""
    spread: Spread = POISSON
    """How far counts fall from the mean: in a slot, over a day, over a week."""
    overridden: NDArray[np.bool_] | None = None
    averages: Mapping[str, float] = field(default_factory=dict)
    """What an average customer brought in the history: measure -> amount, for example lines."""
    notes: tuple[str, ...] = ()
    uncorrected: DriverDemand | None = None
    """The same before a manager's corrections; None where there are none."""

    def by_day(self, horizon: Horizon) -> NDArray[np.float64]:
        """Expected customers of each day."""
        return np.add.reduceat(self.mean, horizon.day_starts[:-1])

    def day_quantiles(self, horizon: Horizon, level: float) -> NDArray[np.float64]:
        """The customers of each day that come at most with that chance.

        Fewer than the sum of the slots' quantiles: what is chance in a slot evens out in a day.
        """
        return self.spread.quantile(self.by_day(horizon), level)

    def total_quantile(self, horizon: Horizon, level: float) -> float:
        """The customers of all days together that come at most with that chance."""
        return self.spread.total_quantile(self.by_day(horizon), level)


@dataclass(frozen=True)
class Demand:
    """Expected customers per driver and slot for the planned period; zero where closed."""

    horizon: Horizon
    drivers: Mapping[str, DriverDemand]
    as_of: date
    open: NDArray[np.bool_]
    notes: tuple[str, ...] = ()
