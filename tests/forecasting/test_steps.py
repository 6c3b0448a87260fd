"""steps.forecast: from counts to the demand of a week."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, time
from pathlib import Path
from typing import cast

import numpy as np
import pytest

from staffopt import steps
from staffopt.domain.demand import Counts
from staffopt.domain.events import Event
from staffopt.errors import ConfigError, DataError
from staffopt.forecasting.files import override_path
from staffopt.forecasting.gam import Gam
from staffopt.forecasting.past import known_before
from staffopt.forecasting.same_slot_average import SameSlotAverage
from staffopt.forecasting.sister import Sister
from staffopt.inputs.settings import DriverSettings, SisterSettings
from staffopt.inputs.store import Store
from staffopt.inputs.transactions.quality import DataQuality
from staffopt.inputs.transactions.sales import Sales
from staffopt.steps import forecast

NINE = time(9)
UNREAD = cast("DataQuality", None)


@pytest.fixture
def store(always_open):
    """An hourly store with sales under another name, and returns as a tenth of them."""
    return Store(
        folder=Path(),
        name="corner",
        zone="Europe/London",
        currency="GBP",
        opening=always_open,
        roles={},
        people=(),
        slot_minutes=60,
        drivers={
            "returns": DriverSettings(rate_of="tickets", rate=0.1),
            "tickets": DriverSettings(kind="sale"),
        },
        forecasters={"tickets": SameSlotAverage()},
    )


@pytest.fixture
def sales(make_history):
    """20 customers an hour, from 3 January to 22 May 2011."""
    return Sales(make_history(date(2011, 1, 3), 140, lambda _day, _hour: 20), UNREAD)


def test_any_date_of_the_week_names_it(sales, store):
    """A Thursday, or its text, plans the week from Monday with what was known 14 days before."""
    one, other = forecast(sales, store, "2011-05-05"), forecast(sales, store, date(2011, 5, 2))
    assert one.horizon.first == date(2011, 5, 2)
    assert one.as_of == date(2011, 4, 18)
    assert (one.drivers["tickets"].mean == other.drivers["tickets"].mean).all()
    assert one.drivers["tickets"].averages == {"lines": 3.0}


def test_a_later_week_is_forecast_from_what_was_known_before_the_first(make_history, store):
    """The second of two weeks is that week forecast 21 days ahead: means, spread, test.

    Counts that vary by themselves, so that leads differ; corrections of both weeks count.
    """
    chance = np.random.default_rng(1)
    history = make_history(date(2011, 1, 3), 140, lambda _day, _hour: chance.poisson(20))
    sales = Sales(history, UNREAD)
    both = forecast(sales, store, "2011-05-05", weeks=2)
    later = forecast(sales, replace(store, lead_days=21), "2011-05-09")
    assert (both.horizon.first, both.horizon.days) == (date(2011, 5, 2), 14)
    assert both.as_of == later.as_of == date(2011, 4, 18)
    for name, driver in both.drivers.items():
        (own,) = driver.later
        assert own == later.drivers[name].spread
        assert driver.mean[168:].tolist() == later.drivers[name].mean.tolist()
        assert driver.quantiles[0.9][168:].tolist() == later.drivers[name].quantiles[0.9].tolist()
    for ahead in (14, 21):
        assert sum(f"last 8 known weeks, {ahead} days ahead" in note for note in both.notes) == 1


def test_corrections_reach_every_week(sales, store, tmp_path):
    """A file a week: 20 customers are 40 in the first week's Monday noon, 60 in the second's."""
    paths = []
    for day, factor in (("2011-05-02", 2), ("2011-05-09", 3)):
        paths.append(tmp_path / f"{day}.override.csv")
        row = f"tickets,{day},{factor},Ann,fair,2011-04-20"
        paths[-1].write_text(f"driver,start,factor,author,reason,at\n{row}\n")
    found = forecast(sales, store, "2011-05-02", weeks=2, overrides=paths)
    assert found.drivers["tickets"].mean[[12, 36, 180]] == pytest.approx([40, 20, 60])


@pytest.mark.parametrize("weeks", [0, -1, 9])
def test_a_number_of_weeks_that_is_none_is_said(sales, store, weeks):
    """From one week to eight."""
    with pytest.raises(ConfigError, match=f"weeks: found {weeks}; expected .* from 1 to 8"):
        forecast(sales, store, "2011-05-02", weeks=weeks)


@pytest.mark.parametrize("lead", [0, 1, 14])
def test_rows_from_as_of_on_change_nothing(sales, store, lead):
    """Counts and measures from `as_of` on may be anything; the eve may not."""
    store = replace(store, lead_days=lead)
    usual = forecast(sales, store, "2011-05-02")
    slot = sales.counts.horizon.slot(sales.counts.horizon.at(usual.as_of, NINE)) - 9
    for first, same in ((slot, True), (slot - 1, False)):
        counts = _altered(sales.counts, first)
        other = forecast(Sales(counts, sales.quality), store, "2011-05-02")
        for name, driver in usual.drivers.items():
            assert (driver.mean == other.drivers[name].mean).all() == same
            assert (driver.spread == other.drivers[name].spread) == same
        assert (usual.drivers["tickets"].averages == other.drivers["tickets"].averages) == same


def test_factors_and_rates_follow_corrections(sales, store, tmp_path):
    """Sales x 1.5 are 30, corrected to 60 on Tuesday; returns are a tenth of that, then doubled."""
    path = override_path(tmp_path / "2011-05-02.csv")
    path.write_text(
        "driver,start,mean,factor,author,reason,at\n"
        "tickets,2011-05-03,,2,Ann,fair,2011-04-20\n"
        "returns,2011-05-03,,2,Ann,fair,2011-04-20\n"
    )
    drivers = {**store.drivers, "tickets": DriverSettings(kind="sale", factor=1.5)}
    found = forecast(sales, replace(store, drivers=drivers), "2011-05-02", overrides=path)
    monday, tuesday = 0, 24
    assert found.drivers["tickets"].mean[[monday, tuesday]] == pytest.approx([30, 60])
    assert found.drivers["returns"].mean[[monday, tuesday]] == pytest.approx([3, 12])
    assert list(found.drivers) == ["returns", "tickets"]
    assert sum("by Ann" in note for note in found.notes) == 2


def test_events_reach_rates_and_corrections_come_after(sales, store, tmp_path):
    """A fair of 50 % makes 30 of 20, corrected to 60 on Tuesday; returns follow with a tenth of

    it, and of an event of their own twice that. Every effect is noted.
    """
    days = date(2011, 5, 3), date(2011, 5, 4)
    fair = Event("Fair", "fair", *days, effect=0.5)
    recall = Event("Recall", "recall", *days, drivers=("returns",), effect=1.0)
    path = override_path(tmp_path / "2011-05-02.csv")
    path.write_text(
        "driver,start,factor,author,reason,at\ntickets,2011-05-03,2,Ann,fair,2011-04-20\n"
    )
    found = forecast(sales, replace(store, events=(fair, recall)), "2011-05-02", overrides=path)
    noon = slice(12, 96, 24)
    assert found.drivers["tickets"].mean[noon] == pytest.approx([20, 60, 30, 20])
    assert found.drivers["returns"].mean[noon] == pytest.approx([2, 12, 6, 2])
    when = "2011-05-03 to 2011-05-04"
    assert f"tickets: Fair (fair, {when}): +50 %, stated" in found.notes
    assert f"returns: Recall (recall, {when}): +100 %, stated" in found.notes


@pytest.fixture
def as_sister(sales, monkeypatch):
    """Old Street with the sales of this history stands in for whatever sister is named."""
    counts = replace(sales.counts, series={"tickets": sales.counts.series["sales"]})

    def read(_store, as_of):
        return Sister("Old Street", known_before(counts, as_of), level=0.5)

    monkeypatch.setattr(steps, "read_sister", read)


def test_a_store_without_sales_is_forecast_as_its_sister(store, as_sister):
    """Half of her 20 customers an hour; returns are a tenth of that; the note names her."""
    found = forecast(None, replace(store, sister=SisterSettings(store="../old")), "2011-05-02")
    assert found.drivers["tickets"].mean[12] == pytest.approx(10)
    assert found.drivers["returns"].mean[12] == pytest.approx(1)
    assert found.notes == ("tickets: as its sister Old Street times 0.5 (stated)",)


@pytest.mark.parametrize(("weeks", "expected"), [(15, 20), (16, 10)])
def test_a_sister_is_needed_until_the_store_has_its_own_weeks(
    sales, store, as_sister, weeks, expected
):
    """105 days before 18 April are 15 weeks: enough for a store that wants 15, not 16."""
    grown = replace(store, sister=SisterSettings(store="../old", weeks=weeks))
    found = forecast(sales, grown, "2011-05-02")
    assert found.drivers["tickets"].mean[12] == pytest.approx(expected)


def test_nothing_sold_and_no_sister_is_an_error(store):
    """Without either there is nothing to forecast from."""
    with pytest.raises(DataError, match="found nothing known"):
        forecast(None, store, "2011-05-02")


def test_no_corrections_without_a_file(sales, store, tmp_path):
    """A file of corrections that was never written corrects nothing."""
    plain = forecast(sales, store, "2011-05-02")
    other = forecast(sales, store, "2011-05-02", overrides=tmp_path / "none.override.csv")
    assert (plain.drivers["tickets"].mean == other.drivers["tickets"].mean).all()
    assert other.drivers["tickets"].overridden is None


@pytest.mark.parametrize(
    ("week", "found", "instead"),
    [
        ("2011-01-10", "nothing known", "a later week may have them"),
        ("2012-05-07", "last known on 2011-05-22", "the week of 2011-06-06 has them"),
    ],
)
def test_weeks_out_of_reach(sales, store, week, found, instead):
    """A week before the history, or long after it, is refused with the dates and what would do.

    Sunday 22 May and 14 days of lead: planned can be the week of Monday 6 June.
    """
    with pytest.raises(DataError, match=f"found {found}.*; {instead}$"):
        forecast(sales, store, week)
    if "the week of" in instead:
        assert forecast(sales, store, instead.split()[3]).horizon.first == date(2011, 6, 6)


def test_unusual_days_are_noted(sales, store):
    """Whether an open holiday is forecast as an ordinary day or after past ones is said."""
    opening = replace(
        store.opening, holidays={date(2011, 5, 2): "May Day"}, special={date(2011, 5, 4): ()}
    )
    notes = forecast(sales, replace(store, opening=opening), "2011-05-02").notes
    counted, tested = notes[:-2]
    assert counted.startswith("tickets: 50,380 customers counted from")
    assert tested.startswith(
        "tickets: same_slot_average on the last 8 known weeks, 14 days ahead: "
    )
    assert notes[-2:] == (
        "2011-05-02 is May Day: forecast as an ordinary Monday; an override can correct it",
        "2011-05-04 is closed by special hours",
    )
    learnt = replace(store, opening=opening, forecasters={"tickets": Gam()})
    assert forecast(sales, learnt, "2011-05-02").notes[-2] == (
        "2011-05-02 is May Day: forecast after past holidays; an override can correct it"
    )


def _altered(counts: Counts, first: int) -> Counts:
    """The same counts, but for all that lies at a slot or after it."""
    return Counts(
        counts.horizon,
        {name: np.r_[old[:first], old[first:] + 500] for name, old in counts.series.items()},
        counts.known,
        {name: np.r_[old[:first], old[first:] + 9] for name, old in counts.extra.items()},
    )
