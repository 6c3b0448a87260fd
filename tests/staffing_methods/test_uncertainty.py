"""The rates that a demand may have."""

from __future__ import annotations

import numpy as np
import pytest

from staffopt.staffing_methods.uncertainty import rate_factors


@pytest.mark.parametrize("dispersion", [1.0, 1.01, 1.4, 4.7, 26.0])
def test_factors_average_one(dispersion):
    """Uncertainty changes no mean."""
    assert rate_factors(dispersion).mean() == pytest.approx(1.0)


def test_their_spread_is_that_of_the_rate():
    """A dispersion of 1.2 is a rate variance of 0.2 of the mean squared, less what parts hide."""
    factors = rate_factors(1.2)
    assert 0.17 < np.var(factors) < 0.2
    assert len(rate_factors(1.0)) == 1
