"""A manager's corrections, applied."""

from __future__ import annotations

from datetime import date, time

import numpy as np
import pytest

from staffopt.domain.calendar import Horizon, Span
from staffopt.domain.demand import DriverDemand
from staffopt.domain.spread import Spread
from staffopt.forecasting.overrides import Override, overridden
from staffopt.forecasting.quantiles import quantiles

WEEK = Horizon(date(2011, 5, 2), 7, "Europe/London", 60)
OPEN = (WEEK.wall_minute >= 9 * 60) & (WEEK.wall_minute < 17 * 60)
MEAN = np.where(OPEN, 10.0, 0.0)
SPREAD = Spread(1.2, 0.1)
SALES = DriverDemand(MEAN, quantiles(MEAN, SPREAD), "m", SPREAD)


def correction(first: int, last: int, mean: float | None = None, factor: float = 1.0) -> Override:
    """A correction of Monday from one hour to another."""
    span = Span(WEEK.at(WEEK.first, time(first)), WEEK.at(WEEK.first, time(last)))
    return Override("sales", span, "Ann", "street fair", "2011-04-20", mean, factor)


def test_later_rows_win_and_factors_multiply():
    """10 becomes 30, half of it 15; outside nothing changes, closed hours stay empty."""
    said = [correction(8, 12, mean=30), correction(10, 12, factor=0.5)]
    found = overridden("sales", SALES, said, WEEK, OPEN)
    assert found.mean[7:14].tolist() == [0, 0, 30, 15, 15, 10, 10]
    assert found.overridden is not None
    assert np.flatnonzero(found.overridden).tolist() == [9, 10, 11]
    assert found.quantiles[0.9][9] == quantiles(np.array([30.0]), SPREAD)[0.9][0]


def test_who_said_what_is_recorded():
    """The note has driver, time, change, author, date and reason."""
    found = overridden("sales", SALES, [correction(9, 12, factor=1.5)], WEEK, OPEN)
    (note,) = found.notes
    assert note.startswith("sales from 2011-05-02 09:00 to 2011-05-02 12:00: factor 1.5")
    assert note.endswith("by Ann, 2011-04-20: street fair")


@pytest.mark.parametrize("driver", ["returns", "sale"])
def test_other_drivers_are_left_alone(driver):
    """A correction of the sales is none of the returns."""
    assert overridden(driver, SALES, [correction(9, 12, factor=2)], WEEK, OPEN) is SALES
