"""A copy of the last known week, by hand."""

from __future__ import annotations

from dataclasses import astuple, replace
from datetime import date

import numpy as np
import pytest

from staffopt.domain.calendar import Horizon
from staffopt.domain.spread import POISSON
from staffopt.forecasting.seasonal_naive import SeasonalNaive

WEEK = Horizon(date(2011, 5, 2), 7, "Europe/London", 60)


def test_repeats_the_last_known_count(make_history, always_open):
    """Tuesday 10:00 two weeks ago is unknown, so the week before it is repeated there."""
    hole = (date(2011, 4, 26), 10)
    history = make_history(
        date(2011, 1, 3), 119, lambda day, _hour: day.day, lambda day, hour: (day, hour) != hole
    )
    found = SeasonalNaive().forecast(history, "sales", WEEK, always_open)
    assert found.mean[0] == 25  # Monday 25 April
    assert found.mean[24 + 9] == 26  # Tuesday 26 April
    assert found.mean[24 + 10] == 19  # Tuesday 19 April


def test_is_certain_of_a_past_that_repeats(make_history, always_open):
    """Weeks that are all alike leave Poisson's spread, never less."""
    history = make_history(date(2011, 1, 3), 119, lambda _day, _hour: 9)
    found = SeasonalNaive().forecast(history, "sales", WEEK, always_open)
    assert found.spread == POISSON
    assert found.quantiles[0.95][0] == pytest.approx(14)  # Poisson's at a mean of 9


@pytest.mark.parametrize(("lead", "weeks"), [(0, 1), (14, 3)])
def test_errors_are_measured_with_the_same_lead(make_history, always_open, lead, weeks):
    """Sales that grow by 60 a week miss by 60 with no lead and by 180 with two weeks of it.

    All of a week is missed alike, so that all of it is the week's level.
    """
    monday = date(2011, 1, 3)
    history = make_history(
        monday, 119 - lead, lambda day, _hour: 600 + 60 * ((day - monday).days // 7)
    )
    found = SeasonalNaive().forecast(history, "sales", WEEK, always_open)
    last = 600 + 60 * (17 - lead // 7 - 1)
    expected = np.array([last - 60 * weeks - 60 * k for k in range(8)], float)
    wanted = 8 * (60 * weeks) ** 2 / (expected**2).sum()
    assert astuple(found.spread) == pytest.approx((1.0, wanted, wanted), rel=0.01)


def test_a_holiday_is_no_error(make_history, always_open):
    """A hundredfold holiday in a past that repeats leaves the other days as sure as ever."""
    feast = date(2011, 4, 30)
    history = make_history(date(2011, 1, 3), 119, lambda day, _hour: 900 if day == feast else 9)
    opening = replace(always_open, holidays={feast: "feast"})
    found = SeasonalNaive().forecast(history, "sales", WEEK, opening)
    assert found.spread == POISSON
    assert SeasonalNaive().forecast(history, "sales", WEEK, always_open).spread.day > 1
