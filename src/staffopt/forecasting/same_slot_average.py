"""The average of the last weeks."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import date
from typing import ClassVar

from pydantic import Field

from staffopt.forecasting.base import Floats, Forecaster
from staffopt.forecasting.past import Past
from staffopt.forecasting.weekday_average import weekday_average


class SameSlotAverage(Forecaster):
    """Averages the last `weeks` known counts of the same weekday and wall-clock time.

    Holidays and slots that are not known (closed days, outages) are passed over, so the average
    reaches further back instead. Eight weeks cut the absolute error by about a quarter against a
    copy of last week.
    """

    name = "same_slot_average"
    least_days: ClassVar[int] = 14

    weeks: int = Field(8, ge=1, le=104, description="How many known weeks to average.")

    def expect(
        self, past: Past, dates: Sequence[date], skip: Collection[date]
    ) -> tuple[Floats, Floats]:
        return weekday_average(past, dates, self.weeks, skip)
