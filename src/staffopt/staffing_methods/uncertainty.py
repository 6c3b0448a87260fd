"""The rates that a demand may turn out to have."""

from __future__ import annotations

import numpy as np

from staffopt.domain.arrays import Floats
from staffopt.domain.negative_binomial import SURE

LEVELS = 8


def rate_factors(variance: float) -> Floats:
    """Equally likely factors on a mean rate, their average 1; `variance` is over the mean squared.

    A negative binomial count is a Poisson count whose rate is gamma distributed. A queue formula
    already plays the Poisson part, so only the gamma is averaged over: cut into equally likely
    parts, each stands by its mean.
    """
    if variance <= SURE:
        return np.ones(1)
    from scipy.special import gammainc, gammaincinv

    shape = 1.0 / variance
    edges = gammaincinv(shape, np.arange(1, LEVELS) / LEVELS)
    below = np.concatenate([[0.0], gammainc(shape + 1.0, edges), [1.0]])
    return np.diff(below) * LEVELS


def two_cases(variance: Floats) -> tuple[Floats, Floats]:
    """Two factors on each rate (row) and their chances: the first three moments of a gamma's.

    The gamma has mean 1 and the given variance. These are the two points of its Gauss quadrature
    (generalised Laguerre). Where no rate varies, one case is enough.
    """
    if (variance <= SURE).all():
        return np.ones((len(variance), 1)), np.ones((len(variance), 1))
    held = np.maximum(variance, SURE)
    apart = np.sqrt(held * (1.0 + held))
    chance = (apart - held) / (2.0 * apart)
    factors = np.stack([1.0 + held + apart, 1.0 + held - apart], axis=1)
    return factors, np.stack([chance, 1.0 - chance], axis=1)
