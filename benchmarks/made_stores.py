"""Stores of any size by seed, with what the store weeks lack.

Sessions to be placed, premiums, minors, several weeks, nights, slots of any length, any number of
roles.
"""

from __future__ import annotations

import random
from dataclasses import dataclass, replace
from datetime import date, time, timedelta
from typing import Any

import numpy as np
from numpy.typing import NDArray

from staffopt.domain.calendar import Horizon
from staffopt.domain.people import Availability, Person, Preference
from staffopt.domain.problem import Problem, ShiftGrid
from staffopt.domain.requirement import Requirement, RoleRequirement
from staffopt.domain.training import Course, TrainingNeed, WeekWindow
from staffopt.goals import GOALS
from staffopt.goals.base import Goal
from staffopt.inputs.findings import Findings
from staffopt.inputs.pack_file import read_pack, rules_in
from staffopt.rules import RULES
from staffopt.rules.base import Rule, Selector

MONDAY = date(2026, 11, 2)
ROLES = ("till", "floor", "returns", "bakery", "stock", "desk")
SHARES = (0.45, 0.25, 0.1, 0.1, 0.05, 0.05)
FILLED = 0.94
"""Demand as a share of the contracts' hours."""


@dataclass(frozen=True)
class Wanted:
    """How a store is to be: everything that the scaling table varies."""

    people: int = 50
    weeks: int = 1
    slot_minutes: int = 15
    roles: int = 3
    night: bool = False
    law: str = ""
    """A law pack whose rules hold beside the store's own."""
    seed: int = 1

    @property
    def name(self) -> str:
        """Size, weeks, slot, roles and law in a word."""
        usual = f"{self.people}p-{self.weeks}w-{self.slot_minutes}m-{self.roles}r"
        return "-".join([usual, *(["night"] if self.night else []), *filter(None, [self.law])])


Facts = tuple[Problem, list[Rule], list[Goal]]


def made_store(wanted: Wanted) -> Facts:
    """The store: facts, rules and goals."""
    draw = random.Random(f"made store {wanted.seed}")
    horizon = Horizon(MONDAY, 7 * wanted.weeks, "Europe/Warsaw", wanted.slot_minutes)
    team = tuple(_person(draw, k, wanted) for k in range(wanted.people))
    courses, needs = _training(draw, team, wanted)
    step = max(30, wanted.slot_minutes)
    grid = ShiftGrid(start_step=step, length_step=30, shortest=240, longest=570)
    problem = Problem(_requirement(draw, horizon, team, wanted), team, courses, needs, grid=grid)
    return problem, [*_rules(), *_law(wanted.law)], _goals()


def _person(draw: random.Random, k: int, wanted: Wanted) -> Person:
    kind, hours = draw.choice([("full_time", 40), ("part_time", 24), ("student", 14)])
    minor = kind == "student" and draw.random() < 0.4
    known = [role for role in ROLES[: wanted.roles] if draw.random() < 0.5]
    main = draw.choices(ROLES[: wanted.roles], SHARES[: wanted.roles])[0]
    return Person(
        id=f"p{k:03}",
        name=f"Person {k}",
        roles=(main, *(role for role in known if role != main)),
        hours_min=hours * 0.75,
        hours_target=hours,
        hours_max=hours * 1.1,
        wage=draw.choice([2600, 2900, 3400]),
        contract=kind,
        birth_date=date(2009, 6, 1) if minor else date(1990, 6, 1),
        tags=frozenset({"supervisor"} if draw.random() < 0.12 or k == 0 else ()),
        availability=_availability(draw, kind, wanted),
        preferences=_wishes(draw),
    )


def _availability(draw: random.Random, kind: str, wanted: Wanted) -> tuple[Availability, ...]:
    """Students after school and at weekends; others but for a day or two."""
    if kind == "student":
        early = {day: time(15) if day < 5 else time(8) for day in range(7)}
        return tuple(Availability(day, since, time(23)) for day, since in early.items())
    if wanted.night:
        return ()
    away = set(draw.sample(range(7), draw.choice([0, 1, 1])))
    return tuple(Availability(day, time(6), time(23)) for day in range(7) if day not in away)


def _wishes(draw: random.Random) -> tuple[Preference, ...]:
    free = Preference("day_off", draw.randrange(7), None, None, 3000)
    late = Preference("avoid", None, time(19), time(23), 800)
    return tuple(wish for wish in (free, late) if draw.random() < 0.3)


