"""What is usual: the expected count of every slot, to hold the odd ones against."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

from staffopt.domain.calendar import Horizon

Floats = NDArray[np.float64]
Bools = NDArray[np.bool_]

REACH_MINUTES = 45
LEVEL_DAYS = 14


def usual_counts(horizon: Horizon, counts: Floats, good: Bools) -> Floats:
    """Return the expected count of every slot: weekday's smoothed profile times recent level.

    Only slots marked `good` teach. The level is that of the days at most two weeks away.
    """
    profile = _profile(horizon, counts, good)
    return profile * _level(horizon, counts, profile, good)[horizon.slot_day]


def day_sums(horizon: Horizon, values: Floats) -> Floats:
    """Return one sum per day of the horizon."""
    return binned(horizon.slot_day, horizon.days, values)


def binned(key: NDArray[np.integer[Any]], length: int, values: Floats) -> Floats:
    """Return the sum of the values that share each key, 0 to `length - 1`."""
    return np.bincount(key, weights=values, minlength=length).astype(np.float64)


def _profile(horizon: Horizon, counts: Floats, good: Bools) -> Floats:
    """Return the mean of each slot's weekday and time of day, smoothed over neighbouring times."""
    width = 24 * 60 // horizon.slot_minutes
    weekday = (horizon.first.weekday() + horizon.slot_day) % 7
    key = weekday * width + horizon.wall_minute // horizon.slot_minutes
    sums = binned(key, 7 * width, counts * good).reshape(7, width)
    seen = binned(key, 7 * width, good.astype(float)).reshape(7, width)
    smooth_sums, smooth_seen = _smoothed(horizon, sums), _smoothed(horizon, seen)
    mean = np.divide(smooth_sums, smooth_seen, out=np.zeros_like(sums), where=smooth_seen > 0)
    return np.asarray(mean.ravel()[key])


def _smoothed(horizon: Horizon, rows: Floats) -> Floats:
    """Return each row averaged over neighbours in time, the near ones weighing more."""
    reach = max(1, REACH_MINUTES // horizon.slot_minutes)
    kernel = np.concatenate([np.arange(1, reach + 2), np.arange(reach, 0, -1)]).astype(float)
    kernel /= kernel.sum()
    return np.array([np.convolve(row, kernel, mode="same") for row in rows])


def _level(horizon: Horizon, counts: Floats, profile: Floats, good: Bools) -> Floats:
    """Return per day how the days around it compare with the profile."""
    window = np.ones(2 * LEVEL_DAYS + 1)
    real = np.convolve(day_sums(horizon, counts * good), window)[LEVEL_DAYS:-LEVEL_DAYS]
    due = np.convolve(day_sums(horizon, profile * good), window)[LEVEL_DAYS:-LEVEL_DAYS]
    return np.divide(real, due, out=np.ones_like(real), where=due > 0)


def dispersion(horizon: Horizon, counts: Floats, usual: Floats, good: Bools) -> float:
    """Return variance over mean of the counts around the usual, each day at its own level.

    1 is Poisson. NaN where there is too little to say.
    """
    real, due = day_sums(horizon, counts * good), day_sums(horizon, usual * good)
    level = np.divide(real, due, out=np.zeros_like(real), where=due > 0)
    expected = usual * level[horizon.slot_day]
    used = good & (expected > 0)
    days = int(np.count_nonzero(real > 0))
    if np.count_nonzero(used) <= 2 * days:
        return float("nan")
    pearson = ((counts[used] - expected[used]) ** 2 / expected[used]).sum()
    return float(pearson / (np.count_nonzero(used) - days))
