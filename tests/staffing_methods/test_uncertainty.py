"""The rates that a demand may have."""

from __future__ import annotations

import numpy as np
import pytest

from staffopt.staffing_methods.uncertainty import rate_factors, two_cases


@pytest.mark.parametrize("variance", [0.0, 0.01, 0.4, 3.7, 25.0])
def test_factors_average_one(variance):
    """Uncertainty changes no mean."""
    assert rate_factors(variance).mean() == pytest.approx(1.0)


def test_their_spread_is_that_of_the_rate():
    """A variance of 0.2 is found again, less what parts hide; a rate that is sure needs one."""
    assert 0.17 < np.var(rate_factors(0.2)) < 0.2
    assert len(rate_factors(0.0)) == 1


def test_two_cases_have_three_moments_of_a_gamma():
    """Mean 1, variance v and third central moment 2 v^2, also where v is large."""
    variance = np.array([0.01, 0.5, 4.0])
    factors, chances = two_cases(variance)
    assert (factors > 0).all()
    moments = [(chances * (factors - 1.0) ** k).sum(axis=1) for k in range(4)]
    assert moments[0] == pytest.approx(np.ones(3))
    assert moments[1] == pytest.approx(np.zeros(3), abs=1e-12)
    assert moments[2] == pytest.approx(variance)
    assert moments[3] == pytest.approx(2 * variance**2)
    assert two_cases(np.zeros(3))[0].shape == (3, 1)
