"""How far a count may fall from its mean: a negative binomial fitted to a method's own errors."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
from numpy.typing import NDArray

from staffopt.domain.demand import QUANTILES

Floats = NDArray[np.float64]

POISSON = 1.0
MOST = 26.0
"""No dispersion is taken to be larger: a standard deviation of five times the rate."""

FITTED_SLOTS = 64


def dispersion(actual: Floats, expected: Floats) -> float:
    """Variance over mean at a mean of one, so that squared errors come out right on average.

    The variance of a count with mean m is m + (dispersion - 1) m^2. Method of moments over all
    slots; never less than Poisson's 1.
    """
    weight = float(np.sum(expected**2))
    if weight == 0.0:
        return POISSON
    excess = float(np.sum((actual - expected) ** 2 - expected)) / weight
    return float(np.clip(1.0 + excess, POISSON, MOST))


def quantiles(mean: Floats, spread: float) -> Mapping[float, Floats]:
    """The quantiles of a count with a given mean per slot and one dispersion."""
    return {level: quantile(mean, spread, level) for level in QUANTILES}


def quantile(mean: Floats, spread: float, level: float) -> Floats:
    """The least whole number that a count does not exceed with probability `level`.

    Why not scipy.stats: its import alone costs more than a whole forecast.
    """
    top = np.ceil(mean + 10.0 * np.sqrt(mean + (spread - 1.0) * mean**2) + 10.0)
    low: Floats = np.full(mean.shape, -1.0)
    high: Floats = top
    for _ in range(int(np.log2(top.max(initial=1.0) + 2.0)) + 1):
        middle = np.floor((low + high) / 2.0)
        enough = _not_above(middle, mean, spread) >= level
        searching = high - low > 1.0
        high = np.where(searching & enough, middle, high)
        low = np.where(searching & ~enough, middle, low)
    return np.where(mean > 0.0, high, 0.0)


def dispersion_of(mean: Floats, given: Mapping[float, Floats]) -> float:
    """The dispersion whose quantiles come nearest to given ones; Poisson's where it fits as well.

    The busiest slots decide, by the sum of absolute differences, on a grid that is refined once.
    """
    busiest = np.argsort(-mean, kind="stable")[:FITTED_SLOTS]
    means = mean[busiest]

    def misfit(spread: float) -> float:
        return sum(
            float(np.abs(quantile(means, spread, level) - counts[busiest]).sum())
            for level, counts in given.items()
        )

    excess = np.geomspace(1e-3, MOST - 1.0, 41)
    best = min([POISSON, *(1.0 + excess)], key=misfit)
    if best == POISSON:
        return POISSON
    near = 1.0 + (best - 1.0) * np.geomspace(0.8, 1.25, 21)
    return float(min([best, *near], key=misfit))


def _not_above(count: Floats, mean: Floats, spread: float) -> Floats:
    """The probability of a count of at most `count`; 0 below zero."""
    from scipy.special import betainc, gammaincc

    at = np.maximum(count, 0.0) + 1.0
    if spread <= POISSON:
        return np.where(count < 0.0, 0.0, gammaincc(at, mean))
    shape = 1.0 / (spread - 1.0)
    return np.where(count < 0.0, 0.0, betainc(shape, at, shape / (shape + mean)))
