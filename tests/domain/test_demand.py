"""Expected customers by day and in all."""

from __future__ import annotations

from datetime import date

import numpy as np
import pytest

from staffopt.domain.calendar import Horizon
from staffopt.domain.demand import DriverDemand
from staffopt.domain.spread import Spread

WEEK = Horizon(date(2011, 10, 24), 7, "Europe/London", 60)  # the clocks go back on Sunday


def test_days_are_the_stores_days():
    """One customer an hour: 24 a day, 25 on the Sunday with an hour more."""
    driver = DriverDemand(np.ones(WEEK.slots), {})
    assert driver.by_day(WEEK).tolist() == [24] * 6 + [25]


def test_quantiles_of_days_and_of_the_week():
    """Days of 240 vary by a tenth and chance: 240 + 1.28 * 28.5; all by the same tenth in a week.

    The variance of a day is 240 + 0.01 * 240^2 = 816, of the week (1690) 1690 + 0.01 * 1690^2.
    """
    driver = DriverDemand(np.full(WEEK.slots, 10.0), {}, spread=Spread(day=0.01, week=0.01))
    days = driver.day_quantiles(WEEK, 0.9)
    assert days[:6] == pytest.approx(np.full(6, 240 + 1.28 * 816**0.5), abs=2)
    deviation = (1690 + 0.01 * 1690**2) ** 0.5
    assert driver.total_quantile(WEEK, 0.9) == pytest.approx(1690 + 1.28 * deviation, rel=0.01)
