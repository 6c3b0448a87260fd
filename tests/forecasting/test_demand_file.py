"""Forecasts as files: written, read back, and every way to get one wrong."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, time, timedelta
from pathlib import Path

import numpy as np
import pytest

from staffopt.domain.calendar import Horizon
from staffopt.domain.demand import Demand, DriverDemand
from staffopt.domain.doubt import Doubt, lift_of
from staffopt.domain.opening import Hours, Opening
from staffopt.domain.spread import POISSON, Spread
from staffopt.errors import ConfigError
from staffopt.forecasting.files import demand_path, override_path, write_demand
from staffopt.forecasting.quantiles import quantiles
from staffopt.inputs.demand_file import read_demand
from staffopt.inputs.settings import DriverSettings
from staffopt.inputs.store import Store
from staffopt.simulation.customers import draw_counts
from staffopt.simulation.queue_role import queue_roles
from staffopt.staffing_methods.erlang_c import ErlangC
from staffopt.staffing_methods.handling import Handling

WEEK = Horizon(date(2011, 10, 24), 7, "Europe/London", 60)  # the clocks go back on Sunday
OPENING = Opening({day: ((time(9), time(17)),) for day in (0, 1)} | {6: ((time(0), time(4)),)})
STORE = Store(
    folder=Path(),
    name="corner",
    zone="Europe/London",
    currency="GBP",
    opening=OPENING,
    roles={},
    people=(),
    slot_minutes=60,
    drivers={"sales": DriverSettings(kind="sale"), "returns": DriverSettings(kind="return")},
)


SPREAD = Spread(1.25, 0.04, 0.01)


def demand() -> Demand:
    """Two drivers over a week in which the clocks change."""
    is_open = OPENING.mask(WEEK)
    means = {"sales": np.linspace(1, 30, WEEK.slots), "returns": np.full(WEEK.slots, 1.25)}
    drivers = {}
    for name, spread in (("sales", SPREAD), ("returns", POISSON)):
        mean = np.where(is_open, means[name], 0.0)
        drivers[name] = DriverDemand(mean, quantiles(mean, spread), "m", spread)
    fair = Doubt("fair", WEEK.slot_day == 2, 0.09)
    around = quantiles(drivers["sales"].mean, SPREAD, np.where(fair.slots, 1.09, 1.0))
    drivers["sales"] = replace(drivers["sales"], doubts=(fair,), quantiles=around)
    return Demand(WEEK, drivers, date(2011, 10, 10), is_open)


def test_what_cannot_take_its_place_leaves_nothing(tmp_path):
    """A folder has the name: it stays, and nothing lies beside it."""
    (tmp_path / "week.csv").mkdir()
    with pytest.raises(IsADirectoryError):
        write_demand(demand(), tmp_path / "week.csv")
    assert [path.name for path in tmp_path.iterdir()] == ["week.csv"]


def test_read_back_is_the_same(tmp_path):
    """Means, quantiles and the spread survive, the hour shown twice included."""
    path = demand_path(tmp_path, "corner", WEEK.first)
    write_demand(demand(), path)
    assert path == tmp_path / "corner" / "2011-10-24.csv"
    assert [file.name for file in path.parent.iterdir()] == ["2011-10-24.csv"]
    found = read_demand(path, STORE)
    assert found.horizon == WEEK
    assert found.as_of == date(2011, 10, 10)
    is_open = OPENING.mask(WEEK)
    for name, wrote in demand().drivers.items():
        read = found.drivers[name]
        assert read.mean == pytest.approx(wrote.mean, rel=1e-5)
        assert all((read.quantiles[q] == wrote.quantiles[q]).all() for q in wrote.quantiles)
        assert read.spread == wrote.spread
        assert read.lift == pytest.approx(np.where(is_open, wrote.lift, 1.0))


def test_events_that_leave_nearly_all_open_can_be_read_back(tmp_path):
    """Two that meet may be off five times each, 25.98 together, which the file says is five.

    A program that knows no `events` reads five.
    """
    both = tuple(Doubt(name, WEEK.slot_day == 0, 25.0) for name in ("fair", "sale"))
    wild = demand()
    sales = {"sales": replace(wild.drivers["sales"], doubts=both)}
    path = write_demand(replace(wild, drivers={**wild.drivers, **sales}), tmp_path / "week.csv")
    assert read_demand(path, STORE).drivers["sales"].lift.max() == 26.0**2
    assert read_demand(cut(path, slice(11)), STORE).drivers["sales"].lift.max() == 26.0


def test_events_stay_apart_and_play_the_same(tmp_path):
    """Two fairs of 30 % and a sale that meets both; the same seed draws the same customers."""
    days = [("fair; 100 %", 0, 0), ("fair", 6, 6), ("sale = less", 0, 6)]
    doubts = tuple(
        Doubt(what, (WEEK.slot_day >= first) & (WEEK.slot_day <= last), error**2)
        for (what, first, last), error in zip(days, (0.3, 0.3, 0.125), strict=True)
    )
    means = np.where(OPENING.mask(WEEK), 9.0, 0.0)
    driver = DriverDemand(means, quantiles(means, SPREAD, lift_of(doubts, WEEK.slots)))
    sales = replace(driver, spread=SPREAD, doubts=doubts)
    wrote = Demand(WEEK, {"sales": sales}, date(2011, 10, 10), OPENING.mask(WEEK))
    read = read_demand(write_demand(wrote, tmp_path / "week.csv"), STORE)
    assert [one.what for one in read.drivers["sales"].doubts] == ["sale = less", "fair", days[0][0]]
    till = {"till": ErlangC(driver="sales", handling=Handling(seconds=60))}
    roles = [queue_roles(one, till, 1.0, {})[0] for one in (wrote, read)]
    drawn = [draw_counts(role, WEEK, 40, 1) for role in roles]
    assert (drawn[0] == drawn[1]).all()
    total = [one.drivers["sales"].total_quantile(WEEK, 0.9) for one in (wrote, read)]
    assert total[0] == total[1]


def test_an_event_that_goes_on_is_one_in_both_weeks(tmp_path):
    """The sale of two weeks is off once; errors without a name are each week's own."""
    starts = [WEEK.local(WEEK.instant(slot)).isoformat() for slot in range(2 * WEEK.slots)]
    path = tmp_path / "own.csv"
    lines = ["driver,start,mean,events", *(f"sales,{start},9,sale=0.2" for start in starts)]
    path.write_text("\n".join(lines))
    (sale,) = read_demand(path, STORE, weeks=2).drivers["sales"].doubts
    assert np.unique(np.flatnonzero(sale.slots) // WEEK.slots).tolist() == [0, 1]


def test_columns_and_instants(tmp_path):
    """The columns of design section 7, open slots only, 01:00 on Sunday at both offsets."""
    lines = write_demand(demand(), tmp_path / "week.csv").read_text().splitlines()
    assert lines[0] == "driver,start,mean,p50,p80,p90,p95,batch,day,week,error,events"
    assert lines[1].endswith(",1.25,0.04,0.01,0,")
    assert lines[1].startswith("sales,2011-10-24T09:00:00+01:00,")
    assert sum(line.startswith("sales,2011-10-30T01:00:00+0") for line in lines) == 2
    assert len(lines) == 1 + 2 * (8 + 8 + 5)


def test_a_mean_is_enough(tmp_path):
    """Left-out quantiles are Poisson's; rows of another week and closed hours are passed over."""
    starts = (WEEK.local(WEEK.instant(slot)).isoformat() for slot in range(WEEK.slots + 24))
    path = tmp_path / "own.csv"
    path.write_text("\n".join(["driver,start,mean", *(f"sales,{start},9" for start in starts)]))
    found = read_demand(path, STORE, week="2011-10-26")
    assert found.drivers["sales"].quantiles[0.95][9] == 14
    assert found.drivers["sales"].mean.sum() == 9 * 21
    closed = WEEK.slots - 21
    assert (
        found.notes[1] == f"own.csv: {9 * closed:.1f} customers left out, the store is closed then"
    )


def cut(path: Path, columns: slice) -> Path:
    """Keep some columns of a demand file."""
    rows = (line.split(",") for line in path.read_text().splitlines())
    path.write_text("\n".join(",".join(row[columns]) for row in rows))
    return path


def test_quantiles_alone_are_taken_for_the_days_level(tmp_path):
    """A file without a spread, as written before there was one, varies as widely slot by slot."""
    path = cut(write_demand(demand(), tmp_path / "week.csv"), slice(7))
    sales = read_demand(path, STORE).drivers["sales"]
    assert (sales.quantiles[0.9] == demand().drivers["sales"].quantiles[0.9]).all()
    assert sales.spread.day == pytest.approx(0.04 + 0.25 / 20, rel=0.4)
    assert (sales.spread.batch, sales.spread.week) == (1.0, 0.0)


def test_a_spread_alone_brings_its_quantiles(tmp_path):
    """Means and a spread are enough; a part of it that is left out is Poisson's."""
    path = write_demand(demand(), tmp_path / "week.csv")
    rows = [line.split(",") for line in path.read_text().splitlines()]
    path.write_text("\n".join(",".join((*row[:3], row[8])) for row in rows))
    sales = read_demand(path, STORE).drivers["sales"]
    assert sales.spread == Spread(day=0.04)
    assert (sales.quantiles[0.8] == quantiles(sales.mean, Spread(day=0.04))[0.8]).all()


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("driver,start,mean", "driver,begin,mean", "line 1: found unknown column 'begin'"),
        (
            "sales,2011-10-24T09:00:00+01:00",
            "sale,2011-10-24T09:00:00+01:00",
            "did you mean 'sales'",
        ),
        ("2011-10-24T09:00:00+01:00", "2011-10-24T09:10:00+01:00", "a 60-minute slot"),
        ("2011-10-24T10:00:00+01:00", "2011-10-24T09:00:00+01:00", "a slot that line 2 has too"),
        ("2011-10-24T09:00:00+01:00", "2011-10-24T09:00:00", "line 2, column 'start'"),
        ("sales,2011-10-24T09:00:00+01:00,", "sales,2011-10-24T09:00:00+01:00,-", "column 'mean'"),
        ("sales,2011-10-24T09:00:00+01:00,", "sales,2011-10-24T09:00:00+01:00,x", "column 'mean'"),
        ("2011-10-24T09:00:00+01:00", "2012-10-24T09:00:00+01:00", "an open slot has no row"),
        (",1.25,0.04,0.01", ",1.25,0.05,0.01", "line 3, column 'batch': found another spread"),
        (",1.25,0.04,0.01", ",1.25,0.04,0.05", "week at most as large as day"),
        (",1.25,0.04,0.01", ",0.5,0.04,0.01", "line 2, column 'batch'"),
        (",0.01,0,", ",0.01,0,fair=6", "line 2, column 'events'"),
        (",0.01,0,", ",0.01,0,0.3", "up to 5, as fair=0.3; sale=0.1"),
    ],
)
def test_mistakes_are_placed(tmp_path, old, new, said):
    """Each mistake is found with its line and column, or with its driver and first gap."""
    path = write_demand(demand(), tmp_path / "week.csv")
    path.write_text(path.read_text().replace(old, new, 1))
    with pytest.raises(ConfigError) as caught:
        read_demand(path, STORE)
    assert "week.csv" in str(caught.value)
    assert said in str(caught.value)


