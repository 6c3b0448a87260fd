"""What the rules and goals say in shapes, asked once for all the models made of a problem."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np

from staffopt.domain.doba_shape import Doba
from staffopt.domain.grid_shifts import staffed_slots
from staffopt.domain.people import Person
from staffopt.domain.problem import Problem
from staffopt.domain.rest_shapes import Rest
from staffopt.domain.shapes import (
    Bools,
    Count,
    DayGroups,
    Gap,
    Holding,
    Ints,
    LeastRun,
    Presence,
    RowPrice,
    Run,
    Spread,
    Stagger,
    Succession,
)
from staffopt.goals.base import Goal
from staffopt.rules.base import Rule
from staffopt.solver.asked.candidates import Candidates
from staffopt.solver.asked.row_index import RowIndex
from staffopt.solver.asked.stack_groups import stacked, unrivalled

SCALE = 60
"""Money in models is in sixtieths of a hundredth, so that wage x minutes is exact."""


@dataclass(frozen=True)
class PersonAnswers:
    """All that is said about one person; each shape with the id of its rule."""

    person: Person
    candidates: Candidates
    prices: Ints
    """What choosing each row costs, premiums included, in sixtieths."""
    counts: tuple[tuple[str, Count], ...]
    gaps: tuple[tuple[str, Gap], ...]
    runs: tuple[tuple[str, Run], ...]
    can: Bools
    """Day x role: which roles."""
    row_of: RowIndex = field(repr=False)
    """(day, start, end) -> row."""
    least_runs: tuple[tuple[str, LeastRun], ...] = ()
    groups: tuple[tuple[str, DayGroups], ...] = ()
    successions: tuple[tuple[str, Succession], ...] = ()
    dobas: tuple[tuple[str, Doba], ...] = ()
    rests: tuple[tuple[str, Rest], ...] = ()
    premiums: tuple[tuple[str, RowPrice], ...] = ()
    """What of the prices rules say."""


@dataclass(frozen=True)
class Answers:
    """A problem with its rules and goals, every person's candidates and every shape."""

    problem: Problem
    rules: tuple[Rule, ...]
    goals: tuple[Goal, ...]
    people: Mapping[str, PersonAnswers]
    presence: tuple[tuple[str, Presence], ...]
    spreads: tuple[tuple[str, Spread], ...]
    holdings: Mapping[str, tuple[str, Holding]]
    """Course id -> who says so, and the holding."""
    staggers: tuple[tuple[str, Stagger], ...]
    block: int
    """Least slots of a role in a piece of work with several roles."""
    block_rule: str
    tail: int
    """Slots of the horizon and of the tail that shifts begun inside it can reach."""


def ask(
    problem: Problem,
    rules: Sequence[Rule],
    goals: Sequence[Goal],
    candidates: Mapping[str, Candidates],
) -> Answers:
    """Ask every rule and every enabled goal for its shapes."""
    wished = tuple(goal for goal in goals if goal.enabled)
    tables = {person: found.table for person, found in candidates.items()}
    blocks = {rule.key: rule.least_block(problem) for rule in rules}
    block_rule = max(blocks, key=lambda key: blocks[key], default="role_blocks")
    minutes = blocks.get(block_rule, 0)
    return Answers(
        problem=problem,
        rules=tuple(rules),
        goals=wished,
        people={
            person.id: _about(problem, rules, wished, candidates[person.id])
            for person in problem.people
        },
        presence=tuple((rule.key, each) for rule in rules for each in rule.together(problem)),
        spreads=tuple((g.name, each) for g in wished for each in g.spreads(problem, tables)),
        holdings={
            each.course_id: (rule.key, each) for rule in rules for each in rule.holds(problem)
        },
        staggers=tuple((rule.key, each) for rule in rules for each in rule.staggers(problem)),
        block=-(-minutes // problem.horizon.slot_minutes),
        block_rule=block_rule,
        tail=len(staffed_slots(problem)),
    )


def _about(
    problem: Problem, rules: Sequence[Rule], goals: Sequence[Goal], found: Candidates
) -> PersonAnswers:
    person, table = found.person, found.table
    prices = np.zeros(len(table), np.int64)
    for goal in goals:
        price = goal.prices(problem, person, table)
        if price is not None:
            prices = prices + price
    premiums = [(r.key, each) for r in rules for each in r.prices(problem, person, table)]
    rule_counts = [
        (r.key, each.settled) for r in rules for each in r.counts(problem, person, table)
    ]
    goal_counts = [(g.name, each) for g in goals for each in g.counts(problem, person, table)]
    return PersonAnswers(
        person=person,
        candidates=found,
        prices=sum((each.price for _, each in premiums), prices),
        counts=(*stacked(rule_counts), *goal_counts),
        gaps=unrivalled([(r.key, each) for r in rules for each in r.follows(problem, person)]),
        runs=tuple((rule.key, each) for rule in rules for each in rule.runs(problem, person)),
        can=roles_of(problem, rules, person),
        row_of=RowIndex(table),
        least_runs=tuple((r.key, each) for r in rules for each in r.least_runs(problem, person)),
        groups=tuple((r.key, each) for r in rules for each in r.groups(problem, person)),
        dobas=tuple((r.key, each) for r in rules for each in r.dobas(problem, person, table)),
        successions=tuple(
            (r.key, each) for r in rules for each in r.successions(problem, person, table)
        ),
        rests=tuple((r.key, each) for r in rules for each in r.frees(problem, person, table)),
        premiums=tuple(premiums),
    )


def roles_of(problem: Problem, rules: Sequence[Rule], person: Person) -> Bools:
    """Day x role: which roles a person may work."""
    can = np.ones((problem.horizon.days, len(problem.roles)), bool)
    for rule in rules:
        mask = rule.may_work(problem, person)
        if mask is not None:
            can &= mask.T
    return can


def scaled(count: Count, price: int) -> int:
    """The price of one unit of a count, in sixtieths."""
    return price * SCALE // count.per
