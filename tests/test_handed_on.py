"""A step that was left out is named, with the call that makes what is missing."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import numpy as np
import pytest

import staffopt as so
from staffopt.domain.requirement import RoleRequirement


def refused(step: Any, *args: Any, **options: Any) -> str:
    """What a step says of arguments that are not what it takes."""
    with pytest.raises(so.ConfigError) as caught:
        step(*args, **options)
    return str(caught.value)


def test_a_step_left_out_is_named() -> None:
    """Each step says which value it takes, which one it was handed and what returns it."""
    said = refused(so.plan, 3, "configs/trade-counter")
    assert said.splitlines() == [
        "need: found int; expected the Requirement of so.staffing(demand, store)",
        "store: found str; expected the Store of so.read_store(folder)",
    ]
    assert "expected the Demand of so.forecast(sales, store, week)" in refused(so.staffing, 3, 4)
    assert "expected the Sales of so.read_transactions(store)" in refused(so.score, 3, 4)
    assert refused(so.forecast, 3, 4, week="2011-11-14").count("found int") == 2


def test_a_need_of_another_store_is_refused() -> None:
    """Roles that the store has not, or slots of another clock: no plan of nobody."""
    store = so.read_store("configs/trade-counter")
    horizon = store.horizon("2011-11-14")
    nothing = np.zeros(horizon.slots, np.int32)
    role = RoleRequirement(nothing, np.zeros((len(nothing), 2), np.int64))
    need = so.Requirement(horizon, {"baker": role}, nothing > 0, nothing > 0)
    with pytest.raises(so.DataError, match="need: found a requirement of 'baker'; expected roles"):
        so.plan(need, store, iterations=0)
    elsewhere = replace(need, roles={"floor": role}, horizon=replace(horizon, zone="Asia/Tokyo"))
    with pytest.raises(so.DataError, match="need: found slots of 15 min in Asia/Tokyo"):
        so.plan(elsewhere, store, iterations=0)


def test_a_forecast_may_do_without_sales() -> None:
    """None in place of sales is no step left out; only the store is."""
    said = refused(so.forecast, None, 4, week="2011-11-14")
    assert said == "store: found int; expected the Store of so.read_store(folder)"
