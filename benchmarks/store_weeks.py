"""The store-week instances as staffopt problems, and rosters back as their solution files.

Demand per quarter hour, breaks, role blocks, fixed sessions, contracts, wishes, history: every rule
and cost of the format is a rule or goal of the product. Only `wage_proxy` is not a decision and is
added by the format's own checker.
"""

from __future__ import annotations

import json
import subprocess
import sys
from datetime import date, time, timedelta
from pathlib import Path
from typing import Any

import numpy as np

from staffopt.domain.calendar import Horizon
from staffopt.domain.people import Availability, Person, Preference
from staffopt.domain.problem import Problem, ShiftGrid
from staffopt.domain.requirement import Requirement, RoleRequirement
from staffopt.domain.roster import Roster
from staffopt.domain.shifts import Activity, Block, PastShift, Shift
from staffopt.domain.training import Course, TrainingNeed, WeekWindow
from staffopt.domain.weekdays import WEEKDAYS
from staffopt.goals import GOALS
from staffopt.goals.base import Goal
from staffopt.rules import RULES
from staffopt.rules.base import Rule, Selector

FIRST = date(2026, 11, 2)
OPENS = 7 * 4
"""Slots before opening at 07:00."""
MONEY = 100
"""One point of the instance is one unit of currency."""
HOME = Path(__file__).parent / "instances"
FILES = "store_*.json"
SECONDS = 300
SEEDS = (1, 2, 3)
CHECKER = HOME / "check_store.py"


def read(path: Path) -> dict[str, Any]:
    """An instance file."""
    instance: dict[str, Any] = json.loads(path.read_text())
    return instance


def problem(instance: dict[str, Any]) -> tuple[Problem, list[Rule], list[Goal]]:
    """The instance as facts, rules and goals."""
    horizon = Horizon(FIRST, 7, "UTC", instance["time"]["slot_minutes"])
    people = tuple(_person(instance, each) for each in instance["employees"])
    courses, needs = _training(instance)
    past = tuple(shift for each in instance["employees"] for shift in _past(horizon, each))
    facts = Problem(
        _requirement(instance, horizon), people, courses, needs, past, grid=_grid(instance)
    )
    return facts, _rules(instance), _goals(instance)


def _grid(instance: dict[str, Any]) -> ShiftGrid:
    rest = instance["break"]
    spans = [
        paid + (rest["length"] if paid > rest["due_above_paid"] else 0)
        for paid in instance["shift"]["paid_lengths"]
    ]
    return ShiftGrid(
        start_step=instance["shift"]["start_step"] * 15, lengths=tuple(15 * span for span in spans)
    )


