"""How busy a store is against its usual weeks: a damped trend through the weeks so far."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]

ENOUGH = 100.0
"""A week with so many usual events moves the level half as far as one with very many."""

DAMPING = 0.8
"""What is left of the trend one week on: a rise goes on for a while, never for ever."""


@dataclass(frozen=True)
class Level:
    """The log of events over usual events after each past week, and what the next one adds."""

    logs: Floats
    trend: float

    def factor(self, weeks: int) -> float:
        """Events over usual events in the week that begins `weeks` whole weeks from now."""
        steps = sum(DAMPING**step for step in range(1, weeks + 2))
        return float(np.exp(self.logs[-1] + self.trend * steps))


def level_of(events: Floats, usual: Floats, gain: float, trend_gain: float) -> Level:
    """Follow the level through past weeks, oldest first; a week without usual events is passed.

    Each week moves the level by `gain` of what it was missed by, and the trend by `trend_gain` of
    that. Weeks with few events move it less, because they are mostly chance.
    """
    logs = np.zeros(len(usual))
    log, trend = 0.0, 0.0
    for week in range(len(usual)):
        ahead, trend = log + DAMPING * trend, DAMPING * trend
        missed = float(np.log((events[week] + 0.5) / (usual[week] + 0.5))) - ahead
        moved = gain * missed * float(usual[week] / (usual[week] + ENOUGH))
        log, trend = ahead + moved, trend + trend_gain * moved
        logs[week] = log
    return Level(logs, trend)
