"""Small stores by seed, whose optimum CP-SAT proves in a moment: any rules and goals switched on.

Numbers are coarse on purpose, so that limits are met exactly again and again. At most eight people
and four days, sixteen person-days together; slots of one hour or of half an hour.
"""

from __future__ import annotations

import random
from dataclasses import dataclass
from datetime import date, time, timedelta
from typing import Any

import numpy as np

from one_law import law
from staffopt.domain.calendar import Horizon, Span
from staffopt.domain.people import Availability, Person, Preference, TimeOff
from staffopt.domain.problem import Problem, ShiftGrid
from staffopt.domain.requirement import Requirement, RoleRequirement
from staffopt.domain.shifts import Block, PastShift, Shift
from staffopt.domain.training import Course, TrainingNeed
from staffopt.goals import GOALS
from staffopt.goals.base import Goal
from staffopt.rules import RULES
from staffopt.rules.base import Rule

MONDAY = date(2025, 3, 3)
OPENS, CLOSES = 8, 18
PERSON_DAYS = 16
ALWAYS = ("availability", "one_shift_a_day", "skill_for_role", "time_off")
"""Rules without which the rest of a store would mean little."""


@dataclass(frozen=True)
class SmallStore:
    """A problem with its rules and goals."""

    seed: int
    problem: Problem
    rules: tuple[Rule, ...]
    goals: tuple[Goal, ...]


