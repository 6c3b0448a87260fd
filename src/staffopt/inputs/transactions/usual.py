"""What is usual: the expected count of every slot, to hold the odd ones against."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

from staffopt.domain.calendar import Horizon

Floats = NDArray[np.float64]
Bools = NDArray[np.bool_]
Ints = NDArray[np.integer[Any]]

REACH_MINUTES = 45
LEVEL_DAYS = 14
MEMORY_DAYS, YOUNG_DAYS = 56, 28


def usual_counts(horizon: Horizon, counts: Floats, good: Bools) -> Floats:
    """Return the expected count of every slot: weekday's smoothed profile times recent level.

    Only slots marked `good` teach. The level is that of the days at most two weeks away.
    """
    keys = _keys(horizon)
    profile = _profile(horizon, keys, counts, good)[keys]
    return profile * _level(horizon, counts, profile, good)[horizon.slot_day]


def usual_before(horizon: Horizon, counts: Floats, good: Bools) -> Floats:
    """Return the expected count of every slot as the eight weeks before its week let one expect.

    Why: what is an outage in May must not depend on June, or a forecast made in May would know
    of June. Only the first four weeks, which have nothing before them, look ahead.
    """
    keys, usual = _keys(horizon), np.zeros(horizon.slots)
    for first in range(0, horizon.days, 7):
        last = min(first + 7, horizon.days)
        until = first if first >= YOUNG_DAYS else min(MEMORY_DAYS, horizon.days)
        taught = _of_days(horizon, max(0, first - MEMORY_DAYS), until)
        profile = _profile(horizon, keys[taught], counts[taught], good[taught])
        week = _of_days(horizon, first, last)
        usual[week] = profile[keys[week]]
    return usual


def _of_days(horizon: Horizon, first: int, until: int) -> slice:
    """Return the slots of some days."""
    return slice(horizon.day_starts[first], horizon.day_starts[until])


def _keys(horizon: Horizon) -> Ints:
    """Return for every slot a number for its weekday and time of day."""
    weekday = (horizon.first.weekday() + horizon.slot_day) % 7
    return np.asarray(weekday * _width(horizon) + horizon.wall_minute // horizon.slot_minutes)


def _width(horizon: Horizon) -> int:
    """Return how many slots an ordinary day has."""
    return 24 * 60 // horizon.slot_minutes


def day_sums(horizon: Horizon, values: Floats) -> Floats:
    """Return one sum per day of the horizon."""
    return binned(horizon.slot_day, horizon.days, values)


def binned(key: Ints, length: int, values: Floats) -> Floats:
    """Return the sum of the values that share each key, 0 to `length - 1`."""
    return np.bincount(key, weights=values, minlength=length).astype(np.float64)


def _profile(horizon: Horizon, keys: Ints, counts: Floats, good: Bools) -> Floats:
    """Return the mean of each weekday's times of day, smoothed over neighbouring times."""
    width = _width(horizon)
    sums = binned(keys, 7 * width, counts * good).reshape(7, width)
    seen = binned(keys, 7 * width, good.astype(float)).reshape(7, width)
    smooth_sums, smooth_seen = _smoothed(horizon, sums), _smoothed(horizon, seen)
    mean = np.divide(smooth_sums, smooth_seen, out=np.zeros_like(sums), where=smooth_seen > 0)
    return np.asarray(mean.ravel())


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