@pytest.mark.parametrize("name", ["", ".", "..", ". ."])
def test_a_store_cannot_leave_the_folder(name):
    """A store's name is no way out of the folder of forecasts."""
    assert demand_path("forecasts", name, WEEK.first) == Path("forecasts/store/2011-10-24.csv")


def test_files_that_are_not_there_or_empty(tmp_path):
    """No file, and a file without rows, are said to be so."""
    with pytest.raises(ConfigError, match="found no file"):
        read_demand(tmp_path / "none.csv", STORE)
    (tmp_path / "empty.csv").write_text("driver,start,mean\n")
    with pytest.raises(ConfigError, match="no row in the week of"):
        read_demand(tmp_path / "empty.csv", STORE)
    assert override_path(Path("a/2011-10-24.csv")) == Path("a/2011-10-24.override.csv")


def test_corrections_beside_a_file_win_and_rates_follow(tmp_path):
    """Sales of 9 doubled on Monday are 18, and so are the 9 returns of the file there."""
    starts = [WEEK.local(WEEK.instant(slot)).isoformat() for slot in range(WEEK.slots)]
    rows = [f"{name},{start},9" for name in ("sales", "returns") for start in starts]
    path = tmp_path / "own.csv"
    path.write_text("\n".join(["driver,start,mean", *rows]))
    override_path(path).write_text(
        "driver,start,factor,author,reason,at\nsales,2011-10-24,2,Ann,fair,2011-10-01\n"
    )
    drivers = {**STORE.drivers, "returns": DriverSettings(rate_of="sales", rate=0.05, factor=2)}
    found = read_demand(path, replace(STORE, drivers=drivers), overrides=override_path(path))
    monday, tuesday = 9, 24 + 9
    assert found.drivers["sales"].mean[[monday, tuesday]].tolist() == [18, 9]
    assert found.drivers["returns"].mean[[monday, tuesday]] == pytest.approx([18, 9])
    assert any("by Ann" in note for note in found.notes)
    again = read_demand(write_demand(found, tmp_path / "again.csv"), STORE)
    assert again.drivers["sales"].mean[monday] == 9


