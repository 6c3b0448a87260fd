"""Roles dealt out again: cheaper runs, the same shifts and cover, and a bound that holds."""

from __future__ import annotations

import signal
import sys
import threading
from collections.abc import Callable, Iterator
from dataclasses import replace
from itertools import pairwise, product
from typing import Any

import numpy as np
import pytest
from tests.stores_in_words import store
from tests.worlds import world

from staffopt import planning
from staffopt.auditor import audit
from staffopt.domain.plan import Progress
from staffopt.domain.problem import Problem
from staffopt.domain.requirement import RoleRequirement
from staffopt.domain.roster import Roster
from staffopt.goals.base import Goal
from staffopt.goals.service import Service
from staffopt.goals.task_runs import TaskRuns
from staffopt.planning import plan_problem, rotate_roles
from staffopt.rules.base import Rule
from staffopt.rules.one_shift_a_day import OneShiftADay
from staffopt.rules.role_block import RoleBlock
from staffopt.rules.skill_for_role import SkillForRole
from staffopt.solver.budget import Budget
from staffopt.solver.dealing.grid import grid_of, roster_of
from staffopt.solver.dealing.rotation import Rotation, dealt_out, rotate, stays_of
from staffopt.solver.dealing.table import Table

SKILLS = SkillForRole()
PRICES = {
    "lengths": [
        {"minutes": 0, "price": 3},
        {"minutes": 60, "price": 0},
        {"minutes": 120, "price": 7},
    ],
    "times": [{"times": 1, "price": 4}, {"times": 2, "price": 0}, {"times": 3, "price": 5}],
}
RUNS = TaskRuns.model_validate(
    {"roles": {"cashier": PRICES, "floor": {"lengths": PRICES["lengths"]}}}
)
LONG = ["Ann Mon 09:00-13:00 cashier", "Bo Mon 09:00-13:00 floor", "Cy Mon 09:30-12:30 cashier"]


def cover(problem: Problem, roster: Roster) -> list[list[int]]:
    """People by role and slot."""
    return [roster.cover(role).tolist() for role in problem.roles]


def test_runs_become_cheaper_and_nothing_else_changes() -> None:
    """Four hours at one role become several runs; shifts and cover stay, the bill is audited."""
    problem, roster = store({"days": 1, "roster": LONG})
    before = RUNS.value(problem, roster)
    plan = rotate_roles(problem, roster, [SKILLS], [RUNS], iterations=20_000)
    assert plan.costs == {"task_runs": RUNS.value(problem, plan.roster)}
    assert plan.cost < before
    assert cover(problem, plan.roster) == cover(problem, roster)
    times = [(s.person_id, s.start, s.end) for s in roster.shifts]
    assert [(s.person_id, s.start, s.end) for s in plan.roster.shifts] == times
    assert audit(plan.roster, problem, [SKILLS]) == ()


def test_a_rotation_reports_no_more_often_than_a_plan(monkeypatch: pytest.MonkeyPatch) -> None:
    """Of twelve reports, an eighth of a second apart: the first, each half second, the last."""
    problem, roster = store({"days": 1, "roster": LONG})
    heard: list[Progress] = []

    def often(*args: Any, report: Callable[[Progress], None], **options: Any) -> Rotation:
        for eighth in range(1, 13):
            report(Progress(eighth / 8, eighth, 500_00, 0, "rotation"))
        return rotate(*args, **options)

    monkeypatch.setattr(planning, "rotate", often)
    rotate_roles(problem, roster, [SKILLS], [RUNS], iterations=100, on_progress=heard.append)
    assert [each.iterations for each in heard] == [1, 5, 9, 12]


def cheapest(problem: Problem, roster: Roster, goal: Goal) -> int:
    """The least cost over all deals of two people's roles, tried one by one."""
    grid = grid_of(problem, roster, [SKILLS], goal.stays(problem))
    both = np.flatnonzero((grid.doing >= 0).all(axis=0))
    least = 10**9
    for turned in product([False, True], repeat=len(both)):
        doing = grid.doing.copy()
        swapped = both[np.array(turned)]
        doing[:, swapped] = doing[::-1, swapped]
        least = min(least, goal.value(problem, roster_of(problem, roster, doing)))
    return least


def _halves(draw: np.random.Generator) -> Iterator[str]:
    """Ten half hours from nine, each in a role drawn."""
    clock = [f"{9 + k // 2:02d}:{30 * (k % 2):02d}" for k in range(11)]
    for since, until in pairwise(clock):
        yield f"{draw.choice(['cashier', 'floor'])} {since}-{until}"


