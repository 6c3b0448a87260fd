"""What of recent errors goes on, by hand."""

from __future__ import annotations

import numpy as np
import pytest

from staffopt.forecasting.carried_error import carried

TENTHS = np.full(10, 0.1)
"""Ten weeks, each missed by a tenth."""


def test_an_error_that_stays_goes_on():
    """Ten weeks missed by 0.1, one week ahead: 9 of 9 errors went on, held to none by 2 more weeks.

    The share is 9 / (9 + 2).
    """
    assert carried(TENTHS, np.ones(10), 1) == pytest.approx(0.1 * 9 / 11)


def test_what_is_known_when_a_week_is_forecast_is_older_the_further_ahead():
    """Three weeks ahead seven weeks tell: 7 / (7 + 2)."""
    assert carried(TENTHS, np.ones(10), 3) == pytest.approx(0.1 * 7 / 9)


def test_errors_of_late_count_most():
    """Missed by 0.1, then 0: of late it is 0.05 / 1.5. Nothing went on, so nothing does."""
    assert carried(np.array([0.1, 0.0]), np.ones(2), 1) == 0
    # in tenths 1, 1, 0: known 1 and 1, then 1 and 0: share 1 / (2 + 2 x 2/3); late 0.5 x 1.5 / 1.75
    found = carried(np.array([0.1, 0.1, 0.0]), np.ones(3), 1)
    assert found == pytest.approx(0.1 * 0.75 / 1.75 / (2 + 4 / 3))


def test_errors_to_either_side_do_not_go_on():
    """An error is followed by its opposite: nothing is carried, nor turned round."""
    assert carried(np.array([0.1, -0.1] * 5), np.ones(10), 1) == 0


def test_a_week_that_is_not_believed_says_nothing():
    """A closed week among ten is passed over: eight errors are seen to go on, 8 / (8 + 2)."""
    trust = np.ones(10)
    trust[4] = 0.0
    missed = TENTHS.copy()
    missed[4] = 0.6
    assert carried(missed, trust, 1) == pytest.approx(0.1 * 8 / 10)


def test_a_week_of_more_than_twice_what_was_expected_is_passed_over():
    """As one that is not believed."""
    missed = TENTHS.copy()
    missed[4] = -0.7
    assert carried(missed, np.ones(10), 1) == pytest.approx(0.1 * 8 / 10)


@pytest.mark.parametrize("weeks", [0, 1, 3])
def test_too_few_weeks_carry_nothing(weeks: int):
    """Three weeks ahead, three errors are known before no other; without errors it is nothing."""
    assert carried(np.full(weeks, 0.1), np.ones(weeks), 3) == 0
    assert carried(np.zeros(9), np.ones(9), 3) == 0
    assert carried(np.full(9, 0.1), np.zeros(9), 3) == 0
