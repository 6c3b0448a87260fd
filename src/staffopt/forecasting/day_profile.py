"""Rates by weekday and time of day: each weekday's own, as far as its customers vouch for them."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]

DAY_HOURS = 24
ROUNDS = 5
"""Rounds in which the shape that weekdays share and their levels settle."""


def day_profile(events: Floats, looks: Floats, doubt: float) -> Floats:
    """Events per look, a row per weekday and a column per time of day.

    Weekdays share one shape, each at its own level. A weekday departs from it as far as its own
    counts say so: within an hour, `doubt` customers' worth of the shared shape are added to them.
    Times are smoothed over neighbours less than an hour away. Times never looked at get the nearest
    one's. Without events every rate is zero.
    """
    seen = np.flatnonzero(looks.sum(axis=0) > 0)
    if float(events.sum()) == 0.0 or not len(seen):
        return np.zeros(events.shape)
    near = _near(events.shape[1])
    levels = np.ones(len(events))
    for _ in range(ROUNDS):
        looked = near @ (levels @ looks)
        shape = np.divide(
            near @ events.sum(axis=0), looked, out=np.zeros_like(looked), where=looked > 0
        )
        usual = looks @ shape
        levels = np.divide(events.sum(axis=1), usual, out=np.ones_like(usual), where=usual > 0)
    expected = levels[:, None] * looks * shape
    own = (events @ near + doubt) / (expected @ near + doubt)
    columns = np.arange(events.shape[1], dtype=float)
    rates = levels[:, None] * shape * own
    filled: Floats = np.array([np.interp(columns, seen, row[seen]) for row in rates])
    return filled


def _near(columns: int) -> Floats:
    """Weights of neighbours, falling to nothing an hour away."""
    hour = max(columns / DAY_HOURS, 1.0)
    away = np.abs(np.subtract.outer(np.arange(columns), np.arange(columns)))
    weights: Floats = np.maximum(1.0 - away / hour, 0.0)
    return weights
