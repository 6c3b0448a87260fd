"""One week that was forecast from what was known then, beside what happened."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

import numpy as np
from numpy.typing import NDArray

from staffopt.domain.arrays import Floats
from staffopt.domain.calendar import DAY
from staffopt.domain.doubt import Doubt, lift_of, sum_variance
from staffopt.domain.negative_binomial import quantile
from staffopt.domain.spread import Spread


@dataclass(frozen=True)
class TestedWeek:
    """What came and what was expected, in the slots that are open and known, in order of time.

    `day` is the day of the week of each slot, counted from `first`, `minute` when it starts by the
    wall clock. `rates` are those that the
    whole history makes likely, this week's total included: the noise floor comes from them. `step`
    is the mean difference from one week to the next in what was known, None where nothing was.
    """

    __test__ = False  # not one of pytest's

    first: date
    as_of: date
    day: NDArray[np.int64]
    minute: NDArray[np.int64]
    actual: Floats
    mean: Floats
    quantiles: Mapping[float, Floats]
    spread: Spread
    rates: Floats
    step: float | None = None
    doubts: tuple[Doubt, ...] = ()
    """What events left open, by these slots."""

    def __repr__(self) -> str:
        came, expected = float(self.actual.sum()), float(self.mean.sum())
        return f"<TestedWeek {self.first}: {came:,.0f} came, {expected:,.0f} expected>"

    @property
    def lift(self) -> Floats:
        """The mean square of what doubts multiplied each slot by."""
        return lift_of(self.doubts, len(self.mean))

    def day_quantiles(self, level: float) -> Mapping[date, float]:
        """The customers that each day with scored slots was to exceed with that chance at most."""
        found = {}
        for number in np.unique(self.day).tolist():
            at = slice(*np.searchsorted(self.day, (number, number + 1)).tolist())
            doubts = [doubt.within(at) for doubt in self.doubts]
            varied = sum_variance(self.mean[at], self.day[at], self.spread, doubts)
            expected = np.array([self.mean[at].sum()])
            found[self.first + number * DAY] = float(
                quantile(expected, np.array([varied]), level)[0]
            )
        return found

    @property
    def days(self) -> Mapping[date, tuple[float, float]]:
        """Customers and expected customers of each day with scored slots."""
        return {
            self.first + int(day) * DAY: (
                float(self.actual[self.day == day].sum()),
                float(self.mean[self.day == day].sum()),
            )
            for day in np.unique(self.day)
        }
