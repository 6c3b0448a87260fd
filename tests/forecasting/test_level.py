"""The level of the last weeks, by hand."""

from __future__ import annotations

from math import e, exp

import numpy as np
import pytest

from staffopt.forecasting.level import level_of

MANY = 1e9


def test_usual_weeks_leave_the_factor_at_one():
    """As many as usual, week after week, are as many as usual in any later week."""
    level = level_of(np.full(10, MANY), np.full(10, MANY), 0.3, 0.2)
    assert level.factor(0) == pytest.approx(1)
    assert level.factor(5) == pytest.approx(1)


def test_a_busier_week_moves_level_and_trend():
    """Missed by log e = 1, half of it moves the level, half of that the trend: 0.5 and 0.25.

    The next week adds 0.8 x 0.25 and the one after it 0.64 x 0.25.
    """
    level = level_of(np.array([MANY, e * MANY]), np.array([MANY, MANY]), 0.5, 0.5)
    assert level.logs == pytest.approx([0, 0.5])
    assert level.factor(0) == pytest.approx(exp(0.7))
    assert level.factor(1) == pytest.approx(exp(0.86))


def test_a_thin_week_moves_it_half_as_far():
    """With 100 usual events a week counts half: 0.25 instead of 0.5."""
    level = level_of(np.array([e * 100.5 - 0.5]), np.array([100.0]), 0.5, 0.0)
    assert level.factor(0) == pytest.approx(exp(0.25))


def test_a_closed_week_only_damps_the_trend():
    """After a week without usual events, the level has gone on by 0.8 x 0.25."""
    level = level_of(np.array([e * MANY, 0.0]), np.array([MANY, 0.0]), 0.5, 0.5)
    assert level.logs == pytest.approx([0.5, 0.7])
    assert level.factor(0) == pytest.approx(exp(0.7 + 0.16))


def test_nothing_moves_a_level_without_gain():
    """Weeks are twice as busy as usual, and neither level nor errors of late follow them."""
    level = level_of(np.full(10, 2 * MANY), np.full(10, MANY), 0.0, 0.0)
    assert level.factor(0) == 1
    assert level.factor(-3) == 1


def test_a_week_of_the_past_is_as_busy_as_the_last():
    """Asked for a week that is over, it adds neither trend nor errors of late."""
    level = level_of(np.array([MANY, e * MANY]), np.array([MANY, MANY]), 0.5, 0.5)
    assert level.factor(-1) == pytest.approx(exp(0.5))
    assert level.factor(-9) == pytest.approx(exp(0.5))


def test_a_rise_that_is_run_after_is_caught_up_with():
    """Every week has a tenth more than the one before: with its errors, next week's is nearer."""
    weeks = np.arange(20)
    level = level_of(MANY * np.exp(0.1 * weeks), np.full(20, MANY), 0.3, 0.0)
    short = 2.1 - (level.logs[-1])
    assert short > 0.4
    assert 2.1 - np.log(level.factor(1)) < 0.2 * short
