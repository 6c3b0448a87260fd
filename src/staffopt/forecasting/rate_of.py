"""A driver as a share of another."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from datetime import date

import numpy as np
from pydantic import Field

from staffopt.errors import DataError, Problem
from staffopt.forecasting.base import Floats, Forecaster
from staffopt.forecasting.past import Past
from staffopt.forecasting.weekday_average import weekday_average


class RateOf(Forecaster):
    """Expects a rate times what is expected of another driver, for streams too thin to average.

    Returns at one an hour are forecast as well by a rate of the sales as by anything else. The
    rate is given, or measured where both drivers are known in the last `rate_weeks` weeks. The
    other driver is averaged over `weeks` weeks.
    """

    name = "rate_of"
    least_days = 14

    of: str = Field(description="The driver to follow.")
    rate: float | None = Field(
        None, gt=0, le=100, description="Events per event of the other driver; measured if empty."
    )
    rate_weeks: int = Field(26, ge=1, le=520, description="Weeks over which the rate is measured.")
    weeks: int = Field(8, ge=1, le=104, description="Known weeks of the other driver to average.")

    @property
    def reads(self) -> tuple[str, ...]:
        return (self.of,)

    def expect(
        self, pasts: Mapping[str, Past], driver: str, dates: Sequence[date], skip: Collection[date]
    ) -> tuple[Floats, Floats]:
        rows, guessed = weekday_average(pasts[self.of], dates, self.weeks, skip)
        rate = self.rate if self.rate is not None else self._measured(pasts, driver)
        return rate * rows, guessed

    def _measured(self, pasts: Mapping[str, Past], driver: str) -> float:
        """Events of the driver per event of the other, where both are known."""
        if driver not in pasts:
            raise DataError(
                Problem(
                    f"transactions, driver '{driver}'",
                    "no counts to measure its rate from",
                    f"forecast.drivers.{driver}.rate: events per event of '{self.of}'",
                )
            )
        mine, other = pasts[driver], pasts[self.of]
        last = slice(-7 * self.rate_weeks, None)
        both = mine.known[last] & other.known[last]
        base = float(np.sum(other.counts[last][both]))
        return float(np.sum(mine.counts[last][both])) / base if base else 0.0
