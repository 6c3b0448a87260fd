"""MASP instances (Qu & Curtois 2020) as staffopt problems, and rosters back as their solutions.

A store that never closes: demand per quarter hour and task from 06:00 of the first day to 06:00 of
the day after the last, shifts of 6 to 10 hours over midnight, several tasks in a shift. Every rule
is a rule of the product and cover is its loss table: MISSING a missing quarter hour, the square of
what is too much. The instances carry no licence and are not here; WHERE says where they are.
"""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, time
from itertools import groupby
from pathlib import Path
from xml.sax.saxutils import quoteattr

import numpy as np

from staffopt.domain.calendar import Horizon
from staffopt.domain.people import Person
from staffopt.domain.problem import Problem, ShiftGrid
from staffopt.domain.requirement import Requirement, RoleRequirement
from staffopt.domain.roster import Roster
from staffopt.domain.shifts import Activity, Shift
from staffopt.goals import GOALS
from staffopt.goals.base import Goal
from staffopt.rules import RULES
from staffopt.rules.base import Rule

FILES = "*_*_*_*.txt"
SUFFIX = ".xml"
WHERE = (
    "name MASP files, or a folder of them with --instances DIR; "
    "the retail page of schedulingbenchmarks.org has them"
)
CHECKER = Path(__file__).resolve().parent / "instances" / "masp" / "check_masp.py"
FIRST = date(2026, 6, 1)
MONEY = 100
"""One point of penalty is one unit of currency."""
MISSING = 10_000
"""Points for each missing person and quarter hour."""
SHORT = 4 * MISSING
"""Points for each hour below somebody's least, which the set does not allow."""
DAY = 96
BEGINS = 24
"""Quarter hours from midnight of the first day to the first period."""
STARTS = ((0, 0), (6, 10), (14, 18), (20, 23.75))
"""Hours of the clock in which shifts start, both ends included."""
LENGTHS = tuple(range(360, 601, 15))


