"""Roles and slots in the relaxation: classes of people who can do the same, and the loss."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from staffopt.domain.arrays import Floats
from staffopt.domain.requirement import RoleRequirement
from staffopt.domain.shapes import Presence
from staffopt.solver.asked.answers import SCALE, Answers
from staffopt.solver.bounds.convex_steps import losses, steps_below
from staffopt.solver.bounds.linear_program import LinearProgram

LOSS = "service"
DUTY = "presence"
ClassKey = tuple[int, frozenset[int], frozenset[int]]
"""First day of a block of days, roles, presence demands."""


@dataclass
class Class:
    """People who, in a block of days, can work the same roles and count for the same demands."""

    people: list[str]
    can_come: Floats
    """How many of them have any shift over each slot."""
    work: dict[tuple[int, int], int]
    """(role, slot) -> column: how many of them work the role."""


def blocks_of_days(answers: Answers) -> list[int]:
    """For each day the first day of its block; a shift over midnight joins two days."""
    starts = np.array(answers.problem.horizon.day_starts)
    days = answers.problem.horizon.days
    joined, reach = np.zeros(days, bool), np.arange(days)
    for about in answers.people.values():
        table = about.candidates.table
        last = np.searchsorted(starts, table.end - 1, side="right") - 1
        np.maximum.at(reach, table.day, last)
    for day, until in enumerate(reach.tolist()):
        joined[day + 1 : until + 1] = True
    first = [0]
    for day in range(1, len(joined)):
        first.append(first[-1] if joined[day] else day)
    return first


def classes(answers: Answers) -> dict[ClassKey, Class]:
    """Everybody's class in each block of days.

    Valid: who is in a class may do all that any of its members may, so the class can do what its
    members can together.
    """
    demands = simple_demands(answers)
    found: dict[ClassKey, Class] = {}
    first = blocks_of_days(answers)
    for name, about in answers.people.items():
        member = frozenset(k for k, demand in enumerate(demands) if name in demand.members)
        for block in sorted(set(first)):
            days = [day for day, start in enumerate(first) if start == block]
            roles = frozenset(np.flatnonzero(about.can[days].any(axis=0)).tolist())
            here = found.setdefault(
                (block, roles, member), Class([], np.zeros(answers.problem.horizon.slots), {})
            )
            here.people.append(name)
            here.can_come += _reach(answers, name, days)
    return found


def _reach(answers: Answers, name: str, days: list[int]) -> Floats:
    """1 in the slots that any of a person's shifts on some days covers."""
    table = answers.people[name].candidates.table
    change = np.zeros(answers.tail + 2)
    chosen = np.isin(table.day, days)
    np.add.at(change, table.start[chosen], 1)
    np.add.at(change, np.minimum(table.end[chosen], answers.tail + 1), -1)
    return (np.cumsum(change)[: answers.problem.horizon.slots] > 0).astype(float)


def simple_demands(answers: Answers) -> list[Presence]:
    """The presence demands that always hold; conditional ones are left out, as they cost >= 0."""
    return [demand for _, demand in answers.presence if demand.only_if is None and demand.price > 0]


def cover_columns(
    program: LinearProgram, answers: Answers, groups: Mapping[ClassKey, Class], *, capped: bool
) -> None:
    """People on roles by class, the loss of each role and slot, and people missing.

    `capped` keeps the people at work in a slot to those who can come; unless others do.
    """
    by_slot: dict[int, list[tuple[ClassKey, Class]]] = defaultdict(list)
    for key, group in groups.items():
        for slot in np.flatnonzero(group.can_come).tolist():
            by_slot[slot].append((key, group))
            columns = program.add(LOSS, np.zeros(len(key[1])), group.can_come[slot])
            if len(key[1]) == 0:
                continue
            group.work.update(
                {(role, slot): int(c) for role, c in zip(sorted(key[1]), columns, strict=False)}
            )
            if capped and len(key[1]) > 1:
                program.row(columns, 1.0, most=group.can_come[slot])
    for number, role in enumerate(answers.problem.requirement.roles.values()):
        for slot in range(answers.problem.horizon.slots):
            here = [g.work[number, slot] for k, g in by_slot[slot] if number in k[1]]
            people = sum(g.can_come[slot] for k, g in by_slot[slot] if number in k[1])
            _loss(program, role, slot, here, int(people))
    _missing(program, answers, by_slot)


def _loss(
    program: LinearProgram, role: RoleRequirement, slot: int, work: list[int], people: int
) -> None:
    """The loss as a convex function of the people on a role, in steps of one slope."""
    costs = losses(role, slot, people) * SCALE
    program.constant(LOSS, costs[0])
    if not people:
        return
    width, slope = steps_below(costs, int(role.required[slot]))
    parts = program.add(LOSS, slope, width)
    program.row([*work, *parts], [1.0] * len(work) + [-1.0] * len(parts), least=0.0, most=0.0)


def _missing(
    program: LinearProgram,
    answers: Answers,
    by_slot: Mapping[int, list[tuple[ClassKey, Class]]],
) -> None:
    """People missing from presence demands. Valid: these are the model's own terms."""
    minutes = answers.problem.horizon.slot_minutes
    for k, demand in enumerate(simple_demands(answers)):
        price = float(demand.price * minutes)
        for slot in np.flatnonzero(demand.slots).tolist():
            here = [(key, group) for key, group in by_slot.get(slot, []) if k in key[2]]
            work = [group.work[role, slot] for key, group in here for role in sorted(key[1])]
            missing = program.add(DUTY, price, float(demand.least))
            program.row([*work, *missing], 1.0, least=float(demand.least))
