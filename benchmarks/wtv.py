"""The Work Task Variation instances as staffopt problems, and deals of roles back as their files.

Lagerkvist and Rattfeldt, CP 2025: one day; shifts, breaks and other duties are fixed, and so is the
number of people at each task in each slot; who does which task is priced by the lengths and numbers
of runs. The prices are the goal `task_runs`; breaks and other duties are times away from all roles.
"""

from __future__ import annotations

import importlib.util
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from pathlib import Path
from types import ModuleType
from typing import Any

import numpy as np

from staffopt.domain.calendar import Horizon
from staffopt.domain.people import Person
from staffopt.domain.plan import Plan, Progress
from staffopt.domain.problem import Problem
from staffopt.domain.requirement import Requirement, RoleRequirement
from staffopt.domain.roster import Roster
from staffopt.domain.shifts import Activity, Block, Shift
from staffopt.goals import GOALS
from staffopt.goals.base import Goal
from staffopt.planning import rotate_roles
from staffopt.rules import RULES
from staffopt.rules.base import Rule

HOME = Path(__file__).parent / "instances" / "wtv"
FILES = "*.dzn"
SUFFIX = ".csv"
SECONDS = 60
MONEY = 100
"""One point of an instance is one unit of currency."""
CHECKER = Path(__file__).parent / "instances" / "check_wtv.py"
FIRST = date(2026, 11, 2)
SLOT_MINUTES = 15
OUTSIDE = "None"


@dataclass(frozen=True)
class Instance:
    """A file as read: activities with fixed cells alone are `away`, the others are roles.

    `fixed[worker]` has an activity, OUTSIDE or None for a free cell per slot.
    """

    workers: tuple[str, ...]
    roles: tuple[str, ...]
    away: tuple[str, ...]
    slots: int
    fixed: Mapping[str, Sequence[str | None]]
    required: Mapping[str, Sequence[int]]
    run: Mapping[str, Sequence[int]]
    times: Mapping[str, Sequence[int]]


def read(path: Path) -> Instance:
    """An instance file."""
    said = checker().read(path)
    fixed, required = said["fixed"], said["req"]
    cells = [cell for row in fixed.values() for cell in row]
    roles = [name for name in said["act"] if sum(required[name]) > cells.count(name)]
    away = [name for name in said["act"] if name not in roles]
    priced = [name for name in away if any(said["run"][name]) or any(said["freq"][name])]
    held = [name for name in roles if name in cells]
    if priced or held or any(said["freq"][name][0] for name in roles):
        raise ValueError(f"{path}: prices on fixed duties, fixed tasks or no run are not known")
    return Instance(
        workers=tuple(said["res"]),
        roles=tuple(roles),
        away=tuple(away),
        slots=said["n"],
        fixed=fixed,
        required={name: required[name] for name in roles},
        run={name: said["run"][name] for name in roles},
        times={name: said["freq"][name] for name in roles},
    )


def problem(instance: Instance) -> tuple[Problem, list[Rule], list[Goal]]:
    """The instance as facts, rules and goals."""
    horizon = Horizon(FIRST, 1, "UTC", SLOT_MINUTES)
    people = tuple(
        Person(name, name, instance.roles, 0, 24, 24, wage=0) for name in instance.workers
    )
    is_open = np.arange(horizon.slots) < instance.slots
    roles = {}
    for name, need in instance.required.items():
        required = np.zeros(horizon.slots, np.int32)
        required[: instance.slots] = need
        wrong = np.abs(required[:, None] - np.arange(required.max() + 2))
        roles[name] = RoleRequirement(required, wrong.astype(np.int64) * 10_000 * MONEY)
    facts = Problem(Requirement(horizon, roles, is_open, is_open), people)
    goals = [GOALS["service"](), GOALS["task_runs"](roles=_prices(instance))]  # type: ignore[call-arg] # by name
    return facts, [RULES["skill_for_role"]()], goals


