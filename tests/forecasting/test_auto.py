"""auto: the forecaster that did best of late, and why."""

from __future__ import annotations

from datetime import date, timedelta

import numpy as np
import pytest

from staffopt.domain.calendar import Horizon
from staffopt.forecasting.auto import METHODS, Auto
from staffopt.forecasting.ets_profile import EtsProfile
from staffopt.forecasting.gam import Gam
from staffopt.forecasting.past import read_past
from staffopt.forecasting.seasonal_naive import SeasonalNaive
from staffopt.forecasting.trial import tried

MONDAY = date(2011, 1, 3)
WEEK = Horizon(date(2011, 5, 2), 7, "Europe/London", 60)


@pytest.fixture
def steady(make_history):
    """Fifteen weeks of chance around 2 to 8 an hour."""
    random = np.random.default_rng(5)
    return make_history(MONDAY, 105, lambda _day, hour: random.poisson(2 + hour / 4))


@pytest.fixture
def jumping(make_history):
    """Five times as many at odd hours: no smooth curve of the day holds that, an average does."""
    random = np.random.default_rng(5)
    return make_history(MONDAY, 105, lambda _day, hour: random.poisson(20 if hour % 2 else 4))


def test_gam_stays_where_others_are_better_by_chance_at_most(steady, always_open):
    """The same forecast as its own, and a note with the deviances."""
    found = Auto().forecast(steady, "sales", WEEK, always_open)
    own = Gam().forecast(steady, "sales", WEEK, always_open)
    assert (found.mean == own.mean).all()
    assert found.quantiles.keys() == own.quantiles.keys()
    assert found.notes[0].startswith("sales: auto took gam by deviance over 11 weeks: ")
    assert all(method.name in found.notes[0] for method in METHODS)


def test_a_better_one_is_taken(jumping, always_open):
    """By far more than chance; the note names the least deviance first."""
    found = Auto().forecast(jumping, "sales", WEEK, always_open)
    own = EtsProfile().forecast(jumping, "sales", WEEK, always_open)
    assert (found.mean == own.mean).all()
    assert "auto took ets_profile by deviance over 11 weeks: ets_profile " in found.notes[0]
    rows, _ = Auto().expect(read_past(jumping, "sales"), WEEK.dates, {})
    assert (rows.ravel() == found.mean).all()


def test_a_short_past_leaves_gam(make_history, always_open):
    """Five weeks leave one to try on: too few to tell."""
    history = make_history(MONDAY, 35, lambda _day, hour: 2 + hour)
    week = Horizon(date(2011, 2, 21), 7, "Europe/London", 60)
    found = Auto().forecast(history, "sales", week, always_open)
    assert found.notes[0] == "sales: auto took gam; 1 week of history to try others on"


def test_weeks_are_tried_with_the_lead_and_the_newest_first(make_history):
    """A copy of the last week is missed by what two weeks of growth make: 2 (3 ln(3/1) - 3 + 1)."""
    history = make_history(MONDAY, 28, lambda day, _hour: 1 + (day - MONDAY).days // 7)
    past = read_past(history, "sales")
    (found,) = tried([SeasonalNaive()], past, timedelta(days=7), 9, {})
    by_hour = [2 * (y * np.log(y / m) - y + m) for y, m in ((4.0, 2.0), (3.0, 1.0))]
    assert found == pytest.approx([24 * 7 * each for each in by_hour])
