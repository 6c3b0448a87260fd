"""The quantiles around expected counts, and the spread that given quantiles have."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
from numpy.typing import NDArray

from staffopt.domain.calendar import Horizon
from staffopt.domain.demand import QUANTILES, DriverDemand
from staffopt.domain.spread import POISSON, Spread

Floats = NDArray[np.float64]

FITTED_SLOTS = 64
MOST = 25.0
"""No level is taken to vary by more: a standard deviation of five times the mean."""


def quantiles(mean: Floats, spread: Spread, lift: Floats | float = 1.0) -> Mapping[float, Floats]:
    """The quantiles of counts per slot with given means and one spread."""
    return {level: spread.quantile(mean, level, lift) for level in QUANTILES}


def quantiles_around(
    mean: Floats, demand: DriverDemand, horizon: Horizon
) -> Mapping[float, Floats]:
    """The quantiles of counts with given means, a demand's doubts and the spreads of its weeks."""
    lift = demand.lift
    weeks = [quantiles(mean[at], spread, lift[at]) for at, spread in demand.slots_of_weeks(horizon)]
    return {level: np.concatenate([week[level] for week in weeks]) for level in QUANTILES}


def spread_of_quantiles(
    mean: Floats, given: Mapping[float, Floats], lift: Floats | float = 1.0
) -> Spread:
    """The level's variance whose quantiles come nearest to given ones; Poisson where it fits.

    Quantiles per slot do not tell what a day shares. All is put on the day, which is the careful
    side for staffing. The busiest slots decide, by the sum of absolute differences, on a grid that
    is refined once.
    """
    busiest = np.argsort(-mean, kind="stable")[:FITTED_SLOTS]
    means, lifts = mean[busiest], np.broadcast_to(lift, mean.shape)[busiest]

    def misfit(spread: Spread) -> float:
        return sum(
            float(np.abs(spread.quantile(means, level, lifts) - counts[busiest]).sum())
            for level, counts in given.items()
        )

    grid = (Spread(day=float(day)) for day in np.geomspace(1e-3, MOST, 41))
    best = min([POISSON, *grid], key=misfit)
    if best == POISSON:
        return POISSON
    near = (Spread(day=best.day * float(times)) for times in np.geomspace(0.8, 1.25, 21))
    return min([best, *near], key=misfit)