def _prices(instance: Instance) -> dict[str, Any]:
    return {
        name: {
            "lengths": [
                {"minutes": SLOT_MINUTES * slots, "price": price}
                for slots, price in enumerate(instance.run[name])
            ],
            "times": [
                {"times": number, "price": price}
                for number, price in enumerate(instance.times[name])
                if number
            ],
        }
        for name in instance.roles
    }


def first_deal(instance: Instance, horizon: Horizon) -> Roster:
    """A roster that meets the cover: slot by slot, people stay where they were if they can."""
    doing = {worker: list(instance.fixed[worker]) for worker in instance.workers}
    for slot in range(instance.slots):
        left = {role: need[slot] for role, need in instance.required.items()}
        waiting = []
        for row in (row for row in doing.values() if row[slot] is None):
            before = row[slot - 1] or OUTSIDE if slot else OUTSIDE
            if left.get(before):
                row[slot] = before
                left[before] -= 1
            else:
                waiting.append(row)
        for row in waiting:
            role = max(left, key=lambda each: left[each])
            row[slot] = role
            left[role] -= 1
    shifts = (_shift(instance, horizon, worker, doing[worker]) for worker in instance.workers)
    return Roster(horizon, tuple(shift for shift in shifts if shift.blocks))


def _shift(instance: Instance, horizon: Horizon, worker: str, row: Sequence[str | None]) -> Shift:
    """A worker's day; breaks and other duties are breaks, paid so that they stay apart."""
    blocks, slot = [], 0
    for activity, cells in groupby(row):
        after = slot + len([*cells])
        start, end = horizon.instant(slot), horizon.instant(after)
        if activity in instance.away:
            paid = activity != instance.away[-1]
            blocks.append(Block(start, end, Activity.BREAK, paid=paid))
        elif activity != OUTSIDE:
            blocks.append(Block(start, end, Activity.WORK, activity))
        slot = after
    return Shift(f"{worker}-{FIRST:%Y%m%d}", worker, tuple(blocks))


def solve(
    instance: Instance,
    *,
    seconds: float | None = None,
    iterations: int | None = None,
    seed: int = 1,
    on_progress: Callable[[Progress], None] | None = None,
) -> Plan:
    """Deal out the tasks; the plan's bound is one on the instance's cost."""
    facts, rules, goals = problem(instance)
    return rotate_roles(
        facts,
        first_deal(instance, facts.horizon),
        rules,
        goals,
        seconds=seconds,
        iterations=iterations,
        seed=seed,
        on_progress=on_progress,
    )


def solution(instance: Instance, roster: Roster) -> str:
    """A line per worker: what they do in every slot."""
    return "".join(
        ",".join([worker, *_cells(instance, roster, worker)]) + "\n" for worker in instance.workers
    )


def _cells(instance: Instance, roster: Roster, worker: str) -> Iterator[str]:
    """A worker's activity by slot: the instance's where it is fixed, else the roster's."""
    horizon = roster.horizon
    works = {
        slot: block.role
        for shift in roster.of(worker)
        for block in shift.of(Activity.WORK)
        for slot in range(horizon.slot(block.start), horizon.slot(block.end))
    }
    for slot, cell in enumerate(instance.fixed[worker]):
        yield cell or works.get(slot) or OUTSIDE


def judge(path: Path, solution_path: Path) -> dict[str, float]:
    """What the checker says of a solution file."""
    told = checker()
    instance = told.read(path)
    rows = [line.strip().split(",") for line in solution_path.read_text().splitlines()]
    violations, cost = told.evaluate(instance, {row[0]: row[1:] for row in rows})
    return {"cost": cost, "violations": violations}


def checker() -> ModuleType:
    """The instances' own reader and judge."""
    spec = importlib.util.spec_from_file_location("check_wtv", CHECKER)
    if spec is None or spec.loader is None:
        raise ImportError(f"{CHECKER} is not there")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module