def _wall(slot: int) -> time:
    minutes = (slot + OPENS) * 15
    return time(minutes // 60 % 24, minutes % 60)


def _person(instance: dict[str, Any], each: dict[str, Any]) -> Person:
    windows = tuple(
        Availability(day, _wall(window[0]), _wall(window[1]))
        for day, window in enumerate(each["availability"])
        if window is not None
    )
    wishes = [
        Preference("day_off", FIRST + timedelta(days=day), None, None, cost * MONEY)
        for day, cost in enumerate(each["day_cost"])
        if cost
    ]
    band = instance["costs"]["band"].get(each["band"])
    if band and "end_after" in band:
        late = (_wall(band["end_after"]), _wall(64))
        wishes.append(Preference("avoid", None, *late, band["cost"] * MONEY))
    if band and "start_before" in band:
        early = (_wall(0), _wall(band["start_before"]))
        wishes.append(Preference("avoid", None, *early, band["cost"] * MONEY))
    overtime = instance["costs"]["overtime"] * 4 * MONEY
    return Person(
        id=each["id"],
        name=each["id"],
        roles=tuple(each["skills"]),
        hours_min=each["min_paid"] / 4,
        hours_target=each["target_paid"] / 4,
        hours_max=each["max_paid"] / 4,
        wage=overtime,
        contract=each["class"],
        tags=frozenset(_tags(each)),
        availability=windows,
        preferences=tuple(wishes),
    )


def _tags(each: dict[str, Any]) -> list[str]:
    tags = [f"days_{each['max_days']}", f"closings_{each['max_weekend_closings']}"]
    return [*tags, "supervisor"] if each["supervisor"] else tags


def _past(horizon: Horizon, each: dict[str, Any]) -> list[PastShift]:
    """The run of days before the week; its last shift ends when the instance says."""
    found = []
    for back in range(1, each["run_before"] + 1):
        midnight = horizon.start - timedelta(days=back)
        end = each["last_sunday_end"] if back == 1 else None
        close = midnight + timedelta(minutes=15 * (OPENS + (end if end is not None else 20)))
        block = Block(close - timedelta(hours=4), close, role=each["skills"][0])
        found.append(PastShift(Shift(f"{each['id']}-before-{back}", each["id"], (block,))))
    return found


def _training(
    instance: dict[str, Any],
) -> tuple[tuple[Course, ...], tuple[TrainingNeed, ...]]:
    courses, needs = [], []
    for session in instance["sessions"]:
        start, length = session["start"], session["duration"]
        window = WeekWindow(frozenset({session["day"]}), _wall(start), _wall(start + length))
        courses.append(Course(session["id"], session["id"], 15 * length, windows=(window,)))
        needs += [
            TrainingNeed(person, session["id"], None, True, 10_000 * MONEY)
            for person in session["attendees"]
        ]
    return tuple(courses), tuple(needs)


def _requirement(instance: dict[str, Any], horizon: Horizon) -> Requirement:
    slots = np.arange(horizon.slots)
    is_open = (slots % 96 >= OPENS) & (slots % 96 < OPENS + 64)
    roles = {}
    under, over = instance["costs"]["under"], instance["costs"]["over"]
    for role, days in instance["demand"].items():
        required = np.zeros(horizon.slots, np.int32)
        required[is_open] = np.array(days).ravel()
        people = np.arange(required.max() + 12)
        missing = required[:, None] - people
        price = np.array([sum(under[min(k, len(under) - 1)] for k in range(n)) for n in people])
        loss = np.where(missing > 0, price[np.maximum(missing, 0)], -missing * over)
        roles[role] = RoleRequirement(required, (loss * MONEY).astype(np.int64))
    return Requirement(horizon, roles, is_open, is_open)


def _rules(instance: dict[str, Any]) -> list[Rule]:
    rest, limits = instance["break"], instance["rules"]
    rules: list[tuple[str, dict[str, Any]]] = [
        ("availability", {}),
        ("skill_for_role", {}),
        ("one_shift_a_day", {}),
        ("min_rest", {"hours": limits["min_rest"] / 4}),
        ("contract_hours", {"short_price": 100_000, "overtime": 2.0}),
        ("days_in_a_row", {"most_days": limits["max_run_days"]}),
        ("role_block", {"least_minutes": limits["role_min_stretch"] * 15}),
        (
            "break_due",
            {
                "over_hours": rest["due_above_paid"] / 4,
                "minutes": rest["length"] * 15,
                "earliest_hours": rest["earliest"] / 4,
                "latest_hours": rest["latest"] / 4,
            },
        ),
        ("someone_in_charge", {"price": instance["costs"]["no_supervisor"] * 4}),
        ("training_held", {}),
        ("trainer_present", {}),
    ]
    rules += [
        ("days_a_week", {"id": f"days_{most}", "most_days": most, "who": _tagged(f"days_{most}")})
        for most in sorted({each["max_days"] for each in instance["employees"]})
    ]
    closing = {
        "weekdays": [WEEKDAYS[day] for day in limits["weekend_days"]],
        "closing_from": _wall(instance["shift"]["closing_end"]),
    }
    rules += [
        ("closings", {**closing, "id": name, "most": most, "who": _tagged(name)})
        for most in sorted({each["max_weekend_closings"] for each in instance["employees"]})
        for name in [f"closings_{most}"]
    ]
    return [RULES[name].model_validate(settings) for name, settings in rules]


def _tagged(tag: str) -> Selector:
    return Selector(tags=(tag,))


def _goals(instance: dict[str, Any]) -> list[Goal]:
    fair = instance["costs"]["fairness"]
    last_minutes = 15 * (instance["time"]["slots_per_day"] - instance["shift"]["closing_end"])
    fairness = {
        "price": fair["weight"],
        "within_minutes": last_minutes,
        "contracts": fair["classes"],
    }
    goals: list[tuple[str, dict[str, Any]]] = [("service", {}), ("preferences", {})]
    goals.append(("fairness", fairness))
    return [GOALS[name].model_validate(settings) for name, settings in goals]


def solution(instance: dict[str, Any], roster: Roster) -> dict[str, Any]:
    """A roster in the format's solution file."""
    shifts: dict[str, list[Any]] = {each["id"]: [None] * 7 for each in instance["employees"]}
    for shift in roster.shifts:
        day = roster.horizon.day_of(shift.start)
        shifts[shift.person_id][day] = _cell(roster.horizon, shift, day)
    return {
        "format": "store-week-solution",
        "version": 1,
        "instance": instance["name"],
        "shifts": shifts,
    }


def _cell(horizon: Horizon, shift: Shift, day: int) -> dict[str, Any]:
    origin = horizon.day_starts[day] + OPENS
    rests = [horizon.slot(block.start) - origin for block in shift.of(Activity.BREAK)]
    return {
        "start": horizon.slot(shift.start) - origin,
        "end": horizon.slot(shift.end) - origin,
        "break": rests[0] if rests else None,
        "roles": [
            [block.role, horizon.slot(block.start) - origin, horizon.slot(block.end) - origin]
            for block in shift.of(Activity.WORK)
        ],
    }


def judge(path: Path, solution_path: Path) -> dict[str, float]:
    """What the format's checker prints: the residual is the cost, the rest its parts."""
    done = subprocess.run(
        [sys.executable, str(CHECKER), str(path), str(solution_path)],
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode not in (0, 1):
        raise ValueError(f"{CHECKER.name}: {done.stdout}{done.stderr}")
    head, *lines = done.stdout.splitlines()
    pairs = [line.split() for line in lines]
    said = {words[0]: float(words[1]) for words in pairs if len(words) == 2 and words[1].isdigit()}
    cost = said.pop("residual")
    return {"cost": cost, "violations": int(head.split(": ")[1].split()[0]), **said}
