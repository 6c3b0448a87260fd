"""Quantiles of over-dispersed counts, whole numbers per slot, day or week."""

from __future__ import annotations

import numpy as np

from staffopt.domain.arrays import Floats

SURE = 1e-9
"""A rate that varies by less than this, as variance over its mean squared, is taken as fixed."""


def quantile(mean: Floats, rate_variance: Floats, level: float) -> Floats:
    """The least whole number that a count does not exceed with probability `level`.

    The count is Poisson with a gamma rate: `rate_variance` is the rate's variance over its mean
    squared, 0 for Poisson. Why not scipy.stats: its import alone costs more than a forecast.
    """
    top = np.ceil(mean + 10.0 * np.sqrt(mean + rate_variance * mean**2) + 10.0)
    low: Floats = np.full(mean.shape, -1.0)
    high: Floats = top
    for _ in range(int(np.log2(top.max(initial=1.0) + 2.0)) + 1):
        middle = np.floor((low + high) / 2.0)
        enough = not_above(middle, mean, rate_variance) >= level
        searching = high - low > 1.0
        high = np.where(searching & enough, middle, high)
        low = np.where(searching & ~enough, middle, low)
    return np.where(mean > 0.0, high, 0.0)


def not_above(count: Floats, mean: Floats, rate_variance: Floats) -> Floats:
    """The probability of a count of at most `count`; 0 below zero."""
    from scipy.special import betainc, gammaincc

    at = np.maximum(count, 0.0) + 1.0
    varies = rate_variance > SURE
    shape = 1.0 / np.maximum(rate_variance, SURE)
    fixed = 0.0 if varies.all() else gammaincc(at, mean)
    chance = np.where(varies, betainc(shape, at, shape / (shape + mean)), fixed)
    return np.where(count < 0.0, 0.0, chance)
