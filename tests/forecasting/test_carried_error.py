"""What of recent errors goes on, by hand."""

from __future__ import annotations

import numpy as np
import pytest

from staffopt.forecasting.carried_error import carried


def test_an_error_that_stays_goes_on():
    """Ten weeks missed by 1, one week ahead: 9 of 9 errors went on, held to none by 2 more weeks.

    The share is 9 / (9 + 2).
    """
    assert carried(np.ones(10), np.ones(10), 1) == pytest.approx(9 / 11)


def test_what_is_known_when_a_week_is_forecast_is_older_the_further_ahead():
    """Three weeks ahead seven weeks tell: 7 / (7 + 2)."""
    assert carried(np.ones(10), np.ones(10), 3) == pytest.approx(7 / 9)


def test_errors_of_late_count_most():
    """Missed by 1, then 0: the average of late is 0.5 / 1.5. Nothing went on, so nothing does."""
    assert carried(np.array([1.0, 0.0]), np.ones(2), 1) == 0
    # 1, 1, 0: known errors 1 and 1, then 1 and 0: share 1 / (2 + 2 x 2/3); of late 0.5 x 1.5 / 1.75
    found = carried(np.array([1.0, 1.0, 0.0]), np.ones(3), 1)
    assert found == pytest.approx(0.75 / 1.75 / (2 + 4 / 3))


def test_errors_to_either_side_do_not_go_on():
    """An error is followed by its opposite: nothing is carried, nor turned round."""
    assert carried(np.array([1.0, -1.0] * 5), np.ones(10), 1) == 0


def test_a_week_that_is_not_believed_says_nothing():
    """A closed week among ten is passed over: eight errors are seen to go on, 8 / (8 + 2)."""
    trust = np.ones(10)
    trust[4] = 0.0
    missed = np.ones(10)
    missed[4] = 99.0
    assert carried(missed, trust, 1) == pytest.approx(8 / 10)


@pytest.mark.parametrize("weeks", [0, 1, 3])
def test_too_few_weeks_carry_nothing(weeks: int):
    """Three weeks ahead, three errors are known before no other; without errors it is nothing."""
    assert carried(np.ones(weeks), np.ones(weeks), 3) == 0
    assert carried(np.zeros(9), np.ones(9), 3) == 0
    assert carried(np.ones(9), np.zeros(9), 3) == 0
