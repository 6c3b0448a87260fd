"""A step that was left out is named, with the call that makes what is missing."""

from __future__ import annotations

from typing import Any

import pytest

import staffopt as so


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


def test_a_forecast_may_do_without_sales() -> None:
    """None in place of sales is no step left out; only the store is."""
    said = refused(so.forecast, None, 4, week="2011-11-14")
    assert said == "store: found int; expected the Store of so.read_store(folder)"
