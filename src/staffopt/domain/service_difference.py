"""How two weeks of service differ over the same random weeks, and how sure that is."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from staffopt.domain.arrays import Floats
from staffopt.domain.stress_test import WeekTotals

SURE = 1.96
"""Standard errors that chance alone goes beyond in one case of twenty."""


@dataclass(frozen=True)
class Difference:
    """A mean difference and its standard error; None where a single week was played."""

    value: float
    error: float | None

    @property
    def within_noise(self) -> bool | None:
        """Whether chance could have made it, in 19 of 20 cases; None where that is not known."""
        return None if self.error is None else abs(self.value) <= SURE * self.error


@dataclass(frozen=True)
class ServiceDifference:
    """One service less another: share in time, mean wait in seconds, customers lost a week."""

    in_time: Difference
    wait: Difference
    lost: Difference


def service_difference(one: WeekTotals, other: WeekTotals) -> ServiceDifference:
    """Return what one service has over the other, week against the same week.

    The weeks are independent of each other, so the error is that of the weekly differences: what
    both have in common (a busy week) falls out.
    """
    lost = (one.left - other.left).astype(np.float64)
    return ServiceDifference(
        in_time=_of_ratios((one.in_time, one.came), (other.in_time, other.came)),
        wait=_of_ratios((one.waited, one.came), (other.waited, other.came)),
        lost=Difference(float(lost.mean()), _error(lost)),
    )


def _of_ratios(
    one: tuple[NDArray[np.generic], NDArray[np.int64]],
    other: tuple[NDArray[np.generic], NDArray[np.int64]],
) -> Difference:
    """Return the difference of two ratios of sums, its error by linearising each."""
    (first, first_parts), (second, second_parts) = _linearised(*one), _linearised(*other)
    return Difference(first - second, _error(first_parts - second_parts))


def _linearised(part: NDArray[np.generic], whole: NDArray[np.int64]) -> tuple[float, Floats]:
    """Return a ratio of sums, and what each week moves it by."""
    parts, wholes = part.astype(np.float64), whole.astype(np.float64)
    if not wholes.any():
        return 0.0, np.zeros(len(wholes))
    ratio = float(parts.sum() / wholes.sum())
    return ratio, (parts - ratio * wholes) / wholes.mean()


def _error(weekly: Floats) -> float | None:
    """Return the standard error of a mean over the weeks."""
    weeks = len(weekly)
    return float(weekly.std(ddof=1) / np.sqrt(weeks)) if weeks > 1 else None
