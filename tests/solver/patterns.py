"""Small random stores with fixed shifts and patterns of days: two weeks of an early and a late."""

from __future__ import annotations

import random
from datetime import date, time, timedelta

import numpy as np
from tests.solver.small import MONDAY, PaidTime, Small, made, rule

from staffopt.domain.calendar import Horizon
from staffopt.domain.people import Person, Preference
from staffopt.domain.problem import Problem, ShiftGrid
from staffopt.domain.requirement import Requirement, RoleRequirement
from staffopt.domain.shifts import Block, PastShift, Shift
from staffopt.goals.preferences import Preferences
from staffopt.rules.base import Rule

EARLY, LATE = 8, 14


def patterned(seed: int, people: int = 3, days: int = 9, *, groupings: int = 2) -> Small:
    """The store with a number; half of the people have a past, one has a shift to come."""
    draw = random.Random(seed)
    horizon = Horizon(MONDAY, days, "Europe/Berlin", 120)
    team = tuple(_person(draw, n, days) for n in range(people))
    problem = Problem(
        _requirement(draw, horizon, people),
        team,
        past=tuple(_around(draw, horizon, team)),
        grid=ShiftGrid(start_step=120, lengths=(360,)),
    )
    return made(problem, _rules(draw, groupings), (PaidTime(), Preferences()))


def _rules(draw: random.Random, groupings: int) -> tuple[Rule, ...]:
    early, late = {"until": "12:00"}, {"since": "12:00"}
    price = draw.choice([None, 7])
    shifts = [{"start": "08:00", "hours": 6}, {"start": "14:00", "hours": 6}]
    wanted: list[tuple[str, dict[str, object]]] = [
        ("one_shift_a_day", {}),
        ("fixed_shifts", {"shifts": shifts}),
        ("contract_hours", {"short_price": 12, "balance": "plan"}),
        ("days_in_a_row", {"most_days": 4}),
        ("least_days_in_a_row", {"least_days": draw.choice([2, 3]), "price": 40}),
        ("least_days_off", {"least_days": 2, "price": 31, "edges": draw.choice(["past", "open"])}),
        ("weekends", {"most": draw.choice([0, 1]), "price": price}),
        ("weekends", {"id": "mid", "most": 1, "weekdays": ["tuesday", "thursday"]}),
        ("shifts_of_a_kind", {"starts": late, "most": 3}),
        ("successions", {"first": late, "next": early, "price": draw.choice([None, 9])}),
        ("successions", {"id": "same", "first": early, "next": early, "price": 2}),
    ]
    limits = [each for each in wanted if groupings > 1 or each[1].get("id") != "mid"]
    return tuple(rule(name, **settings) for name, settings in limits)


def _person(draw: random.Random, n: int, days: int) -> Person:
    day = MONDAY + timedelta(days=draw.randrange(days))
    wishes = (
        Preference("wanted", day, time(14), time(20), 3_000),
        Preference("avoid", date(2025, 3, 5), time(8), time(14), 1_100),
    )
    return Person(
        id=f"p{n}",
        name=f"Person {n}",
        roles=("cashier",),
        hours_min=14,
        hours_target=20,
        hours_max=30,
        wage=draw.choice([1_200, 1_350]),
        preferences=wishes,
    )


def _requirement(draw: random.Random, horizon: Horizon, people: int) -> Requirement:
    hour = horizon.wall_minute // 60
    staffed = (hour >= EARLY) & (hour < 20)
    need = np.array([draw.randint(0, people - 1) for _ in range(horizon.slots)]) * staffed
    short = np.maximum(need[:, None] - np.arange(people + 1), 0)
    idle = np.maximum(np.arange(people + 1) - need[:, None], 0)
    loss = (4_000 * short + 300 * idle).astype(np.int64)
    roles = {"cashier": RoleRequirement(need.astype(np.int32), loss)}
    return Requirement(horizon, roles, staffed, staffed)


def _around(draw: random.Random, horizon: Horizon, team: tuple[Person, ...]) -> list[PastShift]:
    """Lates on the days before for every other person, an early on the day after for one."""
    found = []
    for n, person in enumerate(team[::2]):
        for back in range(1, draw.randint(1, 3) + 1):
            start = horizon.start - timedelta(days=back) + timedelta(hours=LATE)
            block = Block(start, start + timedelta(hours=6), role="cashier")
            found.append(PastShift(Shift(f"past-{n}-{back}", person.id, (block,))))
    start = horizon.end + timedelta(hours=EARLY)
    block = Block(start, start + timedelta(hours=6), role="cashier")
    found.append(PastShift(Shift("next", team[0].id, (block,)), "published"))
    return found
