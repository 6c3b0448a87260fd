"""staffopt check: what a plan would note of rules and packs is told before anything is planned."""

from __future__ import annotations

import gzip
import json
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from shutil import copytree
from types import SimpleNamespace
from typing import cast

import pytest
from click.testing import CliRunner

import staffopt as so
from staffopt.cli.check import _of_rules
from staffopt.cli.group import main
from staffopt.domain.calendar import Horizon
from staffopt.domain.shifts import Activity, Block, PastShift, Shift

WARSAW = Path(__file__).parents[2] / "configs" / "warsaw"
COUNTER = WARSAW.with_name("trade-counter")
TWICE = ("--set", "people.E1.hours_min=20")
SHORTER = ("--set", "rules.pl/daily_rest={hours: 12, reason: our agreement}")


def checked(*options: str) -> str:
    """What the command prints, on one line."""
    result = CliRunner().invoke(main, ["check", str(WARSAW), *options])
    assert result.exit_code == 0, result.output
    return " ".join(result.output.split())


def test_the_same_hours_asked_for_twice_are_noted_as_in_the_plan():
    """Pl/hours_due asks for what is due; who has hours_min beside it would owe an hour twice."""
    note = "Note: pl/hours_due: 1 of 8 people have hours_min as well"
    assert note in checked(*TWICE, "--week", "2026-12-14")
    assert note in checked(*TWICE)
    assert note not in checked()
    said = json.loads(checked(*TWICE, "--json"))["notes"]
    store = so.read_store(WARSAW, changes={"people.E1.hours_min": 20})
    demand = so.read_demand(WARSAW / "demand.csv", store)
    plan = so.plan(so.staffing(demand, store), store, iterations=1, reasons=False)
    assert said == [note for note in plan.notes if note.startswith("pl/")]


def test_the_laws_and_what_the_store_changes_in_them_are_named():
    """As the plan says it, but for the report that there is not yet."""
    text = checked(*SHORTER)
    assert "Law: pl; not modelled:" in text
    assert "points, listed by staffopt rules --pack" in text
    assert "- pl/daily_rest: hours 12 instead of 11 (our agreement)" in text
    assert json.loads(checked("--json"))["packs"][0]["name"] == "pl"


def test_the_week_after_the_past_is_counted_where_the_store_is():
    """A Sunday's shift in Los Angeles ends on Monday in UTC: the next week is the one after it."""
    start = datetime(2026, 6, 14, 16, tzinfo=UTC)
    block = Block(start, start + timedelta(hours=8), Activity.WORK, "till")
    asked: list[date] = []

    def horizon(first: date) -> Horizon:
        asked.append(first)
        return Horizon(first, 7, "America/Los_Angeles")

    store = SimpleNamespace(
        zone="America/Los_Angeles",
        past=(PastShift(Shift("s", "ann", (block,))),),
        week_of=lambda day: day - timedelta(days=day.weekday()),
        horizon=horizon,
        problem=lambda need: need,
        said_before=lambda _: (),
    )
    assert _of_rules(cast("so.Store", store), None) == ()
    assert asked == [date(2026, 6, 15)]


@pytest.fixture
def counter(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The trade counter with ten weeks of invoices, in a folder of its own that one stands in."""
    monkeypatch.chdir(tmp_path)
    folder = tmp_path / "counter"
    copytree(COUNTER, folder)
    source = folder / "transactions.csv.gz"
    with gzip.open(source, "rt", encoding="utf-8") as file:
        head, *rows = file.read().splitlines()
    kept = [row for row in rows if row.startswith(("2011-09", "2011-10"))]
    with gzip.open(source, "wt", encoding="utf-8") as file:
        file.write("\n".join([head, *kept, ""]))
    return folder


def test_stamps_in_another_zone_are_a_warning(counter: Path):
    """A plan of customers nine hours off is worth nothing: it is told with what is odd."""
    said = CliRunner().invoke(
        main, ["check", str(counter), "--set", "transactions.zone=Asia/Tokyo", "--json"]
    )
    found = json.loads(said.output)
    assert "of customers outside the opening hours; " in found["warnings"][0]
    assert not any("h would leave" in line for line in found["data"])


def test_corrections_that_a_plan_would_stop_at_are_faults(counter: Path):
    """A broken override file is told before anything is planned."""
    week = counter.parent / "forecasts" / "trade-counter" / "2011-11-14.override.csv"
    week.parent.mkdir(parents=True)
    week.write_text("driver,start\n", encoding="utf-8")
    found = CliRunner().invoke(main, ["check", str(counter), "--week", "2011-11-14"])
    assert found.exit_code == 2
    assert "2011-11-14.override.csv line 1: found no column 'author'" in found.output


def test_a_type_that_is_not_named_is_told_before_what_it_leads_to(counter: Path):
    """Without sales nothing can be planned; the types that were dropped are named."""
    types = "transactions.kinds.types={return: return}"
    found = CliRunner().invoke(main, ["check", str(counter), "--set", types])
    assert found.exit_code == 2
    assert "key 'transactions.kinds.types': found no sale for the driver 'sales' among" in (
        found.output
    )
    assert "dropped: type not named in kinds.types: type 'sale'" in found.output
