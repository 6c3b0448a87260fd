"""Two services over the same weeks: differences and errors by hand."""

from __future__ import annotations

import numpy as np
import pytest

from staffopt.domain.service_difference import Difference, service_difference
from staffopt.domain.stress_test import WeekTotals


def weeks(came, waited, in_time, left) -> WeekTotals:
    """Sums of each week."""
    return WeekTotals(
        np.array(came), np.array(waited, np.float64), np.array(in_time), np.array(left)
    )


def test_differences_are_of_ratios_of_sums():
    """16 of 20 less 13 of 20 in time; 100 s less 60 s over 20; 1 less 0.5 lost a week."""
    one = weeks([10, 10], [40.0, 60.0], [8, 8], [1, 1])
    other = weeks([10, 10], [30.0, 30.0], [7, 6], [0, 1])
    found = service_difference(one, other)
    assert found.in_time.value == pytest.approx(0.15)
    assert found.wait.value == pytest.approx(2.0)
    assert found.lost.value == pytest.approx(0.5)


def test_errors_are_those_of_the_weekly_differences():
    """In time 1 and 2 more of 10: 0.1 and 0.2, whose mean has the error 0.05; lost 1 and 0."""
    one = weeks([10, 10], [40.0, 60.0], [8, 8], [1, 1])
    other = weeks([10, 10], [30.0, 30.0], [7, 6], [0, 1])
    found = service_difference(one, other)
    assert found.in_time.error == pytest.approx(0.05)
    assert found.lost.error == pytest.approx(0.5)


def test_what_both_weeks_share_is_no_noise():
    """Weeks differ wildly, the two services always by one customer: no error at all."""
    one = weeks([10, 10, 10], [0.0, 0.0, 0.0], [9, 2, 5], [0, 0, 0])
    other = weeks([10, 10, 10], [0.0, 0.0, 0.0], [8, 1, 4], [0, 0, 0])
    found = service_difference(one, other)
    assert found.in_time.value == pytest.approx(0.1)
    assert found.in_time.error == pytest.approx(0.0, abs=1e-12)
    assert found.in_time.within_noise is False


def test_errors_are_right_where_customers_differ_too():
    """Of 400 repeated differences between more and fewer customers, 95 % lie within 1.96 errors."""
    rng = np.random.default_rng(1)
    hits = 0
    for _ in range(400):
        busy = rng.gamma(5.0, 0.2, 60)
        came = rng.poisson(100 * busy), rng.poisson(120 * busy)
        chance = (np.clip(1.1 - 0.3 * busy, 0, 1), np.clip(1.0 - 0.3 * busy, 0, 1))
        one, other = (
            weeks(n, np.zeros(60), rng.binomial(n, p), np.zeros(60, int))
            for n, p in zip(came, chance, strict=True)
        )
        found = service_difference(one, other).in_time
        assert found.error is not None
        hits += abs(found.value - TRUE_DIFFERENCE) <= 1.96 * found.error
    assert 0.92 < hits / 400 < 0.98


def _true_difference() -> float:
    busy = np.random.default_rng(0).gamma(5.0, 0.2, 1_000_000)
    shares = ((busy * np.clip(1.1 - 0.3 * busy, 0, 1)), (busy * np.clip(1.0 - 0.3 * busy, 0, 1)))
    return float((shares[0].mean() - shares[1].mean()) / busy.mean())


TRUE_DIFFERENCE = _true_difference()


def test_a_single_week_has_no_error():
    """Nor is it known whether chance made the difference."""
    found = service_difference(weeks([4], [4.0], [2], [0]), weeks([4], [0.0], [4], [0]))
    assert (found.in_time.value, found.in_time.error) == (-0.5, None)
    assert found.in_time.within_noise is None


def test_within_noise_is_two_errors():
    """1.9 errors may be chance, 2.0 are not."""
    assert Difference(-1.9, 1.0).within_noise is True
    assert Difference(2.0, 1.0).within_noise is False


def test_where_nobody_comes_there_is_no_difference():
    """No division by nothing."""
    nobody = weeks([0, 0], [0, 0], [0, 0], [0, 0])
    found = service_difference(nobody, nobody)
    assert (found.in_time.value, found.in_time.error) == (0.0, 0.0)
