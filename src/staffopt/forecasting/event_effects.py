"""What events of a kind did to the customers so far, and how sure that is."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np

from staffopt.domain.doubt import MOST_ERROR

BELIEF = 0.3
"""Before anything is seen, the log of an effect is taken to be 0 with this standard deviation."""

VARY = 0.2
"""How far two occasions of a kind differ on the log scale, as if two had shown it already."""

SHOWN = 2.0


class Occasion(NamedTuple):
    """Customers who came in the known slots of one past event, and those expected on its eve."""

    came: float
    expected: float


@dataclass(frozen=True)
class Effect:
    """The log of customers over usual ones, its standard error, and how many occasions told it.

    `between` is the variance of the log from one occasion to the next.
    """

    log: float = 0.0
    error: float = BELIEF
    occasions: int = 0
    between: float = 0.0

    @property
    def doubt(self) -> float:
        """The variance of what the next occasion does over its mean squared; 0 of none seen.

        The log is off by the error of the average and by what occasions differ in; the factor is
        log-normal.
        """
        if not self.occasions:
            return 0.0
        return min(float(np.expm1(self.error**2 + self.between)), MOST_ERROR**2)

    @property
    def text(self) -> str:
        """The effect as a note says it."""
        if not self.occasions:
            return "no effect, there is no past one to learn from"
        percent, error = 100 * np.expm1(self.log), 100 * np.exp(self.log) * self.error
        return f"{percent:+.0f} %, standard error {error:.0f}, learnt from {self.occasions} past"


def effect_of(occasions: Sequence[Occasion]) -> Effect:
    """The average log ratio, drawn to 0 the more, the less sure it is.

    An occasion misses the average by the chance of its count and by what occasions differ in; the
    latter is measured where there are several.
    """
    if not occasions:
        return Effect()
    came, expected = np.array(occasions, float).T + 0.5
    logs, chance = np.log(came / expected), 1.0 / expected
    weight = 1.0 / (VARY**2 + chance)
    mean = float((weight * logs).sum() / weight.sum())
    seen = float(np.maximum((logs - mean) ** 2 - chance, 0.0).sum())
    between = (SHOWN * VARY**2 + seen) / (SHOWN + len(logs) - 1)
    variance = float((weight**2 * (between + chance)).sum() / weight.sum() ** 2)
    trust = BELIEF**2 / (BELIEF**2 + variance)
    return Effect(mean * trust, float(np.sqrt(trust * variance)), len(logs), between)