def _requirement(
    draw: random.Random, horizon: Horizon, team: tuple[Person, ...], wanted: Wanted
) -> Requirement:
    """Two peaks a day, busier at the weekend, scaled to the contracts' hours."""
    hour = horizon.wall_minute / 60
    staffed = np.ones(horizon.slots, bool) if wanted.night else (hour >= 7) & (hour < 22)
    busy: NDArray[np.float64] = (
        0.35 + np.exp(-(((hour - 12) / 2.2) ** 2)) + 0.9 * np.exp(-(((hour - 18) / 2) ** 2))
    )
    busy = np.asarray(np.where((hour < 6) | (hour >= 23), 0.12, busy) * staffed, np.float64)
    day = np.array([draw.choice([0.9, 1.0, 1.1]) for _ in range(horizon.days)])
    busy *= day[horizon.slot_day] * np.where(horizon.slot_day % 7 >= 5, 1.2, 1.0)
    hours = sum(person.hours_target for person in team) * wanted.weeks * FILLED
    share = horizon.slot_minutes / 60
    busy *= hours / share / busy.sum()
    shares = np.array(SHARES[: wanted.roles]) / sum(SHARES[: wanted.roles])
    roles = {
        role: _role(draw, busy * part, staffed, share)
        for role, part in zip(ROLES, shares, strict=False)
    }
    return Requirement(horizon, roles, staffed, staffed)


def _role(
    draw: random.Random, busy: NDArray[np.float64], staffed: NDArray[np.bool_], share: float
) -> RoleRequirement:
    """People wanted, rounded at random, and a loss that rises with each one missing."""
    part = np.array([draw.random() for _ in busy])
    need = np.where(staffed, np.floor(busy + part), 0).astype(np.int32)
    people = np.arange(need.max() + 8)
    short = np.maximum(need[:, None] - people, 0)
    idle = np.maximum(people - need[:, None], 0)
    loss = (4000 * short + 2000 * short * (short - 1) + 200 * idle) * share
    return RoleRequirement(need, loss.astype(np.int64))


def _training(
    draw: random.Random, team: tuple[Person, ...], wanted: Wanted
) -> tuple[tuple[Course, ...], tuple[TrainingNeed, ...]]:
    """One need for every five people and week: two courses, one after the other, mornings."""
    trainers = tuple(person.id for person in team if "supervisor" in person.tags)[:4]
    window = WeekWindow(frozenset(range(6)), time(9), time(17))
    courses = (
        Course("till", "Till", 60, 1, 4, trainers, "office", windows=(window,)),
        Course("goods", "Goods", 120, 1, 6, trainers, "hall", ("till",), windows=(window,)),
    )
    learners = [person for person in team if person.id not in trainers]
    chosen = draw.sample(learners, min(len(learners), max(1, len(team) // 5)))
    needs = [TrainingNeed(each.id, "till", _due(draw, wanted), True, 20_000) for each in chosen]
    needs += [TrainingNeed(each.id, "goods", None, False, 15_000) for each in chosen[::2]]
    return courses, tuple(needs)


def _due(draw: random.Random, wanted: Wanted) -> date:
    return MONDAY + timedelta(days=draw.randrange(3, 7 * wanted.weeks))


def _rules() -> list[Rule]:
    """What a shop of this kind keeps: law, contract and house rules."""
    minors = Selector(age_below=18)
    wanted: list[tuple[str, dict[str, Any]]] = [
        ("availability", {}),
        ("skill_for_role", {}),
        ("one_shift_a_day", {}),
        ("min_rest", {"hours": 11}),
        ("min_rest", {"id": "clopening", "hours": 13, "price": 15}),
        ("contract_hours", {"short_price": 40, "overtime": 1.5}),
        ("days_a_week", {"most_days": 5}),
        ("days_in_a_row", {"most_days": 6}),
        ("daily_hours", {"most_hours": 9}),
        ("role_block", {"least_minutes": 60}),
        (
            "break_due",
            {"over_hours": 6, "minutes": 30, "earliest_hours": 2, "latest_hours": 5},
        ),
        ("curfew", {"who": minors, "earliest": "06:00", "latest": "22:00"}),
        ("minors_hours", {"who": minors, "school_day_hours": 4, "school_week_hours": 18}),
        ("someone_in_charge", {"price": 60}),
        ("closings", {"most": 3, "closing_from": "21:30"}),
        ("training_held", {"hard_price": 300}),
        ("trainer_present", {}),
        ("training_staggered", {"share_percent": 30}),
    ]
    return [RULES[name].model_validate(settings) for name, settings in wanted]


def _law(name: str) -> tuple[Rule, ...]:
    pack = read_pack(name, Findings()) if name else None
    return rules_in(pack, Findings()) if pack else ()


def _goals() -> list[Goal]:
    wanted: list[tuple[str, dict[str, Any]]] = [
        ("service", {}),
        ("wages", {}),
        ("preferences", {}),
        ("fairness", {"price": 10, "closing_from": "21:30"}),
    ]
    return [GOALS[name].model_validate(settings) for name, settings in wanted]


def varied(**changes: Any) -> Wanted:
    """The usual store with something else."""
    return replace(Wanted(), **changes)
