"""A cell of the roster traced back to need, customers, past counts and settings."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import numpy as np
import pytest
from tests.explaining.small_week import HORIZON, MISSING, roster, small_week

import staffopt as so
from staffopt import answering
from staffopt.domain.calendar import Horizon
from staffopt.domain.demand import Counts, Demand, DriverDemand
from staffopt.domain.explanation import Cell
from staffopt.domain.plan import Plan, Run
from staffopt.errors import ConfigError
from staffopt.explaining.sentences import sentences
from staffopt.explaining.trace import cell
from staffopt.explaining.week import week_of
from staffopt.inputs.settings import SisterSettings
from staffopt.inputs.store import Store

STORE = """zone: Europe/Berlin
currency: EUR
slot_minutes: 60
opening: {week: {mon: 08:00-16:00}}
drivers: {sales: {kind: sale}}
forecast: {method: seasonal_naive}
roles:
  till:
    method: rate
    driver: sales
    units_per_hour: 30
    price: 40
"""
PEOPLE = "employee_id,name,hours_min,hours_target,hours_max,wage,roles\nann,Ann,0,16,40,20,till\n"
TUESDAY_10 = 24 + 10
WEEK = small_week()
ANN = WEEK.problem.people[0]
RUN = Run(seed=1, iterations=0, seconds=0.0, first_roster_s=0.0)
PLAN = Plan(WEEK.problem, roster(("ann", 1)), {"wages": 16_000}, 0, "nothing", (), RUN)


@pytest.fixture
def store(tmp_path: Path) -> Store:
    (tmp_path / "store.yaml").write_text(STORE, encoding="utf-8")
    (tmp_path / "employees.csv").write_text(PEOPLE, encoding="utf-8")
    return so.read_store(tmp_path)


def _expected() -> Demand:
    """Twelve customers in every hour, forecast on Tuesday 25 February."""
    mean = np.full(HORIZON.slots, 12.0)
    sales = DriverDemand(mean, {0.9: mean + 5}, "seasonal_naive")
    return Demand(HORIZON, {"sales": sales}, date(2025, 2, 25), mean > 0)


def _counted() -> Counts:
    """The four weeks before the plan; each hour's count is its date; 11 February is unknown."""
    horizon = Horizon(HORIZON.first - timedelta(days=28), 28, "Europe/Berlin", 60)
    dates = np.array([horizon.local(horizon.instant(t)).day for t in range(horizon.slots)], float)
    return Counts(horizon, {"sales": dates}, dates != 11)


def test_a_cell_leads_back_to_past_counts_and_to_lines_of_the_store(store: Store) -> None:
    """Of four past Tuesdays one is unknown, and one is the day the forecast was made."""
    found = cell(WEEK, roster(("ann", 1)), store, ANN, TUESDAY_10, _expected(), _counted())
    assert (found.role, found.shift, found.required, found.scheduled) == ("till", "ann-1", 1, 1)
    assert found.worth == MISSING
    (sales,) = found.drivers
    assert (sales.mean, sales.p90, sales.corrected) == (12, 17, False)
    assert [(at.day, count) for at, count in sales.past] == [(18, 18), (4, 4)]
    said = sentences(found, WEEK.problem)
    assert said[:3] == (
        "Roster: Ann is till on Tue 04 Mar 10:00, in shift ann-1.",
        "Need: 1 at till, 1 required.",
        "One fewer there would cost 40.00 EUR in these 60 min.",
    )
    assert said[3] == "Forecast: 12.0 sales expected, P90 17, by seasonal_naive."
    assert said[4].endswith("18 on 18 Feb 2025, 4 on 04 Feb 2025.")
    assert "Setting: store.yaml:11:5, key 'roles.till.units_per_hour' = 30" in said
    assert "Setting: store.yaml:5:11, key 'drivers.sales' = {kind: sale}" in said


def test_settings_are_those_that_hold_and_changes_are_called_so(store: Store) -> None:
    """Of a key that is changed in part the file's line is named, and that it is changed."""
    changes = {"roles.till.units_per_hour": 20, "drivers.sales.factor": 1.5}
    changed = so.read_store(store.folder, changes=changes)
    said = PLAN.explain(changed, cell="Ann tue 10:00").sentences
    assert "Setting: changes, key 'roles.till.units_per_hour' = 20" in said
    sales = "store.yaml:5:11, key 'drivers.sales', with changes = {kind: sale, factor: 1.5}"
    assert f"Setting: {sales}" in said


