"""Small random stores, by seed: hourly slots, a few days and people, training.

Numbers are coarse on purpose: rest of exactly the limit, breaks at the edge of their window and
sessions that only just fit are common.
"""

from __future__ import annotations

import random
from dataclasses import dataclass
from datetime import date, time, timedelta

import numpy as np

from staffopt.domain.arrays import Ints
from staffopt.domain.calendar import Horizon
from staffopt.domain.grid_shifts import all_shifts
from staffopt.domain.people import Availability, Person
from staffopt.domain.problem import Problem, ShiftGrid
from staffopt.domain.requirement import Requirement, RoleRequirement
from staffopt.domain.roster import Roster
from staffopt.domain.shapes import ShiftTable, Spread
from staffopt.domain.shifts import Block, PastShift, Shift
from staffopt.domain.training import Course, TrainingNeed
from staffopt.goals.base import Goal
from staffopt.rules import RULES
from staffopt.rules.base import Rule
from staffopt.solver.asked.answers import Answers, ask
from staffopt.solver.asked.candidates import Candidates, candidates

MONDAY = date(2025, 3, 3)
OPENS, CLOSES = 8, 16


class PaidTime(Goal):
    """Wages for paid time."""

    name = "paid_time"

    def prices(self, problem: Problem, person: Person, table: ShiftTable) -> Ints:
        return np.asarray(table.paid * person.wage, np.int64)

    def value(self, problem: Problem, roster: Roster) -> int:
        wage = {person.id: person.wage for person in problem.people}
        return sum(s.paid_minutes * wage[s.person_id] for s in roster.shifts) // 60


class EvenClosings(Goal):
    """Shifts to the end of the day are shared evenly."""

    name = "even_closings"

    def spreads(self, problem: Problem, tables: dict[str, ShiftTable]) -> list[Spread]:
        closing = {
            name: (table.end - np.array(problem.horizon.day_starts)[table.day] == CLOSES).astype(
                np.int64
            )
            for name, table in tables.items()
        }
        return [Spread(closing, dict.fromkeys(tables, 0), 700)]


@dataclass(frozen=True)
class Small:
    """A store with its rules, goals and candidates."""

    problem: Problem
    rules: tuple[Rule, ...]
    goals: tuple[Goal, ...]
    candidates: dict[str, Candidates]

    @property
    def answers(self) -> Answers:
        return ask(self.problem, self.rules, self.goals, self.candidates)


def small(seed: int, people: int = 4, days: int = 2, *, training: bool = True) -> Small:
    """The store with a number; equal numbers give equal stores."""
    draw = random.Random(seed)
    horizon = Horizon(MONDAY, days, "Europe/Berlin", 60)
    team = tuple(_person(draw, n, days) for n in range(people))
    courses, needs = _training(draw, team) if training else ((), ())
    problem = Problem(
        requirement=_requirement(draw, horizon, people),
        people=team,
        courses=courses,
        needs=needs,
        past=tuple(_past(draw, horizon, team)),
        grid=ShiftGrid(start_step=120, lengths=(240, 360, 480)),
    )
    return made(problem, some_rules(draw), (PaidTime(), EvenClosings()))


def made(problem: Problem, rules: tuple[Rule, ...], goals: tuple[Goal, ...]) -> Small:
    """A store with its candidates worked out."""
    shifts = all_shifts(problem)
    found = {p.id: candidates(problem, p, rules, shifts) for p in problem.people}
    return Small(problem, rules, goals, found)


