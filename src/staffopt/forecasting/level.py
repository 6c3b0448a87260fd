"""How busy a store is against its usual weeks: a damped trend through the weeks so far."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from staffopt.forecasting.carried_error import carried
from staffopt.forecasting.strange_weeks import Watch

Floats = NDArray[np.float64]

ENOUGH = 100.0
"""A week with so many usual events moves the level half as far as one with very many."""

DAMPING = 0.8
"""What is left of the trend one week on: a rise goes on for a while, never for ever."""


@dataclass(frozen=True)
class Level:
    """The log of events over usual events through the past weeks, and its trend.

    `seen` is what each week's own events say of it, `trust` how far they are believed,
    `jumps` how many times the level was set anew by then, and `watch` knows the strange weeks.
    """

    logs: Floats
    trends: Floats
    seen: Floats
    trust: Floats
    jumps: Floats
    watch: Watch

    def factor(self, weeks: int) -> float:
        """Events over usual events in the week that begins `weeks` whole weeks from now.

        Where weeks so far ahead were missed to one side of late, that goes on in part; not what a
        week was missed by from before a jump. A week of the past is as busy as the last one.
        """
        ahead = weeks + 1
        if ahead < 1:
            return float(np.exp(self.logs[-1]))
        expected = self.logs + self.trends * sum(DAMPING**step for step in range(1, ahead + 1))
        missed = self.seen[ahead:] - expected[:-ahead]
        trust = np.where(self.jumps[:-ahead] == self.jumps[-1], self.trust[ahead:], 0.0)
        return float(np.exp(expected[-1] + carried(missed, trust, ahead)))


def level_of(events: Floats, usual: Floats, gain: float, trend_gain: float) -> Level:
    """Follow the level through past weeks, oldest first; a week without usual events is passed.

    Each week moves the level by `gain` of what it was missed by, and the trend by `trend_gain` of
    that. Weeks with few events move it less, because they are mostly chance. A strange week moves
    neither; a second one running, missed to the same side, is the new level, and the trend begins
    anew. Without a gain no week is believed.
    """
    seen = np.log((events + 0.5) / (usual + 0.5))
    trust = usual / (usual + ENOUGH) if gain else np.zeros(len(usual))
    logs, trends, jumps = np.zeros((3, len(usual)))
    log, trend, jumped, watch = 0.0, 0.0, 0, Watch()
    for week in range(len(usual)):
        log, trend = log + DAMPING * trend, DAMPING * trend
        running = watch.running(float(seen[week]), log, float(trust[week]))
        if running > 1:
            log, trend, jumped = float(seen[week]), 0.0, jumped + 1
        if running:
            trust[week] = 0.0
        else:
            missed = float((seen[week] - log) * trust[week])
            log, trend = log + gain * missed, trend + trend_gain * gain * missed
        logs[week], trends[week], jumps[week] = log, trend, jumped
    return Level(logs, trends, seen, trust, jumps, watch)
