"""Weeks of one person so small that every roster can be written down and billed by the auditor."""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime, time, timedelta
from itertools import count, product
from typing import Any

import numpy as np

from small_stores import MONDAY, SmallStore
from staffopt.auditor import bill
from staffopt.domain.calendar import Horizon
from staffopt.domain.people import Person, Preference
from staffopt.domain.problem import Problem, ShiftGrid
from staffopt.domain.requirement import Requirement, RoleRequirement
from staffopt.domain.roster import Roster
from staffopt.domain.shifts import Activity, Block, PastShift, Shift
from staffopt.goals import GOALS
from staffopt.rules import RULES
from staffopt.rules.base import Rule

OPENS, CLOSES = 8, 18
BREAK_OVER = 5
"""Hours above which a shift owes a break of one hour."""
MOST_ROSTERS = 1000
"""Weeks with more are left out: an auditor bills about a thousand a second."""


def one_person_week(seed: int) -> SmallStore:
    """The week with a number: two to five days, a few shifts a day, one or two roles."""
    draw = random.Random(f"one person {seed}")
    days = draw.randint(2, 5)
    horizon = Horizon(MONDAY, days, "Europe/Berlin", 60)
    roles = draw.choice([("till",), ("till", "floor")])
    scale = 7 / days
    person = Person(
        id="ann",
        name="Ann",
        roles=roles,
        hours_min=draw.choice([0, 6, 10]) * scale,
        hours_target=12 * scale,
        hours_max=draw.choice([14, 18]) * scale,
        wage=draw.choice([1200, 1801]),
        tags=frozenset({"supervisor"}),
        preferences=_wishes(draw, horizon),
    )
    grid = ShiftGrid(start_step=draw.choice([240, 360]), lengths=tuple(draw.sample(_LENGTHS, 2)))
    problem = Problem(_requirement(draw, horizon, roles), (person,), grid=grid)
    if draw.random() < 0.5:
        problem = replace(problem, past=(_eve(draw, horizon),))
    rules = _rules(draw)
    goals = [GOALS["service"](), GOALS["wages"](), GOALS["preferences"]()]
    return SmallStore(seed, problem, rules, tuple(goals))


_LENGTHS = (180, 240, 300, 360, 480)


def _wishes(draw: random.Random, horizon: Horizon) -> tuple[Preference, ...]:
    day = draw.choice(horizon.dates)
    off = Preference("day_off", day, None, None, 700)
    late = Preference("avoid", None, time(15), time(18), 300)
    return tuple(wish for wish in (off, late) if draw.random() < 0.5)


def _requirement(draw: random.Random, horizon: Horizon, roles: tuple[str, ...]) -> Requirement:
    hour = horizon.wall_minute // 60
    staffed = (hour >= OPENS) & (hour < CLOSES)
    made = {}
    for role in roles:
        need = np.where(staffed, [draw.choice([0, 1, 1]) for _ in hour], 0).astype(np.int32)
        alone = np.array([draw.choice([1500, 2500, 4000]) for _ in hour])
        loss = np.stack([alone * need, 200 * (1 - need) * staffed], axis=1)
        made[role] = RoleRequirement(need, loss.astype(np.int64))
    return Requirement(horizon, made, staffed, staffed)


def _eve(draw: random.Random, horizon: Horizon) -> PastShift:
    end = horizon.start - timedelta(hours=draw.choice([2, 4, 6]))
    return PastShift(Shift("eve", "ann", (Block(end - timedelta(hours=6), end, role="till"),)))


def _rules(draw: random.Random) -> tuple[Rule, ...]:
    """A piece of work is worked in one role: two hours of each would not fit into any."""
    wanted: list[tuple[str, dict[str, Any]]] = [
        ("one_shift_a_day", {}),
        ("skill_for_role", {}),
        ("role_block", {"least_minutes": 600}),
        (
            "break_due",
            {
                "over_hours": BREAK_OVER,
                "minutes": 60,
                "paid": draw.random() < 0.3,
                "earliest_hours": 2,
                "latest_hours": 3,
            },
        ),
    ]
    optional: list[tuple[str, dict[str, Any]]] = [
        ("contract_hours", {"short_price": draw.choice([8, 25]), "overtime": 1.5}),
        ("min_rest", {"hours": draw.choice([14, 16, 18])}),
        ("min_rest", {"id": "long_rest", "hours": 18, "price": 9}),
        ("days_in_a_row", {"most_days": draw.choice([1, 2, 3])}),
        ("days_a_week", {"most_days": draw.choice([1, 2, 3])}),
        ("weekly_hours", {"most_hours": draw.choice([12, 20])}),
        ("daily_hours", {"most_hours": draw.choice([5, 7])}),
        ("closings", {"most": 1, "closing_from": "16:00"}),
        ("someone_in_charge", {"price": draw.choice([5, 20])}),
    ]
    wanted += [each for each in optional if draw.random() < 0.6]
    return tuple(RULES[name].model_validate(settings) for name, settings in wanted)


def one_person_weeks(first: int = 0) -> Iterator[SmallStore]:
    """Every week from a number on that is small enough."""
    for seed in count(first):
        store = one_person_week(seed)
        if how_many(store) <= MOST_ROSTERS:
            yield store


def rosters(store: SmallStore) -> Iterator[Roster]:
    """Every roster of the grid, legal or not."""
    horizon = store.problem.horizon
    days = [(None, *_shifts(store, day)) for day in range(horizon.days)]
    for chosen in product(*days):
        yield Roster(horizon, tuple(shift for shift in chosen if shift is not None))


def how_many(store: SmallStore) -> int:
    """The number of rosters of the grid."""
    sizes = [1 + sum(1 for _ in _shifts(store, d)) for d in range(store.problem.horizon.days)]
    return int(np.prod(sizes))


def cheapest(store: SmallStore) -> int:
    """The least bill of all rosters that break no hard rule, in hundredths of the currency."""
    bills = (bill(each, store.problem, store.rules, store.goals) for each in rosters(store))
    return min(
        sum(costs.values())
        for costs, _, violations in bills
        if not any(violation.hard for violation in violations)
    )


def _shifts(store: SmallStore, day: int) -> Iterator[Shift]:
    """Every start, length, break and role of each piece of work on one day."""
    horizon, grid = store.problem.horizon, store.problem.grid
    (person,) = store.problem.people
    paid = next(rule.paid for rule in store.rules if rule.name == "break_due")  # type: ignore[attr-defined] # of this rule
    midnight = horizon.at(horizon.dates[day], time(0))
    for start, length in product(range(0, 1440, grid.start_step), grid.lengths):
        if start < OPENS * 60 or start + length > CLOSES * 60:
            continue
        begin = midnight + timedelta(minutes=start)
        end = begin + timedelta(minutes=length)
        rests: list[datetime | None] = (
            [begin + timedelta(hours=h) for h in (2, 3)] if length > BREAK_OVER * 60 else [None]
        )
        for rest in rests:
            for roles in product(person.roles, repeat=1 if rest is None else 2):
                yield Shift(f"{begin}", "ann", _blocks(begin, end, rest, roles, paid=paid))


def _blocks(
    begin: datetime, end: datetime, rest: datetime | None, roles: tuple[str, ...], *, paid: bool
) -> tuple[Block, ...]:
    if rest is None:
        return (Block(begin, end, role=roles[0]),)
    over = rest + timedelta(hours=1)
    return (
        Block(begin, rest, role=roles[0]),
        Block(rest, over, Activity.BREAK, paid=paid),
        Block(over, end, role=roles[1]),
    )