def test_a_role_that_came_by_a_change_has_its_settings(store: Store) -> None:
    """Its keys are in no file."""
    (store.folder / "store.yaml").write_text(STORE.replace("  till:", "  desk:"), encoding="utf-8")
    (store.folder / "employees.csv").write_text(PEOPLE.replace("till", "desk"), encoding="utf-8")
    till = {"method": "rate", "driver": "sales", "units_per_hour": 20, "price": 40}
    changed = so.read_store(store.folder, changes={"roles.till": till})
    said = PLAN.explain(changed, cell="Ann tue 10:00").sentences
    assert "Setting: changes, key 'roles.till.units_per_hour' = 20" in said


def test_what_is_known_of_customers_is_told_and_no_more(store: Store) -> None:
    """Without a forecast there is no line on customers."""
    found = cell(WEEK, roster(("ann", 1)), store, ANN, TUESDAY_10, None, None)
    assert found.drivers == ()
    hand = replace(_expected().drivers["sales"], overridden=np.ones(HORIZON.slots, bool))
    demand = replace(_expected(), drivers={"sales": hand})
    told = cell(WEEK, roster(("ann", 1)), store, ANN, TUESDAY_10, demand, None)
    assert (told.drivers[0].corrected, told.drivers[0].past) == (True, ())


def test_a_history_that_cannot_be_read_is_a_note(store: Store) -> None:
    """Role and settings are told all the same, and why the customers are not."""
    text = STORE + "transactions: {source: gone.csv, zone: UTC, columns: {time: at}}\n"
    (store.folder / "store.yaml").write_text(text, encoding="utf-8")
    found = PLAN.explain(so.read_store(store.folder), cell="Ann tue 10:00")
    assert found.sentences[0] == "Roster: Ann is till on Tue 04 Mar 10:00, in shift ann-1."
    (note,) = (each for each in found.notes if "customers" in each)
    assert note.startswith("the customers are left out: ")
    assert "gone.csv" in note


def test_a_new_store_has_the_customers_forecast_by_its_sister(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Without transactions of its own."""
    monkeypatch.setattr(answering, "forecast", lambda *_, **__: _expected())
    young = replace(store, sister=SisterSettings(store="older"))
    found = PLAN.explain(young, cell="Ann tue 10:00").answer
    assert isinstance(found, Cell)
    assert [(each.mean, each.past) for each in found.drivers] == [(12, ())]


@pytest.mark.parametrize(
    ("planned_for", "note"),
    [
        (17.0, None),
        (30.0, "the plan was made with another forecast of sales, whose P90 here is 30"),
        (None, "the plan was made without this forecast of sales"),
    ],
)
def test_a_forecast_that_the_plan_never_saw_is_called_so(
    store: Store, planned_for: float | None, note: str | None
) -> None:
    """It was planned for a demand of the user's, or for a requirement, which names none."""
    till = replace(
        WEEK.problem.requirement.roles["till"],
        demand_p90=None if planned_for is None else np.full(HORIZON.slots, planned_for),
    )
    need = replace(WEEK.problem.requirement, roles={"till": till})
    plan = replace(PLAN, problem=replace(WEEK.problem, requirement=need))
    found = plan.explain(store, cell="Ann tue 10:00", demand=_expected())
    assert [each for each in found.notes if "forecast" in each] == ([note] if note else [])


def test_past_counts_are_found_for_a_driver_of_any_name(store: Store) -> None:
    """A history calls its counts sales; the store calls them shoppers."""
    text = STORE.replace("drivers: {sales:", "drivers: {shoppers:").replace(": sales", ": shoppers")
    (store.folder / "store.yaml").write_text(text, encoding="utf-8")
    expected = _expected()
    demand = replace(expected, drivers={"shoppers": expected.drivers["sales"]})
    found = PLAN.explain(
        so.read_store(store.folder), cell="Ann tue 10:00", demand=demand, history=_counted()
    ).answer
    assert isinstance(found, Cell)
    assert [count for each in found.drivers for _, count in each.past] == [18, 4]


def test_a_plan_is_explained_with_those_who_are_hired(store: Store) -> None:
    """Who begins on Wednesday is free before, as the plan had it."""
    (ann,) = store.people
    late = replace(store, people=(replace(ann, hired=date(2025, 3, 5)),))
    (known,) = week_of(PLAN, late).problem.people
    assert [off.span.end.day for off in known.time_off] == [4]


@pytest.mark.parametrize("said", ["", "Ann", "tue 10:00"])
def test_a_cell_is_a_name_a_day_and_a_time(store: Store, said: str) -> None:
    """Anything shorter is refused with an example."""
    with pytest.raises(ConfigError, match="expected a name, a day and a time: Ann tue 10:15"):
        PLAN.explain(store, cell=said)


def test_a_moment_off_duty_is_no_cell(store: Store) -> None:
    """Ann does not work on Monday."""
    with pytest.raises(ConfigError, match="Ann is not there on Mon 03 Mar 10:00"):
        cell(WEEK, roster(("ann", 1)), store, ANN, 10, None, None)