@dataclass
class Instance:
    """One file: staff as (id, least, most minutes), cover as (period, task) -> (least, most)."""

    name: str
    days: int = 0
    tasks: int = 0
    staff: list[tuple[str, int, int]] = field(default_factory=list)
    cover: dict[tuple[int, int], tuple[int, int]] = field(default_factory=dict)

    @property
    def slack_bound(self) -> int:
        """No roster that keeps everybody's least hours has less penalty.

        Hours above all that is wanted are over-cover; spread evenly their squares are least.
        """
        minutes = sum(-(-least // 15) for _, least, _ in self.staff)
        over = max(minutes - sum(most for _, most in self.cover.values()), 0)
        each, more = divmod(over, max(len(self.cover), 1))
        return (len(self.cover) - more) * each**2 + more * (each + 1) ** 2


def read(path: Path) -> Instance:
    """An instance file."""
    found = Instance(path.stem)
    section = ""
    for line in path.read_text().splitlines():
        text = line.strip()
        if not text or text.startswith("#"):
            continue
        cells = text.split(",")
        if text.startswith("SECTION_"):
            section = text
        elif section == "SECTION_HORIZON":
            found.days = int(cells[0])
        elif section == "SECTION_TASKS":
            found.tasks = int(cells[0])
        elif section == "SECTION_STAFF":
            found.staff.append((cells[0], int(cells[1]), int(cells[2])))
        elif section == "SECTION_COVER":
            hour, minute = cells[1].split("-")[0].split(":")
            period = (int(cells[0]) - 1) * DAY + int(hour) * 4 + int(minute) // 15 - BEGINS
            found.cover[period, int(cells[2])] = (int(cells[3]), int(cells[4]))
    if not (found.days and found.tasks and found.staff):
        raise SystemExit(f"{path}: no MASP instance; {WHERE}")
    return found


def problem(instance: Instance) -> tuple[Problem, list[Rule], list[Goal]]:
    """The instance as facts, rules and goals; its days and nights lie on one date more."""
    horizon = Horizon(FIRST, instance.days + 1, "UTC")
    tasks = tuple(str(task) for task in range(1, instance.tasks + 1))
    week = 7 / horizon.days / 60
    people = tuple(
        Person(name, name, tasks, least * week, most * week, most * week, 0)
        for name, least, most in instance.staff
    )
    facts = Problem(_requirement(instance, horizon, tasks), people, grid=ShiftGrid(lengths=LENGTHS))
    return facts, _rules(), [GOALS["service"]()]


def _requirement(instance: Instance, horizon: Horizon, tasks: tuple[str, ...]) -> Requirement:
    staffed = np.zeros(horizon.slots, bool)
    staffed[BEGINS : BEGINS + DAY * instance.days] = True
    people = np.arange(len(instance.staff) + 2)
    roles = {}
    for task in tasks:
        least, most = np.zeros((2, horizon.slots), np.int64)
        for (period, number), limits in instance.cover.items():
            if number == int(task):
                least[period + BEGINS], most[period + BEGINS] = limits
        missing = np.maximum(least[:, None] - people, 0)
        over = np.maximum(people - most[:, None], 0)
        loss = MONEY * (MISSING * missing + over**2)
        roles[task] = RoleRequirement(least.astype(np.int32), loss.astype(np.int64))
    return Requirement(horizon, roles, staffed, staffed)


def _rules() -> list[Rule]:
    windows = [{"since": _clock(since), "until": _clock(until)} for since, until in STARTS]
    rules: dict[str, dict[str, object]] = {
        "skill_for_role": {},
        "one_shift_a_day": {},
        "shift_starts": {"windows": windows},
        "shift_length": {"least_hours": 6, "most_hours": 10},
        "role_block": {"least_minutes": 60},
        "min_rest": {"hours": 14},
        "days_in_a_row": {"most_days": 5},
        "contract_hours": {"balance": "plan", "short_price": SHORT, "overtime": 1},
    }
    return [RULES[name].model_validate(settings) for name, settings in rules.items()]


def _clock(hours: float) -> time:
    return time(int(hours), round(hours % 1 * 60))


def solution(instance: Instance, roster: Roster) -> str:
    """A roster as the XML that the checker reads."""
    lines = ["<Solution>", f"<Penalty>{penalty(instance, roster)}</Penalty>"]
    for name, _, _ in instance.staff:
        lines.append(f"<Employee ID={quoteattr(name)}>")
        for shift in roster.of(name):
            local = roster.horizon.local(shift.start)
            day = roster.horizon.day_of(shift.start)
            lines.append(f"<Shift><Day>{day}</Day><Start>{local:%H:%M:%S}</Start>")
            for task, minutes in _stays(shift):
                lines.append(f"<Task><ID>{task}</ID><Length>{minutes}</Length></Task>")
            lines.append("</Shift>")
        lines.append("</Employee>")
    return "\n".join([*lines, "</Solution>", ""])


def _stays(shift: Shift) -> Iterator[tuple[str | None, int]]:
    """The tasks of a shift in order, with their minutes."""
    for task, blocks in groupby(shift.of(Activity.WORK), lambda block: block.role):
        yield task, sum(block.minutes for block in blocks)


def penalty(instance: Instance, roster: Roster) -> int:
    """The squares of what is too much."""
    total = 0
    for task in range(1, instance.tasks + 1):
        there = roster.cover(str(task))
        for (period, number), (_, most) in instance.cover.items():
            if number == task:
                total += max(0, int(there[period + BEGINS]) - most) ** 2
    return total


ASK = """
import importlib.util, json, sys
spec = importlib.util.spec_from_file_location("checker", sys.argv[1])
checker = importlib.util.module_from_spec(spec)
spec.loader.exec_module(checker)
instance = checker.read(sys.argv[2])
stated, roster = checker.load_sol(sys.argv[3])
breaches, penalty = checker.evaluate(instance, roster)
hard = [str(each) for each in breaches if each[0] != "under"]
missing = sum(each[3] - each[2] for each in breaches if each[0] == "under")
print(json.dumps([len(hard), missing, penalty, stated, "; ".join(hard[:3])]))
"""
"""Asks the checker for all it finds: as a program it prints the first ten breaches only."""


def judge(path: Path, solution_path: Path) -> dict[str, object]:
    """What the checker says about a solution file; it shares no code with staffopt.

    `violations` are broken hard rules other than cover, `missing` people and quarter hours;
    `penalty` is the set's own, `slack_bound` what it cannot be below.
    """
    done = subprocess.run(
        [sys.executable, "-c", ASK, str(CHECKER), str(path), str(solution_path)],
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode:
        raise SystemExit(f"{CHECKER.name} on {solution_path}: {done.stderr.strip()[-300:]}")
    hard, missing, found, stated, first = json.loads(done.stdout)
    return {
        "cost": MISSING * missing + found,
        "violations": hard,
        "missing": missing,
        "penalty": found,
        "stated": stated,
        "slack_bound": read(path).slack_bound,
        "first": first,
    }
