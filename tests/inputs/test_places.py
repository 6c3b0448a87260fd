"""Settings that are found wrong only when customers are there."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import numpy as np
import pytest
from tests.inputs.conftest import STORE, Write

import staffopt as so
from staffopt.domain.demand import Demand, DriverDemand
from staffopt.domain.spread import POISSON
from staffopt.errors import ConfigError
from staffopt.forecasting.quantiles import quantiles

FLOOR = "{method: rate, driver: sales, units_per_hour: 9, measure: items}"


def refused(store: so.Store) -> list[str]:
    """What is said of a store's roles when two customers of nothing known come in each slot."""
    horizon = store.horizon("2026-03-02")
    is_open = store.opening.mask(horizon)
    mean = np.where(is_open, 2.0, 0.0)
    sales = DriverDemand(mean, quantiles(mean, POISSON))
    with pytest.raises(ConfigError) as caught:
        so.staffing(Demand(horizon, {"sales": sales}, date(2026, 2, 16), is_open), store)
    return str(caught.value).splitlines()


@pytest.fixture
def folder(write: Write) -> Path:
    """The small store with two roles whose work is by items."""
    text = STORE.replace("{seconds: 60}", "{per: {items: 3}}")
    return write({"store.yaml": text.replace("{method: minimum_crew, minimum: 1}", FLOOR)})


def test_an_average_that_nobody_knows_is_told_with_its_line(folder: Path):
    """Both roles at once, each where its key stands, or the nearest key above."""
    missing = "found no average of 'items' in the history; expected"
    assert refused(so.read_store(folder)) == [
        f"store.yaml:8:46, key 'roles.cashier.handling.averages.items': {missing} a number",
        f"store.yaml:9:59, key 'roles.floor.measure': {missing} an `average`",
    ]


def test_a_changed_key_is_told_as_a_change(folder: Path):
    """What --set made of the store stands on no line."""
    found = refused(so.read_store(folder, {"roles.floor.measure": "lines"}))
    assert any(each.startswith("changes, key 'roles.floor.measure': found") for each in found)


def test_without_a_file_the_key_alone_is_told(folder: Path):
    """A store whose folder is gone, or that never had one."""
    store = so.read_store(folder)
    (folder / "store.yaml").unlink()
    assert any(each.startswith("roles.floor.measure: found no average") for each in refused(store))
