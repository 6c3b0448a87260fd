"""Stored forecasts and their corrections, read back."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from staffopt.domain.opening import Opening
from staffopt.errors import ConfigError
from staffopt.inputs.settings import DriverSettings
from staffopt.inputs.store import Store
from staffopt.inputs.stored_forecasts import read_stored

HEAD = "driver,start,mean\n"
SAID = "driver,start,factor,author,reason,at\n"


@pytest.fixture
def store() -> Store:
    """Hourly sales in London."""
    return Store(
        folder=Path(),
        name="corner",
        zone="Europe/London",
        currency="GBP",
        opening=Opening({}),
        roles={},
        people=(),
        slot_minutes=60,
        drivers={"sales": DriverSettings(kind="sale")},
    )


@pytest.fixture
def corner(tmp_path: Path) -> Path:
    """Two weeks: the first corrected; the week after them corrected but never forecast."""
    folder = tmp_path / "corner"
    folder.mkdir()
    for day in ("02", "09"):
        (folder / f"2011-05-{day}.csv").write_text(
            f"{HEAD}sales,2011-05-{day}T09:00:00+01:00,4\ngone,2011-05-{day}T09:00:00+01:00,1\n"
        )
    for day in ("02", "16"):
        row = f"sales,2011-05-{day},2,Ann,fair,2011-04-20\n"
        (folder / f"2011-05-{day}.override.csv").write_text(SAID + row)
    (folder / "notes.csv").write_text("anything\n")
    (folder / "2011-05-03.csv").write_text("no first day of a week\n")
    return folder


def test_weeks_come_in_order_with_what_was_said(corner, store):
    """Slots without a row are NaN; drivers and files that are not the store's are passed over."""
    weeks, notes = read_stored(corner.parent, store, None)
    assert [str(week.horizon.first) for week in weeks] == ["2011-05-02", "2011-05-09"]
    assert [len(week.overrides) for week in weeks] == [1, 0]
    assert weeks[0].expected.keys() == {"sales"}
    assert np.flatnonzero(~np.isnan(weeks[0].expected["sales"])).tolist() == [9]
    assert weeks[0].expected["sales"][9] == 4
    assert notes == ("2011-05-16: corrected, but its forecast was never stored",)


def test_one_week_alone(corner, store):
    """Any date in it names it."""
    weeks, notes = read_stored(corner.parent, store, None, "2011-05-12")
    assert [str(week.horizon.first) for week in weeks] == ["2011-05-09"]
    assert notes == ()


def test_every_mistake_of_every_file_at_once(corner, store):
    """A bad mean in one week, two bad corrections in another: three lines."""
    (corner / "2011-05-09.csv").write_text(f"{HEAD}sales,2011-05-09T09:00:00+01:00,-4\n")
    bad = "sales,2011-05-02,2,,fair,2011-04-20\nsale,2011-05-02,2,Ann,fair,2011-04-20\n"
    (corner / "2011-05-02.override.csv").write_text(SAID + bad)
    with pytest.raises(ConfigError) as caught:
        read_stored(corner.parent, store, None)
    places = sorted(problem.where.split(",")[0] for problem in caught.value.problems)
    assert places == [
        "2011-05-02.override.csv line 2",
        "2011-05-02.override.csv line 3",
        "2011-05-09.csv line 2",
    ]


def test_nothing_stored_is_said(tmp_path, store):
    """Where nothing was ever forecast there is nothing to score."""
    with pytest.raises(ConfigError, match="no stored forecast"):
        read_stored(tmp_path, store, None)
