"""What an event or a correction leaves open: a factor on its customers, 1 on average."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace

import numpy as np
from numpy.typing import NDArray

from staffopt.domain.arrays import Bools, Floats
from staffopt.domain.spread import Spread

MOST_ERROR = 5.0
"""No slot is said to be further off, as a share of its customers."""


@dataclass(frozen=True)
class Doubt:
    """A factor that nobody knows and that all of its slots share, whatever their day.

    It is gamma distributed around 1, independent of the levels of days and of other doubts, so
    that the chances of counts multiply: 1 + variance for each doubt that a slot is in.
    """

    what: str
    """Tells it from all others: those of equal words are drawn as one."""
    slots: Bools = field(compare=False)
    variance: float
    """Its square root is how far off the customers of the slots may be, as a share of them."""

    def within(self, at: slice) -> Doubt:
        """The same in some of the slots."""
        return replace(self, slots=self.slots[at])


def told_apart(doubts: Iterable[Doubt]) -> tuple[Doubt, ...]:
    """The doubts, those of words said before numbered: each is a factor of its own."""
    said: Counter[str] = Counter()
    found = []
    for doubt in doubts:
        said[doubt.what] += 1
        number = said[doubt.what]
        found.append(replace(doubt, what=f"{doubt.what}, {number}") if number > 1 else doubt)
    return tuple(found)


def lift_of(doubts: Iterable[Doubt], slots: int) -> Floats:
    """The mean square of all doubts' factors together, per slot: 1 where there is none."""
    found: Floats = np.ones(slots)
    for doubt in doubts:
        found[doubt.slots] *= 1.0 + doubt.variance
    return found


def outside(doubts: Iterable[Doubt], slots: Bools) -> tuple[Doubt, ...]:
    """The doubts without some slots; one of which nothing is left is none."""
    left = (replace(doubt, slots=doubt.slots & ~slots) for doubt in doubts)
    return tuple(doubt for doubt in left if doubt.slots.any())


def sum_variance(
    mean: Floats, day: NDArray[np.integer], spread: Spread, doubts: Sequence[Doubt]
) -> float:
    """The variance of the rate behind the sum of a week's slots, over that sum's mean squared.

    Two slots with means m and n share the factor of their day's or week's level, c, and those of
    the doubts d that both are in: a covariance of m n ((1 + c) prod(1 + d) - 1).
    """
    total = float(mean.sum())
    if total <= 0.0:
        return 0.0
    marks = np.array([day, *(doubt.slots for doubt in doubts)])
    kinds, kind = np.unique(marks, axis=1, return_inverse=True)
    sums = np.bincount(kind.ravel(), mean, kinds.shape[1])
    same = kinds[0][:, None] == kinds[0]
    together = 1.0 + np.where(same, spread.day, spread.week)
    for doubt, marked in zip(doubts, kinds[1:] > 0, strict=True):
        together *= np.where(marked[:, None] & marked, 1.0 + doubt.variance, 1.0)
    batches = (spread.batch - 1.0) * float((mean * lift_of(doubts, len(mean))).sum())
    return (float(sums @ (together - 1.0) @ sums) + batches) / total**2
