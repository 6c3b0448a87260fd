"""How far counts fall from what is expected: within a day, from day to day, from week to week."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from staffopt.domain.arrays import Floats
from staffopt.domain.negative_binomial import quantile

WEEK = 7


@dataclass(frozen=True)
class Spread:
    """What varies around a driver's expected customers.

    A day has a level, gamma distributed around 1, that all its slots share. Given the level, the
    variance of a slot's count is `batch` times its mean: customers come in batches, and a rate per
    slot is never known exactly. So a count with mean m in one slot, or in any part of one day, has
    the variance batch m + day m^2, and two slots of a day with means m and n have the covariance
    day m n. Each slot's count is a negative binomial with just that variance.
    """

    batch: float = 1.0
    """Variance over mean of a slot's count on a day whose level is known; 1 is Poisson."""
    day: float = 0.0
    """The variance of a day's level; its square root is how far off whole days usually are."""
    week: float = 0.0
    """The part of `day` that all days of a week share; at most `day`."""

    def rate_variance(self, mean: Floats, lift: Floats | float = 1.0) -> Floats:
        """The variance of the rate behind a count over its mean squared, per mean.

        Of a slot or of all of a day; 0 for Poisson, and `day` where nobody is expected. `lift` is
        the mean square of an independent factor on the rate: 1 + the whole is multiplied by it.
        """
        batches = np.divide(self.batch - 1.0, mean, out=np.zeros(mean.shape), where=mean > 0.0)
        found: Floats = self.day + batches
        return found + (lift - 1.0) * (1.0 + found)

    def rest_variance(self, mean: Floats) -> Floats:
        """The variance of what a slot's rate varies by apart from its day's level, per mean.

        Over its mean squared. Both multiply: 1 + the whole is (1 + the level's) (1 + the rest's).
        """
        return (self.rate_variance(mean) - self.day) / (1.0 + self.day)

    def quantile(self, mean: Floats, level: float, lift: Floats | float = 1.0) -> Floats:
        """The least whole number that a slot's or a day's count does not exceed with that chance.

        Exact for slots without a factor of their own. For a day's total, and with a `lift`, it is
        the quantile of the negative binomial with the exact mean and variance.
        """
        return quantile(mean, self.rate_variance(mean, lift), level)

    def thinned(self, rate: float) -> Spread:
        """The spread of what follows each customer `rate` times on average, independently.

        The rate behind the counts is `rate` times the one before, so that levels stay as they are
        and batches shrink with it.
        """
        return Spread(1.0 + rate * (self.batch - 1.0), self.day, self.week)


def spreads_of_weeks(spreads: Sequence[Spread], days: int) -> Iterator[tuple[slice, Spread]]:
    """The days of each week with its spread; weeks beyond the last spread have that one."""
    for number, first in enumerate(range(0, days, WEEK)):
        yield slice(first, min(first + WEEK, days)), spreads[min(number, len(spreads) - 1)]


POISSON = Spread()
"""Nothing but chance."""
