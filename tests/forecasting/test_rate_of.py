"""A driver as a rate of another, and what-if factors."""

from __future__ import annotations

import numpy as np
import pytest

from staffopt.domain.demand import DriverDemand
from staffopt.domain.spread import Spread
from staffopt.forecasting.quantiles import quantiles
from staffopt.forecasting.rate_of import rate_of, times

SPREAD = Spread(batch=1.4, day=0.3, week=0.1)
SALES = DriverDemand(
    np.array([40.0, 0.0]),
    quantiles(np.array([40.0, 0.0]), SPREAD),
    "m",
    SPREAD,
    None,
    {"lines": 5.0},
)


def test_a_rate_is_taken_slot_by_slot():
    """15 % of 40 sales are 6 returns on days as busy as the sales', their batches thinned."""
    returns = rate_of(SALES, 0.15)
    assert returns.mean == pytest.approx([6.0, 0.0])
    assert returns.spread == Spread(1.0 + 0.15 * 0.4, 0.3, 0.1)
    assert returns.quantiles[0.9][0] == quantiles(np.array([6.0]), returns.spread)[0.9][0]
    assert returns.averages == {}


def test_twice_the_customers_bring_as_much_each():
    """A factor changes how many come, not what each brings."""
    doubled = times(SALES, 2.0)
    assert doubled.mean == pytest.approx([80.0, 0.0])
    assert doubled.averages == {"lines": 5.0}
    assert doubled.method == "m"
    assert doubled.spread == SPREAD
    assert doubled.quantiles[0.9][0] == quantiles(np.array([80.0]), SPREAD)[0.9][0]
