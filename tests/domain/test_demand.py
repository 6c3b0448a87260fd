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


def test_each_week_has_the_spread_of_its_lead():
    """240 a day: the second week's days vary by a fifth in place of a tenth.

    Both weeks together are off to the same side: their quantiles add up.
    """
    weeks = Horizon(date(2011, 10, 3), 14, "Europe/London", 60)
    wide = Spread(day=0.04, week=0.04)
    driver = DriverDemand(
        np.full(weeks.slots, 10.0), {}, spread=Spread(day=0.01, week=0.01), later=(wide,)
    )
    days = driver.day_quantiles(weeks, 0.9)
    assert days[:7] == pytest.approx(np.full(7, 240 + 1.28 * 816**0.5), abs=2)
    assert days[7:] == pytest.approx(wide.quantile(np.full(7, 240.0), 0.9))
    one_week = Horizon(weeks.first, 7, weeks.zone, 60)
    alone = (DriverDemand(driver.mean[:168], {}, spread=spread) for spread in driver.spreads)
    apart = [one.total_quantile(one_week, 0.9) for one in alone]
    assert driver.total_quantile(weeks, 0.9) == sum(apart)


def test_a_share_of_the_customers_keeps_each_weeks_level():
    """A tenth of the customers: batches of 2 thin to 1.1, levels of both weeks stay."""
    weeks = Horizon(date(2011, 10, 3), 14, "Europe/London", 60)
    spreads = Spread(2.0, 0.01), Spread(2.0, 0.04)
    mean = np.full(weeks.slots, 10.0)
    few = DriverDemand(mean, {0.9: mean}, spread=spreads[0], later=spreads[1:]).thinned(0.1, weeks)
    assert few.spreads == (Spread(1.1, 0.01), Spread(1.1, 0.04))
    assert few.mean.tolist() == pytest.approx([1.0] * weeks.slots)
    ones = np.ones(168)
    wanted = np.concatenate([spread.quantile(ones, 0.9) for spread in few.spreads])
    assert few.quantiles[0.9].tolist() == wanted.tolist()
