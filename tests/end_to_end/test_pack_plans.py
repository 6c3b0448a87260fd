"""Stores under law packs are planned: every pack by itself, and the stores in configs/."""

from __future__ import annotations

from datetime import time, timedelta
from pathlib import Path

import pytest

import staffopt as so
from made_stores import Wanted, made_store
from staffopt.inputs.findings import Findings
from staffopt.inputs.pack_file import pack_names, read_pack, rules_in
from staffopt.planning import plan_problem
from staffopt.rules import RULES

CONFIGS = Path(__file__).parent.parent.parent / "configs"
FACTS = ("availability", "time_off", "skill_for_role", "one_shift_a_day", "training_held")
WEEKS = {"los-angeles": "2026-10-05", "warsaw": "2026-12-14", "sydney": "2026-09-28"}


@pytest.mark.parametrize("name", pack_names())
def test_a_small_store_is_planned_under_each_pack(name: str) -> None:
    """Four people, whole-hour slots, 100 moves: no hard breach, and search and audit agree."""
    findings = Findings()
    pack = read_pack(name, findings)
    laws = rules_in(pack, findings) if pack else ()
    findings.raise_if_any()
    problem, _, goals = made_store(Wanted(people=4, slot_minutes=60))
    rules = [*(RULES[fact].model_validate({}) for fact in FACTS), *laws]
    plan = plan_problem(problem, rules, goals, iterations=100)
    assert plan.roster.shifts
    assert not [violation for violation in plan.violations if violation.hard]


@pytest.mark.parametrize("name", WEEKS)
def test_a_store_of_configs_is_planned(name: str) -> None:
    """With a budget of 200 moves the plan breaks nothing that its laws forbid."""
    store = so.read_store(CONFIGS / name)
    demand = so.read_demand(CONFIGS / name / "demand.csv", store, week=WEEKS[name])
    plan = so.plan(so.staffing(demand, store), store, iterations=200)
    assert plan.roster.shifts
    assert not [violation for violation in plan.violations if violation.hard]


def test_a_month_in_warsaw_is_planned() -> None:
    """Four weeks at once, three holidays and a Sunday without trade among them: none forbidden."""
    store = so.read_store(CONFIGS / "warsaw", past=CONFIGS / "warsaw" / "november.csv")
    demand = so.read_demand(CONFIGS / "warsaw" / "december.csv", store, "2026-11-30", weeks=4)
    plan = so.plan(so.staffing(demand, store), store, iterations=200)
    worked = {plan.problem.horizon.date_of(shift.start) for shift in plan.roster.shifts}
    assert worked == {day for day in plan.problem.horizon.dates if store.opening.hours(day)}
    assert len(worked) == 28 - 4
    assert not [violation for violation in plan.violations if violation.hard]


def test_the_clocks_of_sydney_change_in_the_planned_week() -> None:
    """Saturday's closing at 20:30 and Sunday's opening at 08:30 are 11 hours apart."""
    horizon = so.read_store(CONFIGS / "sydney").horizon(WEEKS["sydney"])
    saturday, sunday = horizon.dates[5:]
    rest = horizon.at(sunday, time(8, 30)) - horizon.at(saturday, time(20, 30))
    assert rest == timedelta(hours=11)
