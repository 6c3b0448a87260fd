"""What a line is made of, where weeks differ."""

from __future__ import annotations

from datetime import date

import numpy as np
import pytest

from staffopt.domain.calendar import Horizon
from staffopt.domain.demand import Demand, DriverDemand
from staffopt.simulation.queue_role import QueueRole, queue_roles
from staffopt.staffing_methods.erlang_c import ErlangC
from staffopt.staffing_methods.handling import Handling

WEEKS = Horizon(date(2026, 3, 23), 21, "Europe/Warsaw", slot_minutes=60)
"""An hour is missing in the first week."""


def till(*items: float) -> QueueRole:
    """A till whose customers bring so many items by week: 30 s each and 10 s an item."""
    first, *later = ({"items": each} for each in items)
    sales = DriverDemand(np.ones(WEEKS.slots), {}, averages=first, later_averages=tuple(later))
    demand = Demand(WEEKS, {"sales": sales}, WEEKS.first, np.ones(WEEKS.slots, bool))
    method = ErlangC(driver="sales", handling=Handling(seconds=30, per={"items": 10}))
    (role,) = queue_roles(demand, {"till": method}, 1.0, {})
    return role


def test_no_more_are_served_at_a_time_than_the_most():
    """Two tills are two places, however many people are there."""
    sales = DriverDemand(np.ones(WEEKS.slots), {})
    demand = Demand(WEEKS, {"sales": sales}, WEEKS.first, np.ones(WEEKS.slots, bool))
    method = ErlangC(driver="sales", handling=Handling(seconds=30), most=2)
    (role,) = queue_roles(demand, {"till": method}, 1.0, {})
    assert role.places == 2


def test_each_week_has_the_handling_time_of_its_own_averages():
    """Three items take 60 s; six take 90 s, in the second week and, as nothing is said, the third.

    Whoever is twice as slow takes 120 and 180.
    """
    role = till(3, 6)
    assert role.slower is not None
    wanted = np.repeat([60.0, 90.0], [167, 336])
    assert role.service * role.slower == pytest.approx(wanted)
    twice = role.slowed(np.full(WEEKS.slots, 2.0)).slower
    assert twice is not None
    assert role.service * twice == pytest.approx(2 * wanted)


def test_weeks_alike_have_one_handling_time():
    """The same averages said twice change nothing; then only who is there makes it longer."""
    role = till(3, 3)
    assert (role.service, role.slower) == (60.0, None)
    twice = role.slowed(np.full(WEEKS.slots, 2.0)).slower
    assert twice is not None
    assert twice.tolist() == [2.0] * WEEKS.slots
