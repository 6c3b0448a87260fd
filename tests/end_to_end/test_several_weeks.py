"""Two weeks planned at once on the store that init writes, through every command."""

from __future__ import annotations

import csv
import json
import shutil
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

import staffopt as so
from staffopt.cli import main

WEEK = "2026-03-25"
PLANNED = Path("plans/shop/2026-03-23")


def run(*args: str) -> Result:
    """Run a command."""
    return CliRunner().invoke(main, args, catch_exceptions=False)


@pytest.fixture(scope="module")
def said(example: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[str, Any]]:
    """What `plan --json` says, in a folder with the store in `shop` and the plan."""
    folder = tmp_path_factory.mktemp("fortnight")
    shutil.copytree(example, folder / "shop")
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(folder)
        budget = ("--iterations", "500", "--seed", "1", "--stress-weeks", "5", "--json")
        result = run("plan", "shop", "--week", WEEK, "--weeks", "2", *budget)
        assert result.exit_code == 0, result.stderr
        yield json.loads(result.stdout)


def test_both_weeks_are_planned_and_the_audit_agrees(said):
    """Shifts in each of the weeks, no hard breach, and the table read back costs the same."""
    with (PLANNED / "shifts.csv").open() as file:
        days = {date.fromisoformat(row["date"]) for row in csv.DictReader(file)}
    weeks = {day - timedelta(days=day.weekday()) for day in days}
    assert weeks == {date(2026, 3, 23), date(2026, 3, 30)}
    assert not any(one["hard"] for one in said["violations"])
    audit = json.loads(run("audit", str(PLANNED), "--store", "shop", "--json").stdout)
    assert audit["cost"] == said["cost"]


def test_the_digest_goes_on_after_the_last_week(said):
    """Everybody's balances are those of the day after the second Sunday, with both weeks' hours."""
    with (PLANNED / "employee_history.csv").open() as file:
        rows = list(csv.DictReader(file))
    assert {row["as_of"] for row in rows} == {"2026-04-06"}
    for row in rows:
        assert {"2026-03-23", "2026-03-30"} <= {
            week.partition("=")[0] for week in row["week_minutes"].split(";")
        }


def test_page_and_workbook_go_week_by_week(said):
    """The page has a table a week, the workbook a sheet a week and a sheet a day."""
    from openpyxl import load_workbook

    page = (PLANNED / "report.html").read_text(encoding="utf-8")
    assert "23\u201329 March 2026" in page
    assert "30 March \u2013 5 April 2026" in page
    names = load_workbook(PLANNED / "roster.xlsx").sheetnames
    assert names[:2] == ["Week 1", "Week 2"]
    assert {"Mon 23 Mar", "Sat 4 Apr"} < set(names)


def test_a_finished_fortnight_is_played_and_traced(said):
    """The same customers as in the plan; a cell of the second week leads to its forecast."""
    played = run("simulate", str(PLANNED), "--store", "shop", "--weeks", "5", "--json")
    customers = json.loads(played.stdout)["roles"]["cashier"]["customers"]
    assert customers == pytest.approx(said["stress_test"]["roles"]["cashier"]["customers"])
    plan = so.read_plan(PLANNED)
    horizon = plan.problem.horizon
    late = (shift for shift in plan.roster.shifts if horizon.day_of(shift.start) >= 7)
    block = next(b for shift in late for b in shift.blocks if b.role == "cashier")
    person = next(s.person_id for s in plan.roster.shifts if block in s.blocks)
    cell = f"{person} {horizon.local(block.start):%Y-%m-%d %H:%M}"
    traced = run("explain", str(PLANNED), "--store", "shop", "--cell", cell)
    assert "Transactions: sales at that time:" in traced.stdout


def test_a_published_fortnight_is_kept_by_the_week_after_it(said):
    """Both weeks join the past roster; the third, planned with it and the digest, is legal."""
    shutil.copytree("shop", "later")
    result = run("publish", str(PLANNED), "--store", "later", "--late", "--json")
    assert result.exit_code == 0, result.stderr
    shutil.copy(PLANNED / "employee_history.csv", "later")
    store = so.read_store("later")
    days = [past.shift.start.date() for past in store.past]
    assert {13, 14} <= {day.isocalendar().week for day in days}
    demand = so.forecast(so.read_transactions(store), store, "2026-04-06")
    plan = so.plan(so.staffing(demand, store), store, iterations=1, seed=1)
    assert not [violation.message for violation in plan.violations if violation.hard]


@pytest.mark.parametrize("weeks", ["0", "9"])
def test_more_weeks_than_can_be_planned_are_bad_input(said, weeks):
    """Said before the search begins."""
    result = run("plan", "shop", "--week", WEEK, "--weeks", weeks)
    assert result.exit_code == 2
    assert f"weeks: found {weeks}; expected a number of weeks from 1 to 8" in result.stderr
