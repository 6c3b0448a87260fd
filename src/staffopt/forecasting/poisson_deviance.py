"""The Poisson deviance: the fair judge of expected counts at any volume."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]

LEAST_MEAN = 1e-9
"""A mean below this is taken as this: one customer where none was possible is no infinite error."""


def deviance(actual: Floats, mean: Floats) -> Floats:
    """The Poisson deviance of each slot: 0 where the count is the mean.

    Unlike the absolute error it is smallest, on average, for the true rate, however low that is.
    """
    safe = np.maximum(mean, LEAST_MEAN)
    logs = np.log(np.where(actual > 0, actual, safe) / safe)
    found: Floats = 2.0 * (actual * logs - actual + safe)
    return found
