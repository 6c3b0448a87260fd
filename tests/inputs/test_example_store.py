"""`staffopt init` writes a store that works."""

from __future__ import annotations

from pathlib import Path

import pytest

from staffopt.errors import ConfigError
from staffopt.inputs.example_store import write_example_store
from staffopt.inputs.plausibility import plausibility
from staffopt.inputs.read_store import read_store
from staffopt.inputs.transactions import read_transactions
from staffopt.steps import forecast, staffing


def test_the_example_store_reads_forecasts_and_looks_right(tmp_path: Path):
    """It is valid, its tickets give a requirement for the week it names, and nothing looks odd."""
    written = write_example_store(tmp_path / "new")
    assert {"store.yaml", "employees.csv", "transactions.csv"} <= {path.name for path in written}
    store = read_store(tmp_path / "new")
    assert store.transactions is not None
    sales = read_transactions(store.transactions, store.folder, store.zone, store.opening)
    need = staffing(forecast(sales, store, "2026-03-23"), store)
    hours = sum(role.required.sum() for role in need.roles.values()) / 4
    assert 140 < hours < 240
    assert plausibility(store, need) == ()
    assert store.name == "new"
    assert not [line for line in sales.quality.lines() if "closed" in line]


@pytest.mark.parametrize("folder", ["2026", "my store!", "true"])
def test_a_folder_whose_name_would_not_do_gets_another(tmp_path: Path, folder: str):
    """A number, an exclamation mark, what YAML takes for a truth: the store is a corner-shop."""
    write_example_store(tmp_path / folder)
    assert read_store(tmp_path / folder).name == "corner-shop"


def test_nothing_is_overwritten(tmp_path: Path):
    """A folder that holds anything is left as it is."""
    (tmp_path / "mine.txt").write_text("mine")
    with pytest.raises(ConfigError, match="a new or empty folder"):
        write_example_store(tmp_path)
    assert [path.name for path in tmp_path.iterdir()] == ["mine.txt"]


def test_it_is_the_same_every_time(tmp_path: Path):
    """Two stores hold the same bytes."""
    one, two = (write_example_store(tmp_path / folder / "shop") for folder in "ab")
    assert [path.read_bytes() for path in one] == [path.read_bytes() for path in two]