def small_store(seed: int) -> SmallStore:
    """The store with a number; equal numbers give equal stores."""
    draw = random.Random(f"small store {seed}")
    days = draw.randint(1, 4)
    people = draw.randint(2, min(8, PERSON_DAYS // days))
    horizon = Horizon(MONDAY, days, "Europe/Berlin", draw.choice([60, 60, 30]))
    team = tuple(_person(draw, k, horizon) for k in range(people))
    courses, needs = _training(draw, team) if draw.random() < 0.6 else ((), ())
    lengths = tuple(60 * hours for hours in sorted(draw.sample(range(3, 10), 3)))
    problem = Problem(
        _requirement(draw, horizon, people),
        team,
        courses,
        needs,
        (*_around(draw, horizon, team), *_published(draw, horizon, team)),
        _pins(draw, horizon, team),
        ShiftGrid(start_step=120, lengths=lengths),
        publish_at=horizon.start - timedelta(hours=12),
    )
    extra = (*_hours(seed), *_premiums(seed), law(seed))
    return SmallStore(seed, problem, (*_rules(draw), *extra), _goals(draw))


def _person(draw: random.Random, k: int, horizon: Horizon) -> Person:
    roles = draw.choice([("till",), ("floor",), ("till", "floor"), ("floor", "till")])
    scale = 7 / horizon.days
    least = draw.choice([0, 0, 5, 8]) * scale
    minor = draw.random() < 0.2
    return Person(
        id=f"p{k}",
        name=f"Person {k}",
        roles=roles,
        hours_min=least,
        hours_target=least + draw.choice([4, 8]) * scale,
        hours_max=least + draw.choice([8, 16]) * scale,
        wage=draw.choice([1200, 1350, 1801]),
        contract=draw.choice(["full_time", "part_time"]),
        birth_date=date(2008, 3, 4) if minor else date(1990, 5, 5),
        tags=frozenset({"supervisor"} if k == 0 or draw.random() < 0.3 else ()),
        availability=_availability(draw) if draw.random() < 0.3 else (),
        time_off=_time_off(draw, horizon) if draw.random() < 0.15 else (),
        preferences=tuple(_wish(draw, horizon) for _ in range(draw.choice([0, 0, 1, 2]))),
    )


def _availability(draw: random.Random) -> tuple[Availability, ...]:
    """All days, one of them only in part."""
    short = draw.randrange(4)
    until = time(draw.choice([12, 14]))
    return tuple(
        Availability(day, time(OPENS), until if day == short else time(CLOSES)) for day in range(7)
    )


def _time_off(draw: random.Random, horizon: Horizon) -> tuple[TimeOff, ...]:
    start = horizon.at(draw.choice(horizon.dates), time(draw.choice([0, 12])))
    return (TimeOff(Span(start, start + timedelta(hours=12))),)


def _wish(draw: random.Random, horizon: Horizon) -> Preference:
    kind = draw.choice(["day_off", "avoid", "prefer"])
    opens, closes = draw.choice([(8, 12), (14, 18), (10, 16)])
    since, until = (None, None) if kind == "day_off" else (time(opens), time(closes))
    return Preference(kind, draw.choice(horizon.dates), since, until, draw.choice([300, 700]))


def _requirement(draw: random.Random, horizon: Horizon, people: int) -> Requirement:
    """Two roles; too few cost more and more, too many a little."""
    hour = horizon.wall_minute / 60
    staffed = (hour >= OPENS) & (hour < CLOSES)
    is_open = staffed & (hour >= OPENS + draw.choice([0, 1]))
    share = horizon.slot_minutes / 60
    roles = {}
    for role, wanted in (("till", 0.45), ("floor", 0.3)):
        busy = np.array([draw.uniform(0.3, 1.2) for _ in range(horizon.slots)])
        need = np.where(is_open, np.rint(busy * people * wanted), 0).astype(np.int32)
        short = np.maximum(need[:, None] - np.arange(people + 1), 0)
        idle = np.maximum(np.arange(people + 1) - need[:, None], 0)
        loss = (900 * short * (short + 1) + 60 * idle) * share
        roles[role] = RoleRequirement(need, loss.astype(np.int64))
    return Requirement(horizon, roles, is_open, staffed)


def _training(
    draw: random.Random, team: tuple[Person, ...]
) -> tuple[tuple[Course, ...], tuple[TrainingNeed, ...]]:
    """A course with a trainer, and one that comes after it, in one room."""
    trainer, learners = team[0].id, [person.id for person in team[1:]]
    courses = (
        Course("cash", "Cash", 60, 1, 2, (trainer,), "office"),
        Course("goods", "Goods", 90, 1, 2, (), "office", prerequisites=("cash",)),
    )
    due = draw.choice([None, MONDAY + timedelta(days=1)])
    first = draw.sample(learners, min(len(learners), 2))
    hard = draw.random() < 0.5
    needs = [TrainingNeed(each, "cash", due, hard, draw.choice([2000, 6000])) for each in first]
    needs.append(TrainingNeed(first[0], "goods", None, False, draw.choice([500, 5000])))
    return courses, tuple(needs)


def _around(draw: random.Random, horizon: Horizon, team: tuple[Person, ...]) -> list[PastShift]:
    """Some worked late on the eve or stand in the plan for the day after."""
    found = []
    for k, person in enumerate(team):
        if draw.random() < 0.4:
            end = horizon.start - timedelta(hours=draw.choice([3, 4, 5]))
            found.append(PastShift(_shift(f"eve-{k}", person, end - timedelta(hours=6), 6)))
        if draw.random() < 0.2:
            start = horizon.end + timedelta(hours=draw.choice([6, 7, 8]))
            found.append(PastShift(_shift(f"next-{k}", person, start, 6), "published"))
    return found


def _published(draw: random.Random, horizon: Horizon, team: tuple[Person, ...]) -> list[PastShift]:
    """A shift or two that hang on the wall already."""
    chosen = draw.sample(team, draw.choice([0, 0, 1, 2]))
    return [
        PastShift(_shift(f"wall-{p.id}", p, _morning(draw, horizon), 6), "published")
        for p in chosen
    ]


def _pins(draw: random.Random, horizon: Horizon, team: tuple[Person, ...]) -> tuple[Shift, ...]:
    if draw.random() < 0.8:
        return ()
    person = draw.choice(team)
    return (_shift("pin", person, _morning(draw, horizon), 4),)


def _morning(draw: random.Random, horizon: Horizon) -> Any:
    return horizon.at(draw.choice(horizon.dates), time(draw.choice([8, 10])))


def _shift(name: str, person: Person, start: Any, hours: int) -> Shift:
    return Shift(
        name, person.id, (Block(start, start + timedelta(hours=hours), role=person.main_role),)
    )


def _rules(draw: random.Random) -> tuple[Rule, ...]:
    """The rules that every store has, and each of the others more often than not."""
    minors = {"age_below": 18}
    optional: list[tuple[str, dict[str, Any]]] = [
        ("min_rest", {"hours": draw.choice([14, 16])}),
        ("min_rest", {"id": "long_rest", "hours": draw.choice([16, 18]), "price": 9}),
        ("break_due", _breaks(draw)),
        ("contract_hours", {"short_price": draw.choice([8, 25]), "overtime": 1.5}),
        ("days_in_a_row", {"most_days": draw.choice([1, 2, 3])}),
        ("days_a_week", {"most_days": draw.choice([1, 2, 3])}),
        ("daily_hours", {"most_hours": draw.choice([6, 8])}),
        ("weekly_hours", {"most_hours": draw.choice([12, 20])}),
        ("shift_length", {"least_hours": 4, "most_hours": 8}),
        ("curfew", {"who": minors, "earliest": "08:00", "latest": "16:00"}),
        ("minors_hours", {"who": minors, "school_day_hours": 4, "school_week_hours": 8}),
        ("minor_with_adult", {"price": 30}),
        ("closings", {"most": 1, "closing_from": "16:00"}),
        ("role_block", {"least_minutes": draw.choice([60, 120])}),
        ("someone_in_charge", {"price": draw.choice([20, 60])}),
        ("pinned", {}),
    ]
    found: list[tuple[str, dict[str, Any]]] = [(name, {}) for name in ALWAYS]
    found += [each for each in optional if draw.random() < 0.6]
    found += [each for each in _patterns(draw) if draw.random() < 0.25]
    training: list[tuple[str, dict[str, Any]]] = [
        ("training_held", {"hard_price": draw.choice([0, 90])}),
        ("trainer_present", {}),
        ("training_staggered", {"share_percent": draw.choice([30, 60]), "store_most": 2}),
    ]
    found += training
    return tuple(RULES[name].model_validate(settings) for name, settings in found)


def _premiums(seed: int) -> tuple[Rule, ...]:
    """Rules that only pay, in every eighth store; in groups of their own, so that all add up."""
    wanted: list[tuple[str, dict[str, Any]]] = [
        (
            "overtime_tiers",
            {"daily": [[5, 1.5], [7, 2]], "weekly": [[10, 1.5]], "group": "law"},
        ),
        (
            "time_premium",
            {"bands": [{"from": "15:00", "to": "18:00", "rate": 1.2}], "group": "late"},
        ),
        ("gap_premium", {"hours": 17, "form": "flat", "amount": 6, "rate": 1}),
    ]
    wanted = wanted if seed % 8 == 5 else []
    return tuple(RULES[name].model_validate(settings) for name, settings in wanted)


def _patterns(draw: random.Random) -> list[tuple[str, dict[str, Any]]]:
    """Rules on the order of days and on kinds of shift."""
    early, late = {"since": "08:00", "until": "11:00"}, {"since": "11:00", "until": "18:00"}
    edges = draw.choice(["past", "open"])
    fixed = [{"start": f"{hour:02}:00", "hours": hours} for hour in (8, 10) for hours in (4, 6, 8)]
    return [
        ("least_days_in_a_row", {"least_days": 2, "price": 15, "edges": edges}),
        ("least_days_off", {"least_days": 2, "price": 15, "edges": edges}),
        ("successions", {"first": late, "next": early, "price": draw.choice([None, 12])}),
        ("shifts_of_a_kind", {"starts": late, "most": 1}),
        ("weekends", {"most": 0, "weekdays": ["tuesday", "wednesday"], "price": 20}),
        ("shift_starts", {"windows": [{"since": "08:00", "until": "12:00"}]}),
        ("fixed_shifts", {"shifts": fixed}),
    ]


def _hours(seed: int) -> tuple[Rule, ...]:
    """Limits on hours in all kinds of window, by numbers of their own."""
    draw = random.Random(f"hours of small store {seed}")
    fortnight = {"reference_from": MONDAY, "reference_weeks": 2, "average": True}
    offered: list[dict[str, Any]] = [
        {"per": "rolling_days", "n": 2, "most_hours": draw.choice([9, 12])},
        {"per": "workday", "most_hours": draw.choice([5, 7]), "price": 6},
        {"per": "reference", "most_hours": 10, "share_price": 4, **fortnight},
    ]
    chosen = [each for each in offered if draw.random() < 0.15]
    limits = [RULES["hours_limit"].model_validate(each) for each in chosen]
    due = {"reference_from": MONDAY, "reference_weeks": 1, "short_price": 3}
    owed = [RULES["hours_due"].model_validate(due)] if draw.random() < 0.1 else []
    return (*limits, *owed)


def _breaks(draw: random.Random) -> dict[str, Any]:
    paid = draw.random() < 0.3
    return {
        "over_hours": draw.choice([4, 5]),
        "minutes": draw.choice([30, 60]),
        "paid": paid,
        "earliest_hours": 1,
        "latest_hours": draw.choice([2, 4]),
    }


def _goals(draw: random.Random) -> tuple[Goal, ...]:
    """Service and wages, and each of the others more often than not."""
    optional: list[tuple[str, dict[str, Any]]] = [
        ("preferences", {}),
        ("fairness", {"price": 7, "closing_from": "16:00"}),
        ("stability", {"price": 12}),
    ]
    wanted: list[tuple[str, dict[str, Any]]] = [("service", {}), ("wages", {})]
    wanted += [each for each in optional if draw.random() < 0.6]
    return tuple(GOALS[name].model_validate(settings) for name, settings in wanted)
