"""A sister is another store's folder."""

from __future__ import annotations

import shutil
from datetime import date
from pathlib import Path

import pytest

from staffopt.errors import ConfigError, StaffoptError
from staffopt.inputs.read_store import read_store
from staffopt.inputs.sister_store import read_sister

SALES = "ticket,time\n" + "".join(
    f"{k},2026-01-0{5 + k % 2}T{9 + k % 8:02}:10\n" for k in range(32)
)
COLUMNS = "transactions: {source: sales.csv, zone: UTC, columns: {id: ticket, time: time}}\n"


@pytest.fixture
def young(write, tmp_path: Path) -> Path:
    """A store without transactions beside its sister, who has 32 customers on two days."""
    write({"sales.csv": SALES, "events.csv": "name,kind,first\nSale,sale,2026-01-05\n"})
    files = list(tmp_path.iterdir())
    for name in ("old", "young"):
        (tmp_path / name).mkdir()
        for file in files:
            shutil.copy(file, tmp_path / name)
    edit(tmp_path / "old", COLUMNS)
    edit(tmp_path / "young", "sister: {store: ../old, level: 0.5}\n")
    return tmp_path / "young"


def edit(folder: Path, more: str) -> None:
    """Add to a store's file."""
    with (folder / "store.yaml").open("a", encoding="utf-8") as file:
        file.write(more)


def test_her_counts_and_events_come_with_her(young):
    """Known before a date only: on 6 January the 16 customers of the 5th."""
    sister = read_sister(read_store(young), date(2026, 1, 6))
    assert sister is not None
    assert (sister.name, sister.level) == ("old", 0.5)
    assert sister.counts.series["sales"].sum() == 16
    assert [event.name for event in sister.events] == ["Sale"]


def test_no_sister_named_is_none(young):
    """Most stores have none."""
    assert read_sister(read_store(young.parent / "old"), date(2026, 1, 6)) is None


@pytest.mark.parametrize(
    ("sister", "said"),
    [
        ("../young", "another store's folder"),
        ("../nowhere", "sister ../nowhere: ../nowhere: found no folder"),
        ("../fast", "sister ../fast: store.yaml, key 'sister.store': found slots of 5 minutes"),
        ("../mute", "sister ../mute: mute store.yaml, key 'transactions': found nothing"),
        ("../bad", "sister ../bad: store.yaml"),
    ],
)
def test_what_is_wrong_with_her_is_said_with_her_name(young, sister, said):
    """Another folder, a store, with transactions, of the same slots, without mistakes."""
    for name, more in (("fast", f"{COLUMNS}slot_minutes: 5\n"), ("mute", ""), ("bad", "x: 1\n")):
        shutil.copytree(young, young.parent / name)
        shutil.copy(young.parent / "store.yaml", young.parent / name)
        edit(young.parent / name, more)
    text = (young / "store.yaml").read_text("utf-8")
    (young / "store.yaml").write_text(text.replace("../old", sister), "utf-8")
    with pytest.raises(StaffoptError) as caught:
        read_sister(read_store(young), date(2026, 1, 6))
    assert said in str(caught.value).replace(str(young) + "/", "")


def test_a_level_is_a_number_above_nothing(young):
    """The settings are checked like all others, with their place."""
    edit(young.parent / "old", "sister: {level: 0}\n")
    with pytest.raises(ConfigError) as caught:
        read_store(young.parent / "old")
    said = str(caught.value)
    assert "key 'sister.level': found 0; expected greater than 0" in said
    assert "found no 'store'" in said
