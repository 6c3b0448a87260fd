"""Counts that happened and demand that is expected, per driver and slot."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date

import numpy as np
from numpy.typing import NDArray

from staffopt.domain.calendar import Horizon
from staffopt.domain.doubt import Doubt, lift_of, sum_variance
from staffopt.domain.negative_binomial import quantile
from staffopt.domain.one_line import angled
from staffopt.domain.spread import POISSON, Spread, spreads_of_weeks

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
    later: tuple[Spread, ...] = ()
    """The spreads of the second week, the third and so on; of those left out, the last one's."""
    doubts: tuple[Doubt, ...] = ()
    """What events and corrections leave open, besides the spread."""
    later_averages: tuple[Mapping[str, float], ...] = ()
    """The averages of the second week, the third and so on; of those left out, the last one's."""

    def by_day(self, horizon: Horizon) -> NDArray[np.float64]:
        """Expected customers of each day."""
        return np.add.reduceat(self.mean, horizon.day_starts[:-1])

    @property
    def lift(self) -> NDArray[np.float64]:
        """The mean square of what doubts multiply each slot by."""
        return lift_of(self.doubts, len(self.mean))

    @property
    def spreads(self) -> tuple[Spread, ...]:
        """The spread of each week."""
        return (self.spread, *self.later)

    @property
    def averages_of_weeks(self) -> tuple[Mapping[str, float], ...]:
        """What an average customer brings in each week."""
        return (self.averages, *self.later_averages)

    def slots_of_weeks(self, horizon: Horizon) -> Iterator[tuple[slice, Spread]]:
        """The slots of each week with how far its counts fall."""
        for days, spread in spreads_of_weeks(self.spreads, horizon.days):
            yield slice(horizon.day_starts[days.start], horizon.day_starts[days.stop]), spread

    def thinned(self, share: float, horizon: Horizon) -> DriverDemand:
        """Those of its customers of whom each comes with a chance."""
        mean = self.mean * share
        few = replace(
            self,
            mean=mean,
            spread=self.spread.thinned(share),
            later=tuple(spread.thinned(share) for spread in self.later),
        )
        weeks, lift = tuple(few.slots_of_weeks(horizon)), self.lift
        some = {
            level: np.concatenate(
                [spread.quantile(mean[at], level, lift[at]) for at, spread in weeks]
            )
            for level in self.quantiles
        }
        return replace(few, quantiles=some)

    def day_quantiles(self, horizon: Horizon, level: float) -> NDArray[np.float64]:
        """The customers of each day that come at most with that chance.

        Fewer than the sum of the slots' quantiles: what is chance in a slot evens out in a day.
        """
        starts = horizon.day_starts
        varied = [
            self._sum_variance(slice(starts[day], starts[day + 1]), horizon, spread)
            for days, spread in spreads_of_weeks(self.spreads, horizon.days)
            for day in range(days.start, days.stop)
        ]
        return quantile(self.by_day(horizon), np.array(varied), level)

    def total_quantile(self, horizon: Horizon, level: float) -> float:
        """The customers of all days together that come at most with that chance.

        Weeks that are forecast from the same past are taken to be off to the same side: the sum of
        their own.
        """
        weeks = tuple(self.slots_of_weeks(horizon))
        totals = np.array([self.mean[at].sum() for at, _ in weeks])
        varied = np.array([self._sum_variance(at, horizon, spread) for at, spread in weeks])
        return float(quantile(totals, varied, level).sum())

    def _sum_variance(self, at: slice, horizon: Horizon, spread: Spread) -> float:
        """The variance of the rate behind all customers of some slots of a week."""
        doubts = [doubt.within(at) for doubt in self.doubts]
        return sum_variance(self.mean[at], horizon.slot_day[at], spread, doubts)


@dataclass(frozen=True)
class Demand:
    """Expected customers per driver and slot for the planned period; zero where closed."""

    horizon: Horizon
    drivers: Mapping[str, DriverDemand]
    as_of: date
    open: NDArray[np.bool_]
    notes: tuple[str, ...] = ()

    def __repr__(self) -> str:
        expected = (f"{one.mean.sum():,.1f} {name}" for name, one in self.drivers.items())
        return angled("Demand", self.horizon, *expected)
