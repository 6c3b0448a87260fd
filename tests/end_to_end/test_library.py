"""The library as the design shows it: transactions in, an audited plan out, values all the way."""

from __future__ import annotations

import logging
from dataclasses import FrozenInstanceError, replace
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest

import staffopt as so
from staffopt.domain.explanation import Cell
from staffopt.domain.plan import Progress
from staffopt.formats.plan_file import same_plan, without_pay

DEMOS = {"trade-counter": "2011-11-14", "supermarket": "2017-11-06"}
MOVES = 20_000


def planned(folder: Path, week: str) -> tuple[so.Store, so.Plan]:
    """The first six of the ten lines."""
    store = so.read_store(folder)
    sales = so.read_transactions(store)
    demand = so.forecast(sales, store, week=week)
    need = so.staffing(demand, store)
    return store, so.plan(need, store, iterations=MOVES, seed=1)


def without_reasons(plan: so.Plan) -> tuple[so.Violation, ...]:
    """What an audit says, which looks for no reasons."""
    return tuple(replace(each, why="") for each in plan.violations)


def test_the_ten_lines_run_as_written(
    root: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
):
    """But for shorter budgets; what is read back is what was planned, and audited the same."""
    monkeypatch.chdir(root)
    reports: list[Progress] = []

    store = so.read_store("configs/trade-counter")
    sales = so.read_transactions(store)
    demand = so.forecast(sales, store, week="2011-11-14")
    need = so.staffing(demand, store)
    plan = so.plan(need, store, seconds=1, seed=1, on_progress=reports.append)
    assert plan.cost == sum(plan.costs.values())
    assert 0 <= plan.bound <= plan.cost
    assert plan.gap == (plan.cost - plan.bound) / plan.cost
    assert not any(violation.hard for violation in plan.violations)
    so.write(plan, tmp_path / "2011-11-14")
    for name in ("week.html", "week.xlsx", "week.csv"):
        so.write(plan, tmp_path / name)
        assert (tmp_path / name).stat().st_size > 0
    found = so.audit(so.read_roster(tmp_path / "2011-11-14" / "roster.csv"), store)

    assert found == without_reasons(plan)
    assert same_plan(so.read_plan(tmp_path / "2011-11-14"), without_pay(plan))
    assert reports
    assert all(earlier.seconds <= later.seconds for earlier, later in pairwise(reports))
    assert all(report.cost > 0 for report in reports)
    assert capsys.readouterr() == ("", "")


def test_a_plan_explains_its_cells_with_their_customers(example: Path, example_plan: so.Plan):
    """The history and the forecast are the store's, as in the command; given ones go before."""
    store, shift = so.read_store(example), example_plan.roster.shifts[0]
    need = example_plan.problem.requirement
    at_tills = (block for block in shift.blocks if block.role == "cashier")
    block = next(one for one in at_tills if need.open[need.horizon.slot(one.start)])
    local = example_plan.problem.horizon.local(block.start)
    cell = f"{shift.person_id} {local:%Y-%m-%d %H:%M}"
    told = example_plan.explain(store, cell=cell).answer
    assert isinstance(told, Cell)
    assert [(each.driver, each.counted) for each in told.drivers] == [("sales", "sales")]
    assert told.drivers[0].past
    demand = so.forecast(so.read_transactions(store), store, week=local.date())
    again = example_plan.explain(store, cell=cell, demand=demand).answer
    assert isinstance(again, Cell)
    assert again.drivers == (replace(told.drivers[0], past=()),)


def test_values_are_one_line_at_a_prompt(example: Path, example_plan: so.Plan):
    """A notebook that ends a cell with a plan, a need or a store gets a line, not thousands."""
    store = so.read_store(example)
    sales = so.read_transactions(store)
    demand = so.forecast(sales, store, week="2026-03-25")
    need = so.staffing(demand, store)
    plan = so.stress_tested(example_plan, demand, store, weeks=2)
    week = "2026-03-23 to 2026-03-29: "
    assert repr(store).startswith("<Store shop: 6 people, roles cashier, returns, floor, 18 rules")
    assert repr(sales).startswith("<Sales 2026-01-05 to 2026-03-14: 5,")
    assert repr(demand).startswith(f"<Demand {week}")
    assert "sales: 5,132 customers counted from 2026-01-05 to before 2026-03-09" in demand.notes
    assert repr(need).startswith(f"<Requirement {week}cashier 89.00 h, returns 57.00 h")
    assert repr(plan).startswith(f"<Plan {week}{plan.status}, cost {plan.cost / 100:,.2f} PLN, bou")
    assert repr(plan.roster).startswith(f"<Roster {week}{len(plan.roster.shifts)} shifts of 6 peop")
    assert repr(plan.problem) == f"<Problem {week}6 people, 3 training needs>"
    assert repr(plan.stress_test).startswith(f"<StressTest {week}2 times, cashier ")
    values = (store, sales, demand, need, plan, plan.roster, plan.stress_test)
    assert max(len(repr(value)) for value in values) < 150