@pytest.mark.parametrize("seed", range(4))
def test_the_optimum_is_found_and_proven(seed: int) -> None:
    """Two people, ten half hours, random roles: the least cost of all 1,024 deals, both ways."""
    draw = np.random.default_rng(seed)
    lines = [
        ", ".join([f"{name} Mon 09:00-14:00 returns", *_halves(draw)]) for name in ("Ann", "Bo")
    ]
    problem, roster = store({"days": 1, "slot_minutes": 30, "roster": lines})
    found = rotate(problem, roster, [SKILLS], [RUNS], budget=Budget(moves=5_000))
    assert found.cost == found.bound == cheapest(problem, roster, RUNS)
    assert RUNS.value(problem, found.roster) == found.cost


def test_skills_pins_and_least_blocks_hold() -> None:
    """Whoever may not, or is pinned, keeps their role; no block gets shorter than an hour."""
    rules: list[Rule] = [SKILLS, RoleBlock(least_minutes=60)]
    people = {"Ann": {"roles": ("cashier",)}, "Bo": {}, "Cy": {}, "Di": {}}
    lines = [*LONG, "Di Mon 09:00-13:00 floor"]
    problem, roster = store({"days": 1, "people": people, "roster": lines, "pins": [lines[3]]})
    found = rotate(problem, roster, rules, [RUNS], budget=Budget(moves=20_000))
    assert found.cost < RUNS.value(problem, roster)
    assert audit(found.roster, problem, rules) == ()
    assert [found.roster.shifts[k].blocks for k in (0, 3)] == [
        roster.shifts[k].blocks for k in (0, 3)
    ]


@pytest.mark.parametrize("seed", range(30))
def test_search_and_bill_agree(seed: int) -> None:
    """On random weeks with breaks of whole slots the search's price is the goal's value."""
    each = world(seed)
    short = any(b.minutes % 30 for s in each.roster.shifts for b in s.blocks)
    grid = grid_of(each.problem, each.roster, [], stays_of(each.problem, [RUNS]))
    table = Table(grid, Budget(moves=0), 1, None)
    if not short and not _twice_a_day(each.roster):
        assert table.cost == RUNS.value(each.problem, each.roster)
    assert roster_of(each.problem, each.roster, grid.doing).shifts == each.roster.shifts


def _twice_a_day(roster: Roster) -> bool:
    days = [(s.person_id, roster.horizon.day_of(s.start)) for s in roster.shifts]
    return len(days) > len(set(days))


def test_the_same_moves_give_the_same_roster() -> None:
    """Whatever the threads do first."""
    problem, roster = store({"days": 1, "roster": LONG})
    one, two = (
        rotate(problem, roster, [SKILLS], [RUNS], budget=Budget(moves=3_000), seed=7) for _ in "ab"
    )
    assert one == two


def test_a_plan_is_dealt_out_last() -> None:
    """Six hours in one role cost 12.00 a person; the plan's runs cost less, and the bill agrees."""
    people = {name: {"hours": "0 6 6"} for name in ("Ann", "Bo", "Cy")}
    problem, _ = store({"days": 1, "slot_minutes": 30, "people": people, "open": "09:00-15:00"})
    wanted = {"cashier": 1, "floor": 1, "returns": 1}
    problem = with_need(problem, wanted)
    rules: list[Rule] = [SKILLS, OneShiftADay(), RoleBlock(least_minutes=60)]
    prices = {"lengths": [{"minutes": 0, "price": 0}, {"minutes": 150, "price": 12}]}
    runs = TaskRuns.model_validate({"roles": dict.fromkeys(wanted, prices)})
    plan = plan_problem(problem, rules, [Service(), runs], iterations=20_000)
    assert plan.costs["service"] == 0
    assert plan.costs["task_runs"] == runs.value(problem, plan.roster) == 0


@pytest.mark.skipif(sys.platform == "win32", reason="signals go to the process there")
def test_ctrl_c_keeps_the_roles_as_they_are(monkeypatch: pytest.MonkeyPatch) -> None:
    """Pressed with ten minutes left: both searches end at once and the roster is the old one."""
    problem, roster = store({"days": 1, "roster": LONG})

    pressed = threading.Lock()

    def press(*_: object) -> None:
        if pressed.acquire(blocking=False):
            signal.pthread_kill(threading.main_thread().ident or 0, signal.SIGINT)

    monkeypatch.setattr(Table, "tell", press)
    budget = Budget(seconds=600)
    dealt = dealt_out(problem, roster, [SKILLS], [RUNS], budget=budget, seed=1)
    assert (dealt.roster, dealt.interrupted) == (roster, True)
    assert dealt.runs == RUNS.value(problem, roster)
    assert budget.spent() < 300


def with_need(problem: Problem, wanted: dict[str, int]) -> Problem:
    """The same store, in which every missing person costs 100.00 a slot, and every idle one."""
    is_open = problem.requirement.open
    roles = {}
    for name, number in wanted.items():
        required = np.where(is_open, number, 0).astype(np.int32)
        loss = np.abs(required[:, None] - np.arange(4)).astype(np.int64) * 100_00
        roles[name] = RoleRequirement(required, loss)
    return replace(problem, requirement=replace(problem.requirement, roles=roles))
