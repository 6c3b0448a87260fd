"""A copy of the last known week, by hand."""

from __future__ import annotations

from datetime import date

import pytest

from staffopt.domain.calendar import Horizon
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
    assert found.dispersion == 1
    assert found.quantiles[0.95][0] == pytest.approx(14)  # Poisson's at a mean of 9
