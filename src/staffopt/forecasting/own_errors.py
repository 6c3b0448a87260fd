"""The spread of a method's own past errors, in parts: within a day, by the day, by the week."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from staffopt.domain.spread import POISSON, Spread
from staffopt.forecasting.quantiles import MOST

Floats = NDArray[np.float64]
Bools = NDArray[np.bool_]

MOST_BATCH = 100.0
ALONE = 1e-9
"""Products of different slots that are a smaller share of all products tell nothing."""


class ComparedWeek(NamedTuple):
    """Counts and what was expected, a row per day and a column per slot, and which are compared."""

    actual: Floats
    expected: Floats
    compared: Bools


def spread_of_errors(weeks: Sequence[ComparedWeek]) -> Spread:
    """Fit a spread to past errors by the method of moments; never below Poisson.

    Let D be a day's total error and M its total mean. Errors e and f of two slots with means m and
    n have E[e f] = day m n in one day, and E[e e] = batch m + day m^2. Sums over all pairs give

        day   = sum(D^2 - sum e^2) / sum(M^2 - sum m^2)
        batch = sum(e^2 - day m^2) / sum m
        week  = the products of different days' errors over those of their means

    as one estimates variance components, each from what the others do not touch. Busy days weigh
    most, since they decide staffing.
    """
    if not weeks:
        return POISSON
    mean = np.array([np.where(week.compared, week.expected, 0.0) for week in weeks])
    actual = np.array([np.where(week.compared, week.actual, 0.0) for week in weeks])
    error = actual - mean
    customers, squares = float(mean.sum()), float((mean**2).sum())
    if customers == 0.0:
        return POISSON
    day = _shared(error.reshape(-1, mean.shape[2]), mean.reshape(-1, mean.shape[2]))
    if day is None:  # one slot a day: nothing tells a level from batches
        day = (float((error**2).sum()) - customers) / squares
    day = float(np.clip(day, 0.0, MOST))
    batch = (float((error**2).sum()) - day * squares) / customers
    week = _shared(error.sum(axis=2), mean.sum(axis=2)) or 0.0
    return Spread(
        batch=float(np.clip(batch, 1.0, MOST_BATCH)),
        day=day,
        week=float(np.clip(week, 0.0, day)),
    )


def _shared(error: Floats, mean: Floats) -> float | None:
    """Products of different errors of a row over products of their means; None without any."""
    products = float((mean.sum(axis=1) ** 2).sum())
    different = products - float((mean**2).sum())
    if different <= ALONE * products:
        return None
    return float((error.sum(axis=1) ** 2).sum() - (error**2).sum()) / different
