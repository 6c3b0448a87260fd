"""Histories made by a rule of date and hour, so that every forecast can be checked by hand."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, time

import numpy as np
import pytest

from staffopt.domain.calendar import Horizon
from staffopt.domain.demand import Counts
from staffopt.domain.opening import Opening

MakeHistory = Callable[..., Counts]


@pytest.fixture
def make_history() -> MakeHistory:
    """Hourly counts over some days: `rule(date, hour)` counted, `known(date, hour)` trusted."""

    def make(
        first: date,
        days: int,
        rule: Callable[[date, int], float],
        known: Callable[[date, int], bool] = lambda _day, _hour: True,
        zone: str = "Europe/London",
    ) -> Counts:
        horizon = Horizon(first, days, zone, 60)
        walls = [horizon.local(horizon.instant(t)) for t in range(horizon.slots)]
        sales = np.array([float(rule(wall.date(), wall.hour)) for wall in walls])
        sure = np.array([known(wall.date(), wall.hour) for wall in walls], bool)
        return Counts(horizon, {"sales": sales}, sure, {"sales.lines": 3.0 * sales})

    return make


@pytest.fixture
def always_open() -> Opening:
    """A store that never closes."""
    return Opening({weekday: ((time(0), time(0)),) for weekday in range(7)})


@pytest.fixture
def shop_hours() -> Opening:
    """Open from 09:00 to 17:00, closed on Sundays."""
    return Opening({weekday: ((time(9), time(17)),) for weekday in range(6)})