def test_scenarios_are_compared(example: Path):
    """The eleventh name of the design: the same week under other rules, side by side."""
    store = so.read_store(example)
    changes = {"rules.min_rest.hours": [11, 12]}
    found = so.compare(store, changes, week="2026-03-25", iterations=1, seeds=(1,), workers=1)
    assert len(found.outcomes) >= 2
    first, second, *_ = str(found).splitlines()
    assert first == f"base: {found.base.cost / 100:,.2f} PLN"
    more = found.difference(found.outcomes[1]) / 100
    assert second.startswith(f"{found.outcomes[1].name}: ")
    assert second.endswith(f" PLN ({more:+,.2f})")
    assert (
        repr(found)
        == "<Comparison shop 2026-03-23: "
        + ", ".join(outcome.name for outcome in found.outcomes)
        + ">"
    )


@pytest.mark.parametrize("name", DEMOS)
def test_a_demo_store_is_planned_legally_and_every_need_is_answered_for(
    root: Path, tmp_path: Path, name: str
):
    """No hard breach, by the audit of the written file too; each need is held or says why not."""
    store, plan = planned(root / "configs" / name, DEMOS[name])
    so.write(plan, tmp_path / "plan")
    found = so.audit(so.read_roster(tmp_path / "plan" / "roster.csv"), store)
    assert not [violation.message for violation in found if violation.hard]
    assert found == without_reasons(plan)

    held = [(s.course_id, person) for s in plan.roster.sessions for person in s.attendees]
    displaced = {(d.need.course_id, d.need.person_id): d.reason for d in plan.roster.displaced}
    needed = {(need.course_id, need.person_id) for need in store.needs}
    assert held
    assert len(set(held)) == len(held)
    assert {*held, *displaced} == needed
    assert not set(held) & set(displaced)
    assert all(reason.strip() for reason in displaced.values())


def test_what_the_library_returns_cannot_be_changed(example_plan: so.Plan, example: Path):
    """Store, requirement, plan and roster are frozen."""
    values = (
        (so.read_store(example), "name"),
        (example_plan, "bound"),
        (example_plan.roster, "shifts"),
        (example_plan.problem.requirement, "roles"),
        (example_plan.roster.shifts[0], "person_id"),
    )
    for value, field in values:
        with pytest.raises(FrozenInstanceError):
            setattr(value, field, None)


def test_the_library_sets_up_no_log(example: Path, example_need: so.Requirement):
    """A plan leaves the handlers and the level of the root log as they were."""
    before = (list(logging.root.handlers), logging.root.level)
    so.plan(example_need, so.read_store(example), iterations=1)
    assert (list(logging.root.handlers), logging.root.level) == before


def test_a_plan_starts_from_a_roster_and_is_no_worse(
    example: Path, example_need: so.Requirement, example_plan: so.Plan
):
    """With no moves left, the roster handed in is what comes out."""
    again = so.plan(example_need, so.read_store(example), iterations=0, start=example_plan.roster)
    assert again.cost <= example_plan.cost


@pytest.mark.parametrize(
    ("budget", "said"),
    [
        ({"seconds": -1.0}, "seconds: found -1.0; expected a number from 0"),
        ({"seconds": float("nan")}, "seconds: found nan"),
        ({"iterations": -5, "seed": -1}, "iterations: found -5.*\nseed: found -1"),
    ],
)
def test_a_budget_that_is_none_is_refused(
    example: Path, example_need: so.Requirement, budget: dict[str, Any], said: str
):
    """In the words of the command line, all at once."""
    with pytest.raises(so.ConfigError, match=said):
        so.plan(example_need, so.read_store(example), **budget)


def test_a_week_that_is_no_date_is_refused(example: Path):
    """A text that names no day is the caller's error, not ours."""
    store = so.read_store(example)
    with pytest.raises(so.ConfigError, match="week: found 'next week'; expected a date"):
        store.week_of("next week")
