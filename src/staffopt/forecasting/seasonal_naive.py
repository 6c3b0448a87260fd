"""A copy of the last known week."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import date

from staffopt.forecasting.base import Floats, Forecaster
from staffopt.forecasting.past import Past
from staffopt.forecasting.weekday_average import weekday_average


class SeasonalNaive(Forecaster):
    """Repeats the last known count of the same weekday and wall-clock time.

    The yardstick that every other forecaster must beat; a holiday is repeated like any other day.
    """

    name = "seasonal_naive"

    def expect(
        self, past: Past, dates: Sequence[date], skip: Collection[date]
    ) -> tuple[Floats, Floats]:
        return weekday_average(past, dates, 1)
