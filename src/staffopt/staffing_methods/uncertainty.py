"""The rates that a demand may turn out to have."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]

LEVELS = 8


def rate_factors(dispersion: float) -> Floats:
    """Equally likely factors on a mean rate, their average 1.

    A negative binomial count is a Poisson count whose rate is gamma distributed. A queue formula
    already plays the Poisson part, so only the gamma is averaged over: cut into equally likely
    parts, each stands by its mean.
    """
    if dispersion <= 1.0:
        return np.ones(1)
    from scipy.special import gammainc, gammaincinv

    shape = 1.0 / (dispersion - 1.0)
    edges = gammaincinv(shape, np.arange(1, LEVELS) / LEVELS)
    below = np.concatenate([[0.0], gammainc(shape + 1.0, edges), [1.0]])
    return np.diff(below) * LEVELS