def test_several_weeks_keep_the_spreads_of_each(tmp_path):
    """Two weeks in one file, the second with a wider spread; the third is not there, and said."""
    second = replace(WEEK, first=date(2011, 10, 31))
    rows = ["driver,start,mean,day"]
    for week, day in ((WEEK, 0.01), (second, 0.04)):
        starts = [week.local(week.instant(slot)).isoformat() for slot in range(week.slots)]
        rows += [f"sales,{start},9,{day}" for start in starts]
    path = tmp_path / "own.csv"
    path.write_text("\n".join(rows))
    found = read_demand(path, STORE, weeks=2)
    assert (found.horizon.first, found.horizon.days) == (WEEK.first, 14)
    assert found.drivers["sales"].spreads == (Spread(day=0.01), Spread(day=0.04))
    assert found.open.tolist() == (found.drivers["sales"].mean > 0).tolist()
    with pytest.raises(ConfigError, match="no row in the week of 2011-11-07; expected rows of"):
        read_demand(path, STORE, weeks=3)


def test_a_closed_week_has_no_rows_and_needs_none(tmp_path):
    """What was written of an open and a closed week, and of a closed one alone, is read again."""
    both = replace(STORE, opening=replace(OPENING, special=_shut(date(2011, 10, 31))))
    path = write_demand(demand(), tmp_path / "own.csv")
    found = read_demand(path, both, weeks=2)
    sold = np.split(found.drivers["sales"].mean, [WEEK.slots])
    assert sold[0].any()
    assert not sold[1].any()
    closed = replace(STORE, opening=replace(OPENING, special=_shut(WEEK.first)))
    path.write_text("driver,start,mean\n")
    alone = read_demand(path, closed, WEEK.first)
    assert [driver.mean.sum() for driver in alone.drivers.values()] == [0, 0]


