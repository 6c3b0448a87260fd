"""Exponential smoothing of the level of the days."""

from __future__ import annotations

import numpy as np
import pytest

from staffopt.forecasting.daily_level import Gains, daily_level

MANY = 1e6
DAYS = 70
WEEKDAYS = np.arange(DAYS) % 7
LEVEL_ONLY = Gains(0.1, 0.0, 0.0)


def follow(factors, gains=LEVEL_ONLY, usual=MANY, ordinary=None):
    """The level after days that saw their usual events times a factor."""
    factors = np.broadcast_to(factors, DAYS)
    plain = np.ones(DAYS, bool) if ordinary is None else ordinary
    return daily_level(factors * usual, np.full(DAYS, usual), WEEKDAYS, plain, gains)


def test_a_steady_level_stays():
    """Twice the usual for ten weeks is twice the usual on every day to come."""
    found = follow(2.0, Gains(0.1, 0.01, 0.1))
    assert [found.factor(day % 7, day) for day in (0, 6, 20)] == pytest.approx([2.0] * 3, rel=1e-4)
    assert found.expected == pytest.approx(2.0 * MANY, rel=1e-4)


def test_one_day_moves_it_by_its_gain():
    """A last day half as busy again: a tenth of 0.5 on the log scale."""
    factors = np.ones(DAYS)
    factors[-1] = 1.5
    assert np.log(follow(factors).factor(0, 0)) == pytest.approx(0.05, rel=1e-3)


def test_few_customers_move_it_less():
    """At 25 a day half as far; no day counts as more than twice what was expected."""
    factors = np.ones(DAYS)
    factors[-1] = 1.5
    assert np.log(follow(factors, usual=25.0).factor(0, 0)) == pytest.approx(0.025, rel=1e-3)
    factors[-1] = 5.0
    assert np.log(follow(factors).factor(0, 0)) == pytest.approx(0.1, rel=1e-3)


def test_a_rise_goes_on_and_fades():
    """After a rise the level is expected to rise on, by less each day."""
    found = follow(np.exp(np.maximum(np.arange(DAYS) - 40, 0) * 0.01), Gains(0.2, 0.01, 0.0))
    steps = np.diff([found.factor(0, day) for day in (0, 1, 2, 30, 31)])
    assert steps[0] > steps[1] > steps[3] > 0


def test_a_weekday_has_its_own_season():
    """Sundays twice as busy are learnt by the season alone."""
    found = follow(np.where(WEEKDAYS == 6, 2.0, 1.0), Gains(0.0, 0.0, 0.3))
    assert found.factor(6, 0) / found.factor(0, 0) == pytest.approx(1.9, abs=0.15)


def test_days_that_are_not_ordinary_teach_nothing():
    """Nor do days that nobody looked at."""
    factors = np.ones(DAYS)
    factors[50] = 9.0
    assert follow(factors, ordinary=np.arange(DAYS) != 50).factor(0, 0) == pytest.approx(1.0)
    nothing = daily_level(
        np.zeros(3), np.zeros(3), np.arange(3), np.ones(3, bool), Gains(0.1, 0.1, 0.1)
    )
    assert nothing.factor(0, 0) == 1.0