def some_rules(draw: random.Random) -> tuple[Rule, ...]:
    """The rules of a small store, some with drawn limits."""
    wanted: list[tuple[str, dict[str, object]]] = [
        ("one_shift_a_day", {}),
        ("availability", {}),
        ("skill_for_role", {}),
        ("min_rest", {"hours": draw.choice([16, 17])}),
        ("min_rest", {"id": "long_rest", "hours": 18, "price": 9}),
        ("break_due", {"over_hours": 5, "minutes": 30, "earliest_hours": 2, "latest_hours": 4}),
        ("contract_hours", {"short_price": 12, "overtime": 1.5}),
        ("days_in_a_row", {"most_days": 2}),
        ("role_block", {"least_minutes": 120}),
        ("someone_in_charge", {"price": 40}),
        ("training_held", {"hard_price": 0}),
        ("trainer_present", {}),
        ("training_staggered", {"share_percent": 50, "store_most": 2}),
    ]
    return tuple(rule(name, **settings) for name, settings in wanted)


def rule(name: str, **settings: object) -> Rule:
    """A rule by its name in a store's file."""
    return RULES[name].model_validate(settings)


def _person(draw: random.Random, n: int, days: int) -> Person:
    roles = draw.choice([("cashier",), ("floor",), ("cashier", "floor"), ("floor", "cashier")])
    least = draw.choice([0, 6, 10]) * 7 / days
    window = Availability(draw.randrange(3), time(OPENS), time(draw.choice([12, 14])))
    always = [Availability(d, time(OPENS), time(CLOSES)) for d in range(7) if d != window.weekday]
    return Person(
        id=f"p{n}",
        name=f"Person {n}",
        roles=roles,
        hours_min=least,
        hours_target=least + 7 * 8 / days,
        hours_max=least + 7 * 14 / days,
        wage=draw.choice([1200, 1350, 1800]),
        tags=frozenset({"supervisor"} if n == 0 or draw.random() < 0.3 else ()),
        availability=(window, *always) if draw.random() < 0.4 else (),
    )


def _requirement(draw: random.Random, horizon: Horizon, people: int) -> Requirement:
    hour = horizon.wall_minute // 60
    staffed = (hour >= OPENS) & (hour < CLOSES)
    roles = {}
    for role, share in (("cashier", 0.4), ("floor", 0.25)):
        busy = np.array([draw.uniform(0.3, 1.2) for _ in range(horizon.slots)])
        need = np.where(staffed, np.rint(busy * people * share), 0).astype(np.int32)
        short = np.maximum(need[:, None] - np.arange(people + 1), 0)
        idle = np.maximum(np.arange(people + 1) - need[:, None], 0)
        loss = 900 * short * (short + 1) + 60 * idle
        roles[role] = RoleRequirement(need, loss.astype(np.int64))
    return Requirement(horizon, roles, staffed, staffed)


def _training(
    draw: random.Random, team: tuple[Person, ...]
) -> tuple[tuple[Course, ...], tuple[TrainingNeed, ...]]:
    trainer = team[0].id
    learners = [person.id for person in team[1:]]
    first = draw.sample(learners, 2)
    courses = (
        Course("till", "Till", 60, 1, 2, (trainer,), "office"),
        Course("goods", "Goods", 90, 1, 2, (), "office", prerequisites=("till",)),
    )
    due = MONDAY + timedelta(days=draw.randrange(1, 3))
    needs = [TrainingNeed(person, "till", due, True, 6000) for person in first]
    needs.append(TrainingNeed(first[0], "goods", None, False, draw.choice([500, 5000])))
    return courses, tuple(needs)


def _past(draw: random.Random, horizon: Horizon, team: tuple[Person, ...]) -> list[PastShift]:
    """Some worked on the eve, two of them late, and one is published for the day after."""
    found = []
    for n, person in enumerate(team):
        if draw.random() < 0.5:
            end = horizon.instant(draw.choice([-10, -8, -7]))
            block = Block(end - timedelta(hours=6), end, role=person.main_role)
            found.append(PastShift(Shift(f"past-{n}", person.id, (block,))))
    start = horizon.instant(horizon.slots + 7)
    block = Block(start, start + timedelta(hours=6), role=team[-1].main_role)
    found.append(PastShift(Shift("next", team[-1].id, (block,)), "published"))
    return found
