"""A driver as a rate of another, for streams too thin to be averaged."""

from __future__ import annotations

from staffopt.domain.demand import DriverDemand
from staffopt.forecasting.quantiles import quantiles


def rate_of(source: DriverDemand, rate: float) -> DriverDemand:
    """Expect `rate` events per event of another driver.

    Why: returns at one an hour are forecast as well by a rate of the sales as by anything else.
    Each event follows or not by itself, which keeps a negative binomial's dispersion.
    """
    mean = source.mean * rate
    return DriverDemand(
        mean=mean,
        quantiles=quantiles(mean, source.dispersion),
        method=f"rate of {source.method}",
        dispersion=source.dispersion,
    )


def times(demand: DriverDemand, factor: float) -> DriverDemand:
    """The same customers `factor` times as often, each as before."""
    scaled = rate_of(demand, factor)
    return DriverDemand(
        mean=scaled.mean,
        quantiles=scaled.quantiles,
        method=demand.method,
        dispersion=demand.dispersion,
        averages=demand.averages,
        notes=demand.notes,
    )
