"""What events leave open, by hand."""

from __future__ import annotations

import numpy as np
import pytest

from staffopt.domain.doubt import Doubt, lift_of, outside, sum_variance
from staffopt.domain.spread import POISSON, Spread

SHOP = Spread(batch=1.5, day=0.04, week=0.01)
WEEK = np.arange(7)


def deviation(mean: float, variance: float) -> float:
    """The standard deviation of a Poisson count whose rate varies so."""
    return float((mean + variance * mean**2) ** 0.5)


def test_a_slots_chances_multiply():
    """A mean of 10, varying by 0.04 + 0.05 and then by a tenth more: 1.09 * 1.1 - 1 = 0.199."""
    lift = lift_of([Doubt("sale", np.array([True, False]), 0.1)], 2)
    assert SHOP.rate_variance(np.full(2, 10.0), lift) == pytest.approx([0.199, 0.09])


def test_a_weeks_total_varies_with_what_its_days_share():
    """Seven days of 200: 0.5 * 1400 + 0.04 * 7 * 200^2 and 0.01 * 42 * 200^2 shared: 28,700.

    With the chance of 1,400 counts a deviation of 173; without the shared part 115.
    """
    week = np.full(7, 200.0)
    shared = sum_variance(week, WEEK, SHOP, ())
    apart = sum_variance(week, WEEK, Spread(batch=1.5, day=0.04), ())
    assert deviation(1400, shared) == pytest.approx(173, abs=1)
    assert deviation(1400, apart) == pytest.approx(115, abs=1)


def test_an_event_of_two_days_is_off_on_both():
    """Two of seven days of 200, off by 30 % together: 0.09 * 400^2 = 14,400."""
    sale = Doubt("sale", WEEK < 2, 0.09)
    assert sum_variance(np.full(7, 200.0), WEEK, POISSON, [sale]) == pytest.approx(14_400 / 1400**2)
    slots = Doubt("sale", np.repeat(WEEK < 2, 4), 0.09)
    mean, day = np.full(28, 50.0), np.repeat(WEEK, 4)
    assert sum_variance(mean, day, POISSON, [slots]) == pytest.approx(14_400 / 1400**2)


def test_events_that_meet_and_a_level():
    """One day: 100 in both events, 100 in one alone, 100 in none; the level is 1.04 squared.

    Shared are 1.04 * 1.1 * 1.2 - 1, 1.04 * 1.1 - 1, 0.04 by the pairs, 100^2 each.
    """
    first, second = np.array([True, True, False]), np.array([True, False, False])
    doubts = [Doubt("a", first, 0.1), Doubt("b", second, 0.2)]
    found = sum_variance(np.full(3, 100.0), np.zeros(3, int), Spread(day=0.04), doubts)
    both, one = 1.04 * 1.1 * 1.2 - 1, 1.04 * 1.1 - 1
    assert found == pytest.approx((both + 3 * one + 5 * 0.04) / 9)


def test_nobody_expected_is_no_doubt():
    """An empty week varies by nothing; doubts that lose all their slots are gone."""
    sale = Doubt("sale", WEEK < 2, 0.09)
    assert sum_variance(np.zeros(7), WEEK, SHOP, [sale]) == 0.0
    assert outside([sale], WEEK < 3) == ()
    (left,) = outside([sale], WEEK < 1)
    assert np.flatnonzero(left.slots).tolist() == [1]
