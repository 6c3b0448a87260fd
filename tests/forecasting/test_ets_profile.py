"""ets_profile: the level of the days times the profile of the day."""

from __future__ import annotations

from datetime import date, time, timedelta

import numpy as np
import pytest

from staffopt.domain.calendar import Horizon
from staffopt.domain.opening import Opening
from staffopt.forecasting.ets_profile import EtsProfile
from staffopt.forecasting.past import known_before, read_past
from staffopt.forecasting.same_slot_average import SameSlotAverage

MONDAY = date(2011, 1, 3)
WEEK = Horizon(date(2011, 5, 2), 7, "Europe/London", 60)


def busy(day: date, hour: int) -> float:
    """More in the afternoon; half as many on Sundays."""
    return (10 + hour) * (0.5 if day.weekday() == 6 else 1.0)


def test_a_steady_week_repeats(make_history, always_open):
    """Each weekday has its level and all share their times of day."""
    history = make_history(MONDAY, 119, busy)
    found = EtsProfile().forecast(history, "sales", WEEK, always_open)
    assert found.mean[15] == pytest.approx(25.0)
    assert found.mean[6 * 24 + 15] == pytest.approx(12.5)


def test_it_follows_a_rise_that_an_average_lags_behind(make_history, always_open):
    """Two percent a week more: the average of eight is 6.5 weeks behind, this one 2.5."""
    history = make_history(
        MONDAY, 119, lambda day, hour: busy(day, hour) * 1.02 ** ((day - MONDAY).days / 7)
    )
    truth = busy(MONDAY, 15) * 1.02**17
    gained, average = (
        method.forecast(known_before(history, date(2011, 4, 18)), "sales", WEEK, always_open)
        for method in (EtsProfile(), SameSlotAverage())
    )
    assert average.mean[15] / truth == pytest.approx(1.02**-6.5, abs=0.005)
    assert gained.mean[15] / truth == pytest.approx(1.02**-2.5, abs=0.005)


def test_a_holiday_is_expected_as_holidays_were(make_history):
    """Three days at half of the usual: the fourth gets about that, other days nothing of it."""
    holidays = {MONDAY + timedelta(days=7 * k): "fair" for k in (3, 8, 12, 17)}
    opening = Opening({day: ((time(0), time(0)),) for day in range(7)}, holidays=holidays)
    history = make_history(MONDAY, 119, lambda day, _hour: 40 * (0.5 if day in holidays else 1.0))
    found = EtsProfile().forecast(history, "sales", WEEK, opening)
    assert found.mean[12] == pytest.approx(20.0, rel=0.1)
    assert found.mean[2 * 24 + 12] == pytest.approx(40.0, rel=0.02)


def test_a_past_without_customers_expects_nobody(make_history):
    """Known and empty is zero, not an error."""
    past = read_past(make_history(MONDAY, 28, lambda _day, _hour: 0), "sales")
    rows, guessed = EtsProfile().expect(past, [date(2011, 2, 7)], {})
    assert not rows.any()
    assert not guessed.any()
    assert np.isfinite(rows).all()