def _shut(first: date) -> dict[date, Hours]:
    """A week on which the store is closed."""
    return {first + timedelta(days=k): () for k in range(7)}


def test_equal_errors_of_two_weeks_are_two(tmp_path):
    """Nothing says that it is one event that goes on."""
    slots = range(2 * WEEK.slots)
    starts = [WEEK.local(WEEK.instant(slot)).isoformat() for slot in slots]
    path = tmp_path / "own.csv"
    path.write_text("\n".join(["driver,start,mean,error", *(f"sales,{s},9,0.2" for s in starts)]))
    doubts = read_demand(path, STORE, weeks=2).drivers["sales"].doubts
    assert [np.flatnonzero(doubt.slots)[0] // WEEK.slots for doubt in doubts] == [0, 1]
    assert len({doubt.what for doubt in doubts}) == 2


def test_a_driver_has_rows_in_every_week(tmp_path):
    """Returns in the first week alone leave the second's open slots without a row."""
    second = replace(WEEK, first=date(2011, 10, 31))
    rows = ["driver,start,mean"]
    for week, names in ((WEEK, ("sales", "returns")), (second, ("sales",))):
        starts = [week.local(week.instant(slot)).isoformat() for slot in range(week.slots)]
        rows += [f"{name},{start},9" for name in names for start in starts]
    path = tmp_path / "own.csv"
    path.write_text("\n".join(rows))
    said = "driver 'returns': found 20 open slots have no row, the first at 2011-10-31T09:00"
    with pytest.raises(ConfigError, match=said):
        read_demand(path, STORE, weeks=2)


def test_the_history_goes_by_the_drivers_names(tmp_path, make_history):
    """Sales called tickets: 3 lines each, and a correction copies a day of theirs."""
    starts = [WEEK.local(WEEK.instant(slot)).isoformat() for slot in range(WEEK.slots)]
    path = tmp_path / "own.csv"
    path.write_text("\n".join(["driver,start,mean", *(f"tickets,{start},9" for start in starts)]))
    override_path(path).write_text(
        "driver,start,like,author,reason,at\ntickets,2011-10-24,2011-10-03,Ann,fair,2011-10-04\n"
    )
    store = replace(STORE, drivers={"tickets": DriverSettings(kind="sale")})
    history = make_history(date(2011, 10, 3), 7, lambda _day, _hour: 25)
    found = read_demand(path, store, history=history, overrides=override_path(path))
    assert found.drivers["tickets"].averages == {"lines": 3.0}
    assert found.drivers["tickets"].mean[[9, 24 + 9]] == pytest.approx([25, 9])
