"""The level of the last weeks, by hand."""

from __future__ import annotations

from datetime import date
from math import exp, log

import numpy as np
import pytest

from staffopt.forecasting.level import level_of

MANY = 1e9
BUSIER = exp(0.4) * MANY
STRANGE = 2 * MANY


def test_usual_weeks_leave_the_factor_at_one():
    """As many as usual, week after week, are as many as usual in any later week."""
    level = level_of(np.full(10, MANY), np.full(10, MANY), 0.3, 0.2)
    assert level.factor(0) == pytest.approx(1)
    assert level.factor(5) == pytest.approx(1)


def test_a_busier_week_moves_level_and_trend():
    """Missed by 0.4, half of it moves the level, half of that the trend: 0.2 and 0.1.

    The next week adds 0.8 x 0.1 and the one after it 0.64 x 0.1.
    """
    level = level_of(np.array([MANY, BUSIER]), np.array([MANY, MANY]), 0.5, 0.5)
    assert level.logs == pytest.approx([0, 0.2])
    assert level.factor(0) == pytest.approx(exp(0.28))
    assert level.factor(1) == pytest.approx(exp(0.344))


def test_a_thin_week_moves_it_half_as_far():
    """With 100 usual events a week counts half: 0.1 instead of 0.2."""
    level = level_of(np.array([exp(0.4) * 100.5 - 0.5]), np.array([100.0]), 0.5, 0.0)
    assert level.factor(0) == pytest.approx(exp(0.1))


def test_a_closed_week_only_damps_the_trend():
    """After a week without usual events, the level has gone on by 0.8 x 0.1."""
    level = level_of(np.array([BUSIER, 0.0]), np.array([MANY, 0.0]), 0.5, 0.5)
    assert level.logs == pytest.approx([0.2, 0.28])
    assert level.factor(0) == pytest.approx(exp(0.28 + 0.064))


def test_a_strange_week_moves_nothing_and_the_second_is_the_new_level():
    """Twice as many: nothing in the first week, all of it in the second, and no trend of it."""
    usual = np.full(4, MANY)
    level = level_of(np.array([MANY, STRANGE, STRANGE, MANY]), usual, 0.5, 0.5)
    assert level.logs == pytest.approx([0, 0, log(2), log(2)])
    assert level.trends == pytest.approx(np.zeros(4))
    assert level.trust == pytest.approx([1, 0, 0, 0], abs=1e-6)
    assert level.jumps == pytest.approx([0, 0, 1, 1])


def test_a_third_strange_week_is_the_new_level_too():
    """A store that opens again in the middle of a week: two jumps, up to the last week's level."""
    weeks = MANY * np.array([1.0, 2.0, 4.0, 8.0])
    level = level_of(weeks, np.full(4, MANY), 0.5, 0.5)
    assert level.logs == pytest.approx([0, 0, log(4), log(8)])


def test_strange_weeks_running_are_one_and_are_dated():
    """Twice as many from 25 April on, four times that in the last week: a level and a week."""
    weeks = MANY * np.array([1.0, 2.0, 2.0, 2.0, 2.0, 8.0])
    found = level_of(weeks, np.full(6, MANY), 0.5, 0.5).watch.found(date(2011, 5, 30))
    assert [(one.first, one.weeks) for one in found] == [
        (date(2011, 4, 25), 2),
        (date(2011, 5, 23), 1),
    ]
    assert [one.times for one in found] == pytest.approx([2, 4])


def test_weeks_that_go_on_rising_are_one_new_level():
    """Twice, four and eight times as many: eight times what was expected before, 3 weeks long."""
    weeks = MANY * np.array([1.0, 2.0, 4.0, 8.0])
    (found,) = level_of(weeks, np.full(4, MANY), 0.5, 0.5).watch.found(date(2011, 5, 30))
    assert (found.first, found.weeks) == (date(2011, 5, 9), 3)
    assert found.times == pytest.approx(8)


def test_strange_weeks_to_either_side_are_no_level():
    """Twice as many, then half as many; or twice, as ever, twice: all are passed over."""
    for weeks in ([2.0, 0.5, 2.0, 0.5], [2.0, 1.0, 2.0, 1.0]):
        level = level_of(MANY * np.array(weeks), np.full(4, MANY), 0.5, 0.5)
        assert level.logs == pytest.approx(np.zeros(4))


def test_strange_weeks_with_a_closed_one_between_are_not_running():
    """A rush before a refit and one after it: neither is a new level."""
    usual = np.array([MANY, 0.0, MANY])
    level = level_of(np.array([STRANGE, 0.0, STRANGE]), usual, 0.5, 0.5)
    assert level.logs == pytest.approx([0, 0, 0])


def test_the_trend_of_a_rise_ends_with_it():
    """Three weeks of a tenth more each, then two far below: the level of the last, no trend."""
    weeks = MANY * np.array([1.1, 1.21, 1.331, 0.5, 0.5])
    level = level_of(weeks, np.full(5, MANY), 0.5, 0.5)
    assert level.trends[2] > 0.04
    assert level.logs[4] == pytest.approx(log(0.5))
    assert level.trends[4] == 0


def test_a_thin_week_is_less_soon_strange():
    """Twice 100 is believed by half, 0.35, and moves the level; six times 100 is strange."""
    twice, more = (
        level_of(np.array([many * 100.5 - 0.5]), np.array([100.0]), 0.5, 0.0) for many in (2, 6)
    )
    assert twice.factor(0) == pytest.approx(2**0.25)
    assert more.factor(0) == 1


def test_what_was_missed_from_before_a_jump_is_not_carried_on():
    """Four in five more from some week on: only forecasts made before it were too low."""
    weeks = MANY * np.array([1.0] * 10 + [1.8] * 6)
    for ahead in range(4):
        assert level_of(weeks, np.full(16, MANY), 0.3, 0.2).factor(ahead) == pytest.approx(1.8)


def test_nothing_moves_a_level_without_gain():
    """Weeks are twice as busy as usual, and neither level nor errors of late follow them."""
    level = level_of(np.full(10, 2 * MANY), np.full(10, MANY), 0.0, 0.0)
    assert level.factor(0) == 1
    assert level.factor(-3) == 1


def test_a_week_of_the_past_is_as_busy_as_the_last():
    """Asked for a week that is over, it adds neither trend nor errors of late."""
    level = level_of(np.array([MANY, BUSIER]), np.array([MANY, MANY]), 0.5, 0.5)
    assert level.factor(-1) == pytest.approx(exp(0.2))
    assert level.factor(-9) == pytest.approx(exp(0.2))


def test_a_rise_that_is_run_after_is_caught_up_with():
    """Every week has a tenth more than the one before: with its errors, next week's is nearer."""
    weeks = np.arange(20)
    level = level_of(MANY * np.exp(0.1 * weeks), np.full(20, MANY), 0.3, 0.0)
    short = 2.1 - (level.logs[-1])
    assert short > 0.4
    assert 2.1 - np.log(level.factor(1)) < 0.2 * short
