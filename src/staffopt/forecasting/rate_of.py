"""A driver as a rate of another, for streams too thin to be averaged."""

from __future__ import annotations

from dataclasses import replace

from staffopt.domain.demand import DriverDemand
from staffopt.forecasting.quantiles import quantiles


def rate_of(source: DriverDemand, rate: float) -> DriverDemand:
    """Expect `rate` events per event of another driver.

    Why: returns at one an hour are forecast as well by a rate of the sales as by anything else.
    Each event follows or not by itself: a busy day of sales is as busy with returns, and batches
    of sales are thinned.
    """
    mean, spread = source.mean * rate, source.spread.thinned(rate)
    return DriverDemand(
        mean=mean,
        quantiles=quantiles(mean, spread, source.lift),
        method=f"rate of {source.method}",
        spread=spread,
        doubts=source.doubts,
    )


def times(demand: DriverDemand, factor: float) -> DriverDemand:
    """The same customers `factor` times as often, each as before."""
    mean = demand.mean * factor
    return replace(demand, mean=mean, quantiles=quantiles(mean, demand.spread, demand.lift))
