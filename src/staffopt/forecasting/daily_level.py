"""How busy the days are against their usual: exponential smoothing, a season for each weekday."""

from __future__ import annotations

from dataclasses import dataclass
from math import exp, log

import numpy as np
from numpy.typing import NDArray

from staffopt.forecasting.level import ENOUGH as ENOUGH_A_WEEK
from staffopt.forecasting.strange_weeks import Watch

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
    """The log of events over usual events when the past ends, and what each day was expected.

    `watch` knows the strange weeks.
    """

    log: float
    trend: float
    seasons: tuple[float, ...]
    expected: Floats
    watch: Watch

    def factor(self, weekday: int, days: int) -> float:
        """Events over usual events so many days after the last known one; the first is day 0."""
        rise = sum(DAMPING**step for step in range(1, days + 2))
        return exp(self.log + self.trend * rise + self.seasons[weekday])


class _State:
    """The level, its trend and the seasons of the weekdays after some day."""

    def __init__(self, level: float, gains: Gains) -> None:
        self.level, self.gains = level, gains
        self.trend, self.seasons = 0.0, [0.0] * 7

    def foresees(self, usual: Floats, weekday: NDArray[np.int64]) -> Floats:
        """The events of the next days, before any of them is known."""
        rise = self.trend * np.cumsum(DAMPING ** np.arange(1, len(usual) + 1))
        found: Floats = np.exp(self.level + rise + np.array(self.seasons)[weekday]) * usual
        return found

    def passes(self, days: int, moved: float | None) -> None:
        """Go on over some days; where they are a new level, it moved by so much."""
        for _ in range(days):
            self.trend *= DAMPING
            self.level += self.trend
        if moved is not None:
            self.level, self.trend = self.level + moved, 0.0

    def learns(
        self, events: Floats, usual: Floats, weekday: NDArray[np.int64], counts: NDArray[np.bool_]
    ) -> list[float]:
        """Follow the events of the next days; how many were expected on each."""
        expected = []
        rows = zip(events.tolist(), usual.tolist(), weekday.tolist(), counts.tolist(), strict=True)
        for came, normal, kind, teaches in rows:
            self.passes(1, None)
            mean = exp(self.level + self.seasons[kind]) * normal
            expected.append(mean)
            if teaches:
                missed = min((came - mean) / (mean + ENOUGH), MOST_MISSED)
                self.level += self.gains.level * missed
                self.trend += self.gains.trend * missed
                self.seasons[kind] += self.gains.season * missed
        return expected


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
    are expected but teach nothing. Nor do those of a strange week; a second one running, missed to
    the same side, is the new level, and the trend begins anew.
    """
    counts = ordinary & (usual > 0.0)
    first = slice(None, START_DAYS)
    start = float((usual * ordinary)[first].sum())
    level = log(max(float((events * ordinary)[first].sum()), 0.5) / start) if start > 0 else 0.0
    state, expected, watch = _State(level, gains), np.zeros(len(events)), Watch()
    for end in range((len(events) - 1) % 7 + 1, len(events) + 1, 7):
        week = slice(max(end - 7, 0), end)
        before = state.foresees(usual[week], weekday[week])
        at, came = counts[week], events[week]
        normal, foreseen = float(usual[week][at].sum()), float(before[at].sum())
        due = log(foreseen / normal) if foreseen > 0.0 else 0.0
        seen = log((float(came[at].sum()) + 0.5) / (normal + 0.5))
        trust = normal / (normal + ENOUGH_A_WEEK) if gains.level else 0.0
        running = watch.running(seen, due, trust)
        if running:
            state.passes(len(at), seen - due if running > 1 else None)
            expected[week] = before * (exp(seen - due) if running > 1 else 1.0)
        else:
            expected[week] = state.learns(came, usual[week], weekday[week], at)
    return DailyLevel(state.level, state.trend, tuple(state.seasons), expected, watch)
