"""A day of demand on which staffing can be checked by hand."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import numpy as np
import pytest

from staffopt.domain.calendar import Horizon
from staffopt.domain.demand import Demand, DriverDemand
from staffopt.domain.spread import Spread
from staffopt.forecasting.quantiles import quantiles

MakeDemand = Callable[..., Demand]


@pytest.fixture
def make_demand() -> MakeDemand:
    """Customers per quarter of an hour from 09:00, open for as many quarters, one day."""

    def make(*customers: float, dispersion: float = 1.0, **averages: float) -> Demand:
        horizon = Horizon(date(2011, 5, 2), 1, "Europe/London", 15)
        mean, is_open = np.zeros(horizon.slots), np.zeros(horizon.slots, bool)
        mean[36 : 36 + len(customers)] = customers
        is_open[36 : 36 + len(customers)] = True
        spread = Spread(day=dispersion - 1.0)
        driver = DriverDemand(mean, quantiles(mean, spread), "given", spread, averages=averages)
        return Demand(horizon, {"sales": driver}, date(2011, 4, 18), is_open)

    return make
