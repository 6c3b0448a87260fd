"""What a manager knows better than the past."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime

import numpy as np
from numpy.typing import NDArray

from staffopt.domain.calendar import Horizon, Span
from staffopt.domain.demand import DriverDemand
from staffopt.domain.doubt import Doubt, outside, told_apart
from staffopt.forecasting.quantiles import quantiles_around

Floats = NDArray[np.float64]
Bools = NDArray[np.bool_]


@dataclass(frozen=True)
class Override:
    """For one driver over a span, a mean per slot or else a factor; who said so, why and when.

    `error` is how far off that may be, a standard error as a share of it. With `copied`, the
    customers per slot of the horizon as they were on the date `like`, the factor multiplies these.
    `said` is `at` as an instant, a whole day's first midnight.
    """

    driver: str
    span: Span
    author: str
    reason: str
    at: str
    mean: float | None = None
    factor: float = 1.0
    said: datetime | None = None
    like: date | None = None
    error: float = 0.0
    copied: Floats | None = field(default=None, compare=False)

    def note(self, horizon: Horizon) -> str:
        """What was changed, as the plan records it."""
        start, end = (
            horizon.local(instant).strftime("%Y-%m-%d %H:%M")
            for instant in (self.span.start, self.span.end)
        )
        what = f"factor {self.factor:g}" if self.mean is None else f"{self.mean:g} a slot"
        if self.like is not None:
            what = f"like {self.like} times {self.factor:g}"
        if self.error:
            what += f", error {self.error:.0%}"
        said = f"by {self.author}, {self.at}: {self.reason}"
        return f"{self.driver} from {start} to {end}: {what} {said}"

    def applied(self, mean: Floats, at: Bools) -> Floats:
        """The means after this correction of the marked slots."""
        if self.mean is not None:
            return np.where(at, self.mean, mean)
        return np.where(at, (mean if self.copied is None else self.copied) * self.factor, mean)


def overridden(
    driver: str,
    demand: DriverDemand,
    overrides: Iterable[Override],
    horizon: Horizon,
    is_open: Bools,
) -> DriverDemand:
    """The demand of one driver with its overrides applied in order; closed slots stay zero.

    Quantiles keep the forecast's spread, and a correction's own error widens them. One that says
    how many come, not how many more, settles what events left open. Without an
    override of this driver it is unchanged.
    """
    mine = [override for override in overrides if override.driver == driver]
    if not mine:
        return demand
    mean, doubts = demand.mean, demand.doubts
    changed = np.zeros(horizon.slots, bool)
    for override in mine:
        at = horizon.mask(override.span) & is_open
        mean = override.applied(mean, at)
        if override.mean is not None or override.copied is not None:
            doubts = outside(doubts, at)
        if override.error:
            doubts = (*doubts, Doubt(override.note(horizon), at, override.error**2))
        changed |= at
    doubts = told_apart(doubts)
    return replace(
        demand,
        mean=mean,
        doubts=doubts,
        quantiles=quantiles_around(mean, replace(demand, doubts=doubts), horizon),
        overridden=changed,
        notes=(*demand.notes, *(override.note(horizon) for override in mine)),
        uncorrected=demand.uncorrected or demand,
    )


def all_overridden(
    drivers: Mapping[str, DriverDemand],
    overrides: Iterable[Override],
    rates: Mapping[str, tuple[str, float]],
    horizon: Horizon,
    is_open: Bools,
) -> dict[str, DriverDemand]:
    """Every driver with its overrides; `rates` says which are how often another one.

    Where the other one is corrected, they follow in proportion, before their own overrides.
    """
    said = tuple(overrides)
    found: dict[str, DriverDemand] = {}
    for name in sorted(drivers, key=lambda name: name in rates):
        demand = drivers[name]
        source = found.get(rates[name][0]) if name in rates else None
        if source is not None and source.overridden is not None and source.uncorrected is not None:
            mean = _followed(demand, source, source.uncorrected.mean, rates[name][1])
            own = tuple(one for one in demand.doubts if one not in source.uncorrected.doubts)
            open_still = replace(demand, doubts=(*source.doubts, *own))
            around = quantiles_around(mean, open_still, horizon)
            demand = replace(open_still, mean=mean, quantiles=around, uncorrected=demand)
        found[name] = overridden(name, demand, said, horizon, is_open)
    return {name: found[name] for name in drivers}


def _followed(demand: DriverDemand, source: DriverDemand, before: Floats, rate: float) -> Floats:
    """The means of a driver as its source changed; its rate where nothing was expected before."""
    moved = demand.mean * source.mean / np.where(before > 0, before, 1.0)
    mean = np.where(before > 0, moved, source.mean * rate)
    return mean if source.overridden is None else np.where(source.overridden, mean, demand.mean)
