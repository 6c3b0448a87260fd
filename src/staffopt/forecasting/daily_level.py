"""How busy the days are against their usual: exponential smoothing, a season for each weekday."""

from __future__ import annotations

from dataclasses import dataclass
from math import exp, log

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]

ENOUGH = 25.0
"""A day with so many usual events moves the level half as far as one with very many."""

MOST_MISSED = 1.0
"""No single day counts as more than twice what was expected."""

DAMPING = 0.97
"""What is left of the trend a day on: four fifths in a week."""

START_DAYS = 28


@dataclass(frozen=True)
class Gains:
    """How far a day that was missed moves the level, its trend and its weekday's season."""

    level: float
    trend: float
    season: float


@dataclass(frozen=True)
class DailyLevel:
    """The log of events over usual events when the past ends, and what each day was expected."""

    log: float
    trend: float
    seasons: tuple[float, ...]
    expected: Floats

    def factor(self, weekday: int, days: int) -> float:
        """Events over usual events so many days after the last known one; the first is day 0."""
        rise = sum(DAMPING**step for step in range(1, days + 2))
        return exp(self.log + self.trend * rise + self.seasons[weekday])


def daily_level(
    events: Floats,
    usual: Floats,
    weekday: NDArray[np.int64],
    ordinary: NDArray[np.bool_],
    gains: Gains,
) -> DailyLevel:
    """Follow the level through the days of the past; days without usual events are passed.

    Each day moves the log of the level by what it was missed by, in units of its standard deviation
    squared, so that the level stays right on average however few come. Days that are not ordinary
    are expected but teach nothing.
    """
    first = slice(None, START_DAYS)
    start = float((usual * ordinary)[first].sum())
    level = log(max(float((events * ordinary)[first].sum()), 0.5) / start) if start > 0 else 0.0
    trend, seasons = 0.0, [0.0] * 7
    expected = np.zeros(len(events))
    rows = zip(events.tolist(), usual.tolist(), weekday.tolist(), ordinary.tolist(), strict=True)
    for day, (came, normal, kind, counts) in enumerate(rows):
        trend *= DAMPING
        level += trend
        mean = exp(level + seasons[kind]) * normal
        expected[day] = mean
        if not counts or normal <= 0.0:
            continue
        missed = min((came - mean) / (mean + ENOUGH), MOST_MISSED)
        level += gains.level * missed
        trend += gains.trend * missed
        seasons[kind] += gains.season * missed
    return DailyLevel(level, trend, tuple(seasons), expected)
