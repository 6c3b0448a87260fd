"""What every staffing method in the folder promises."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from staffopt.staffing_methods import METHODS

SAMPLES: dict[str, dict[str, Any]] = {
    "erlang_c": {"driver": "sales", "handling": {"seconds": 240}},
    "erlang_a": {"driver": "sales", "handling": {"seconds": 240}, "patience_minutes": 3},
    "rate": {"driver": "sales", "units_per_hour": 9},
    "self_checkout": {"driver": "sales", "handling": {"seconds": 240}, "machines": 12},
    "deferrable": {"driver": "sales", "units_per_hour": 9, "block_minutes": 30, "at_once": 60},
    "around_opening": {"tasks": [{"minutes": 120, "after_opening": 0}]},
    "minimum_crew": {"minimum": 2},
}
every = pytest.mark.parametrize("method", [METHODS[name](**SAMPLES[name]) for name in METHODS])
drawn = settings(
    deadline=None, max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
CUSTOMERS = st.lists(st.floats(0, 60), min_size=3, max_size=3)


@every
@drawn
@given(customers=CUSTOMERS, dispersion=st.floats(1, 5))
def test_losses_are_convex_and_never_rise(method, make_demand, customers, dispersion):
    """For any demand each further person saves something, and no more than the one before."""
    need = method.requirement(make_demand(*customers, dispersion=dispersion), "cashier", 12)
    steps = np.diff(need.loss, axis=1)
    assert need.loss.shape == (96, 13)
    assert (steps <= 0).all()
    assert (np.diff(steps, axis=1) >= 0).all()
    assert (need.loss >= 0).all()


@every
@drawn
@given(customers=CUSTOMERS, more=st.floats(0, 30))
def test_more_customers_never_need_fewer_people(method, make_demand, customers, more):
    """Adding customers to every slot lowers no requirement and no loss of nobody being there."""
    few, many = (
        method.requirement(make_demand(*(c + extra for c in customers)), "cashier", 6)
        for extra in (0.0, more)
    )
    assert (many.required >= few.required).all()
    assert (many.loss[:, 0] + 6 >= few.loss[:, 0]).all()  # losses are rounded person by person


@every
def test_a_closed_store_needs_nobody(method, make_demand):
    """Closed slots need nobody and lose nothing, however few are there."""
    need = method.requirement(make_demand(5, 5), "cashier", 4)
    closed = np.r_[0:36, 38:96]
    assert (need.required[closed] == 0).all()
    assert (need.loss[closed] == 0).all()
    assert (need.required[36:38] > 0).all()
    assert (need.loss[36:38, 0] > 0).all()


@every
def test_below_the_minimum_is_far_dearer(method, make_demand):
    """At 400 an hour each person missing from three costs 100 a quarter of an hour on top."""
    plain = method.model_copy(update={"minimum": 0})
    guarded = method.model_copy(update={"minimum": 3, "missing_price": 400})
    few, more = (m.requirement(make_demand(1), "cashier", 5) for m in (plain, guarded))
    assert more.required[36] == max(3, few.required[36])
    extra = more.loss[36] - few.loss[36]
    assert extra.tolist() == [30_000, 20_000, 10_000, 0, 0, 0]


@every
def test_more_than_the_most_are_of_no_use(method, make_demand):
    """With two places never more than two are required, and a third saves nothing."""
    need = method.model_copy(update={"most": 2, "minimum": 0}).requirement(
        make_demand(50, 50), "cashier", 5
    )
    assert need.required.max() <= 2
    assert (need.loss[36, 2:] == need.loss[36, 2]).all()


@every
def test_crews_come_before_opening_and_stay_after_closing(method, make_demand):
    """Two people from 08:30, 20 minutes (two slots) after closing at 09:30; nobody else's hours."""
    crews = {"opening_minutes": 30, "closing_minutes": 20, "crew": 2, "missing_price": 40}
    need = method.model_copy(update=crews).requirement(make_demand(1, 1), "cashier", 4)
    around = [34, 35, 38, 39]
    assert np.flatnonzero(need.required[np.r_[0:36, 38:96]]).tolist() == [34, 35, 36, 37]
    assert (need.required[around] == 2).all()
    assert need.loss[34].tolist() == [2000, 1000, 0, 0, 0]
    assert need.loss[33].tolist() == [0] * 5


@every
def test_who_comes_while_the_store_is_closed_is_not_served(method, make_demand):
    """Customers in closed slots, which a demand made by hand may hold, need and lose nothing."""
    demand = make_demand(5, 5)
    is_open = demand.open.copy()
    is_open[36] = False
    need = method.requirement(replace(demand, open=is_open), "cashier", 4)
    assert need.required[36] == 0
    assert (need.loss[36] == 0).all()


@every
def test_a_short_break_in_opening_is_bridged_by_the_crew(method, make_demand):
    """Closed for a quarter of an hour between crews of an hour: two people then, and around."""
    demand = make_demand(1, 0, 1)
    is_open = demand.open.copy()
    is_open[37] = False
    crews = {"opening_minutes": 60, "closing_minutes": 60, "crew": 2, "minimum": 0}
    due = method.model_copy(update=crews).crew_due(replace(demand, open=is_open))
    assert due[36:39].tolist() == [0, 2, 0]
    assert np.flatnonzero(due).tolist() == [32, 33, 34, 35, 37, 39, 40, 41, 42]


@pytest.mark.parametrize("kind", METHODS.values())
def test_is_documented(kind):
    """Every method and each of its settings says what it does."""
    assert len(kind.__doc__) > 60
    assert all(field.description for field in kind.model_fields.values())
