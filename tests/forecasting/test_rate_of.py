"""A driver as a rate of another, and what-if factors."""

from __future__ import annotations

import numpy as np
import pytest

from staffopt.domain.demand import DriverDemand
from staffopt.forecasting.quantiles import quantiles
from staffopt.forecasting.rate_of import rate_of, times

SALES = DriverDemand(
    np.array([40.0, 0.0]), quantiles(np.array([40.0, 0.0]), 1.3), "m", 1.3, None, {"lines": 5.0}
)


def test_a_rate_is_taken_slot_by_slot():
    """15 % of 40 sales are 6 returns, as widely spread as 6 of anything with that dispersion."""
    returns = rate_of(SALES, 0.15)
    assert returns.mean == pytest.approx([6.0, 0.0])
    assert returns.quantiles[0.9][0] == quantiles(np.array([6.0]), 1.3)[0.9][0]
    assert returns.averages == {}


def test_twice_the_customers_bring_as_much_each():
    """A factor changes how many come, not what each brings."""
    doubled = times(SALES, 2.0)
    assert doubled.mean == pytest.approx([80.0, 0.0])
    assert doubled.averages == {"lines": 5.0}
    assert doubled.method == "m"
