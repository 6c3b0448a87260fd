"""What a manager knows better than the past."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from staffopt.domain.calendar import Horizon, Span
from staffopt.domain.demand import DriverDemand
from staffopt.forecasting.quantiles import quantiles


@dataclass(frozen=True)
class Override:
    """For one driver over a span, a mean per slot or else a factor; who said so, why and when."""

    driver: str
    span: Span
    author: str
    reason: str
    at: str
    mean: float | None = None
    factor: float = 1.0

    def note(self, horizon: Horizon) -> str:
        """What was changed, as the plan records it."""
        start, end = (
            horizon.local(instant).strftime("%Y-%m-%d %H:%M")
            for instant in (self.span.start, self.span.end)
        )
        what = f"factor {self.factor:g}" if self.mean is None else f"{self.mean:g} a slot"
        said = f"by {self.author}, {self.at}: {self.reason}"
        return f"{self.driver} from {start} to {end}: {what} {said}"


def overridden(
    driver: str,
    demand: DriverDemand,
    overrides: Iterable[Override],
    horizon: Horizon,
    is_open: NDArray[np.bool_],
) -> DriverDemand:
    """The demand of one driver with its overrides applied in order; closed slots stay zero.

    Quantiles keep the forecast's dispersion. Without an override of this driver it is unchanged.
    """
    mine = [override for override in overrides if override.driver == driver]
    if not mine:
        return demand
    mean = demand.mean.copy()
    changed = np.zeros(horizon.slots, bool)
    for override in mine:
        at = horizon.mask(override.span) & is_open
        mean[at] = override.mean if override.mean is not None else mean[at] * override.factor
        changed |= at
    return replace(
        demand,
        mean=mean,
        quantiles=quantiles(mean, demand.dispersion),
        overridden=changed,
        notes=(*demand.notes, *(override.note(horizon) for override in mine)),
    )
