"""Weeks in which little can be done end with a plan that says what is not met."""

from __future__ import annotations

import csv
import json
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from tests.end_to_end.conftest import PLANNED, WEEK, Command
from tests.end_to_end.spoiling import edit, put

import staffopt as so

HEAD = "employee_id,name,hours_min,hours_target,hours_max,wage,roles,tags\n"

Summary = dict[str, Any]
Planned = Callable[[], Summary]


@pytest.fixture
def planned(desk: Path, staffopt: Command) -> Planned:
    """Plan the store on the desk with few moves; the summary as scripts read it."""

    def run() -> Summary:
        result = staffopt(*f"plan shop --week {WEEK} --iterations 2000 --json".split())
        assert result.exit_code == 0, result.output
        said: Summary = json.loads(result.stdout)
        return said

    return run


def rows(name: str) -> list[dict[str, str]]:
    """Return the rows of a file of the plan."""
    with (PLANNED / name).open(encoding="utf-8", newline="") as handle:
        return list(csv.DictReader(handle))


def broken(said: Summary, rule: str) -> list[str]:
    """Return what a summary says of one rule; nothing in it is hard."""
    assert not [one for one in said["violations"] if one["hard"]]
    return [one["message"] for one in said["violations"] if one["rule"] == rule]


def test_nobody_can_work_on_saturday(desk: Path, planned: Planned):
    """Saturday is planned empty, at the price of nobody in charge; the page of cover shows it."""
    days = ("mon", "tue", "wed", "thu", "fri")
    free = "".join(f"E{n},{day},08:00,21:00\n" for n in range(1, 7) for day in days)
    put("shop/availability.csv", f"employee_id,weekday,from,to\n{free}")(desk)
    said = planned()
    assert said["status"] == "unmet"
    saturday = [one for one in broken(said, "someone_in_charge") if "Sat 28 Mar" in one]
    assert saturday == ["1 of 1 with the tag 'manager' missing from Sat 28 Mar 10:00 to 16:00"]
    covered = [row for row in rows("coverage.csv") if row["start"].startswith("2026-03-28")]
    assert any(int(row["required"]) > 0 for row in covered)
    assert {row["scheduled"] for row in covered} == {"0"}
    assert not [row for row in rows("shifts.csv") if row["date"] == "2026-03-28"]


def test_everybody_is_away(desk: Path, planned: Planned, staffopt: Command):
    """No shift and no hard breach; leave counts as hours; what is missed is named."""
    away = "".join(f"E{n},2026-03-16,2026-04-05,leave\n" for n in range(1, 7))
    put("shop/time_off.csv", f"employee_id,start,end,reason\n{away}")(desk)
    said = planned()
    assert rows("shifts.csv") == []
    assert broken(said, "contract_hours") == []
    assert len(broken(said, "someone_in_charge")) == 6
    assert len(broken(said, "training_held")) == 3
    displaced = [row for row in rows("training.csv") if row["status"] == "displaced"]
    assert {row["employee_id"] for row in displaced} == {"E4", "E5", "E6"}
    assert all("not on duty" in row["reason"] for row in displaced)
    audit = staffopt("audit", f"{PLANNED}/roster.csv", "--store", "shop", "--json")
    unexplained = [{**each, "why": ""} for each in said["violations"]]
    assert json.loads(audit.stdout)["violations"] == unexplained


def test_the_store_is_closed_all_week(desk: Path, planned: Planned):
    """Special hours close every day: nobody comes, and the plan says that it is closed."""
    closed = "".join(f"    2026-03-{day}: closed\n" for day in range(23, 30))
    edit("store.yaml", "    2026-04-04: 10:00-14:00\n", closed)(desk)
    said = planned()
    assert rows("shifts.csv") == []
    assert said["costs"]["service"] == 0
    assert said["costs"]["wages"] == 0
    notes = so.read_plan(PLANNED).notes
    assert "the store is closed all days from 2026-03-23 to 2026-03-29" in notes


def test_one_person_runs_the_shop(desk: Path, planned: Planned):
    """Within their hours and days; the rest is lost service, not a breach."""
    put("shop/employees.csv", f"{HEAD}E1,Anna,36,40,44,42.00,cashier;returns;floor,manager\n")(desk)
    for name in ("past_roster", "availability", "preferences", "time_off", "training_needs"):
        (desk / "shop" / f"{name}.csv").unlink()
    said = planned()
    assert broken(said, "contract_hours") == []
    paid = sum(int(row["paid_minutes"]) for row in rows("shifts.csv"))
    assert 36 * 60 <= paid <= 44 * 60
    assert {row["employee_id"] for row in rows("roster.csv")} == {"E1"}
    assert said["costs"]["service"] > 0


def test_a_store_without_courses(desk: Path, planned: Planned):
    """Nothing is held, nothing is displaced."""
    for name in ("courses.yaml", "training_needs.csv"):
        (desk / "shop" / name).unlink()
    said = planned()
    assert rows("training.csv") == []
    assert "training_held" not in said["costs"]


def test_a_need_that_nobody_can_teach_this_week_is_displaced(desk: Path, planned: Planned):
    """All managers are away: the course that they give says so, the module on a screen is held."""
    away = "".join(f"E{n},2026-03-23,2026-03-29,leave\n" for n in (1, 2, 3))
    put("shop/time_off.csv", f"employee_id,start,end,reason\n{away}")(desk)
    said = planned()
    assert len(broken(said, "training_held")) >= 1
    training = {row["employee_id"]: row for row in rows("training.csv")}
    assert training["E5"]["status"] == "displaced"
    assert training["E5"]["reason"] == "no trainer is free when Ewa Example is"


def test_nothing_is_required(example: Path, example_need: so.Requirement):
    """With no need and no price on anything but wages, no contract is exceeded."""
    quiet = {
        role: replace(
            need,
            required=np.zeros_like(need.required),
            loss=np.zeros_like(need.loss),
            service_level=None,
        )
        for role, need in example_need.roles.items()
    }
    store = so.read_store(example)
    plan = so.plan(replace(example_need, roles=quiet), store, iterations=2000)
    assert plan.costs["service"] == 0
    assert not [violation for violation in plan.violations if violation.hard]


def test_an_impossible_rule_empties_the_roster(desk: Path, staffopt: Command):
    """Shifts of twenty hours under a day of eight: nobody can work, and the plan says so."""
    lengths = "least_hours=20", "most_hours=24"
    changes = [part for one in lengths for part in ("--set", f"rules.shift_length.{one}")]
    command = f"plan shop --week {WEEK} --iterations 1 --json"
    result = staffopt(*command.split(), *changes)
    assert result.exit_code == 0, result.output
    assert rows("shifts.csv") == []
    assert len(broken(json.loads(result.stdout), "contract_hours")) == 6
