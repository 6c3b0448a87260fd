"""Smooth rates times level times holidays, by hand."""

from __future__ import annotations

from dataclasses import astuple, replace
from datetime import date, time, timedelta

import pytest

from staffopt.domain.calendar import Horizon
from staffopt.domain.opening import Opening
from staffopt.domain.spread import POISSON
from staffopt.forecasting.gam import Gam
from staffopt.forecasting.past import known_before
from staffopt.forecasting.same_slot_average import SameSlotAverage

MONDAY = date(2011, 5, 2)
WEEK = Horizon(MONDAY, 7, "Europe/London", 60)
CHRISTMAS = date(2010, 12, 25)


def test_the_curve_of_the_day_comes_back(make_history, shop_hours):
    """A store that grows by a tenth an hour and sells twice as much on Saturdays is met by 1 %."""
    history = make_history(
        date(2011, 1, 3), 105, lambda day, hour: 30 * 1.1**hour * (1 + (day.weekday() == 5))
    )
    found = Gam().forecast(known_before(history, date(2011, 4, 18)), "sales", WEEK, shop_hours)
    for day, times in ((0, 1), (5, 2)):
        slot = WEEK.slot(WEEK.at(MONDAY + timedelta(days=day), time(12)))
        assert found.mean[slot] == pytest.approx(30 * 1.1**12 * times, rel=0.01)
    assert astuple(found.spread) == pytest.approx((1.0, 0.0, 0.0), abs=1e-6)


def test_a_rise_is_followed(make_history, always_open):
    """Weeks that grew by 5 % each: what comes three weeks on within 3 %, though it grows on.

    The average of eight, 84 % of the last week, is what `same_slot_average` expects.
    """
    first = date(2011, 1, 3)
    history = make_history(first, 105, lambda day, _hour: 50 * 1.05 ** ((day - first).days // 7))
    found, average = (
        method.forecast(history, "sales", WEEK, always_open).mean[30]
        for method in (Gam(), SameSlotAverage())
    )
    last = 50 * 1.05**14
    assert average == pytest.approx(last * sum(1.05**-age for age in range(8)) / 8)
    assert found == pytest.approx(last * 1.05**3, rel=0.03)


def test_last_christmas_is_remembered(make_history, always_open):
    """Half as many again on its eve and twice as many on the day: most of it comes a year later.

    24 x 40 usual events a day are trusted 960 / 985 = 0.975; the only holiday known gives
    0.975 / 2.975 = 0.328 to strangers and (0.975 + 0.25 x 0.328) / 1.225 = 0.863 to itself.
    """
    factors = {CHRISTMAS - timedelta(days=1): 1.5, CHRISTMAS: 2.0}
    history = make_history(date(2010, 9, 6), 450, lambda day, _hour: 40 * factors.get(day, 1.0))
    names = {CHRISTMAS: "Christmas Day", date(2011, 12, 25): "Christmas Day"}
    week = Horizon(date(2011, 12, 19), 7, "Europe/London", 60)
    found = Gam().forecast(
        known_before(history, week.first), "sales", week, replace(always_open, holidays=names)
    )
    daily = found.mean.reshape(7, 24).mean(axis=1)
    assert daily[6] == pytest.approx(40 * 2**0.863, rel=0.01)
    assert daily[5] == pytest.approx(40 * 1.5**0.863, rel=0.01)
    assert daily[3] == pytest.approx(40, rel=0.01)


def test_a_weekday_never_seen_open_is_guessed_and_said(make_history, shop_hours):
    """The first open Sunday expects what other days see, and a note says so."""
    history = make_history(
        date(2011, 1, 3), 105, lambda _day, _hour: 12, lambda day, _hour: day.weekday() < 6
    )
    opening = Opening({**shop_hours.week, 6: ((time(10), time(12)),)})
    found = Gam().forecast(history, "sales", WEEK, opening)
    assert found.mean[WEEK.slot(WEEK.at(date(2011, 5, 8), time(10)))] == pytest.approx(12)
    (note,) = found.notes
    assert note.startswith("sales on 2011-05-08: open at times never seen open on that weekday")


def test_old_weeks_count_less(make_history, always_open):
    """All level apart, Mondays that doubled lately weigh more with a short memory."""
    turn = date(2011, 3, 14)
    history = make_history(
        date(2011, 1, 3),
        105,
        lambda day, _hour: 20.0 * (1 + (day.weekday() == 0 and day >= turn)),
    )
    short, long = (
        Gam(half_life_weeks=weeks, level_gain=0.0).forecast(history, "sales", WEEK, always_open)
        for weeks in (2, 100)
    )
    assert short.mean[10] > 1.1 * long.mean[10]
    assert long.mean[34] == pytest.approx(short.mean[34], rel=0.02)


def test_nobody_so_far_is_nobody_later(make_history, always_open):
    """A desk without a single customer expects none, at any quantile."""
    found = Gam().forecast(
        make_history(date(2011, 1, 3), 105, lambda _day, _hour: 0), "sales", WEEK, always_open
    )
    assert (found.mean == 0).all()
    assert (found.quantiles[0.95] == 0).all()
    assert found.spread == POISSON
