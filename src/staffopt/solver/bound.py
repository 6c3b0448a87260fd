"""A proven lower bound on what any roster can cost: a linear relaxation of the week.

Every roster gives a solution of this program that costs no more than the roster, so the program's
optimum bounds them all. What is kept, per person p and day d (letters as in `docs/bounds.md`):

* x[p, d], the slots of the day's shift less its breaks, at most those of the longest row. The row's
  price is at least lambda * x, lambda being the least price per such slot of any row of the day;
  what a row adds to a count lies between alpha * x and beta * x in the same way. Hence the priced
  parts of counts (contract minima, overtime) and their limits are kept.
* people who may work the same roles on a day form a class. on[c, t] of them are on duty, y[c, t]
  work a role: y <= on <= the members of whom a row reaches the slot. Over a day, the sum of y is at
  most the sum of x, and at least that less the training its people could be in. Rows have a least
  length L: those begun in the last L slots are on duty; on[t] = on[t-1] + begun[t] - ended[t].
* n[r, t] people in a role are made up of y by class; their loss is the convex curve itself.

Left out, hence free of charge: rest, days in a row, placing of breaks, role blocks, presence
demands, spreads, sessions, and wholeness.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from staffopt.domain.shapes import Count, Ints
from staffopt.solver.answers import SCALE, Answers, PersonAnswers, scaled
from staffopt.solver.linear import Program


@dataclass(frozen=True)
class Bound:
    """A lower bound in hundredths of the currency, how it was proven, and forced wages."""

    value: int
    by: str
    forced_wages: int


@dataclass(frozen=True)
class Day:
    """One person's day: its productive slots and the least price and amounts per such slot."""

    most: int
    least_price: float
    reach: NDArray[np.bool_]
    shortest: int


def lower_bound(answers: Answers) -> Bound:
    """The linear bound, plus what can be said of each person and need alone."""
    program = Program()
    hours = {name: _person(program, about) for name, about in answers.people.items()}
    _service(program, answers, hours)
    _, value = program.solve()
    value += _hopeless_needs(answers)
    safe = value - 1e-7 * abs(value) - 1.0
    forced = sum(_forced(about) for about in answers.people.values())
    by = "linear relaxation of hours, availability, shift lengths and service"
    return Bound(max(int(np.floor(safe / SCALE)), 0), by, forced // SCALE)


def _productive(about: PersonAnswers) -> Ints:
    """Slots of each row less its breaks."""
    table = about.candidates.table
    return table.end - table.start - about.candidates.breaks.slots.sum(axis=1)


def _person(program: Program, about: PersonAnswers) -> dict[int, tuple[int, Day]]:
    """Hours and counts of one person: day -> (variable x, what is known of the day)."""
    table, productive = about.candidates.table, _productive(about)
    days: dict[int, tuple[int, Day]] = {}
    for day in np.unique(table.day).tolist():
        rows = np.flatnonzero(table.day == day)
        price = about.prices[rows] / productive[rows]
        reach = np.zeros(int(table.end.max()), bool)
        low, high = int(table.start[rows].min()), int(table.end[rows].max())
        steps = np.zeros(high - low + 1, np.int64)
        np.add.at(steps, table.start[rows] - low, 1)
        np.add.at(steps, table.end[rows] - low, -1)
        reach[low:high] = np.cumsum(steps)[:-1] > 0
        shortest = int((table.end[rows] - table.start[rows]).min())
        known = Day(int(productive[rows].max()), float(price.min()), reach, shortest)
        days[day] = (program.variable(known.least_price, known.most), known)
    for _, count in about.counts:
        _count(program, about, days, count, productive)
    return days


def _count(
    program: Program,
    about: PersonAnswers,
    days: dict[int, tuple[int, Day]],
    count: Count,
    productive: Ints,
) -> None:
    """The priced and hard limits of one count, by the least and most a slot can add to it."""
    if count.most is None and not count.least_price and not count.tiers:
        return
    table = about.candidates.table
    total = program.variable(0.0, np.inf if count.most is None else max(count.most, count.carried))
    low, high = [(total, 1.0)], [(total, 1.0)]
    for day, (x, _) in days.items():
        rows = table.day == day
        share = count.amount[rows] / productive[rows]
        low.append((x, -float(share.min())))
        high.append((x, -float(share.max())))
    program.at_least(low, count.carried)
    program.at_most(high, count.carried)
    if count.least_price and count.least > count.carried:
        short = program.variable(scaled(count, count.least_price), np.inf)
        program.at_least([(total, 1.0), (short, 1.0)], count.least)
    for above, price in count.tiers:
        over = program.variable(scaled(count, price), np.inf)
        program.at_least([(over, 1.0), (total, -1.0)], -above)


def _training_slots(answers: Answers, name: str) -> int:
    """The most slots a person could spend in training over the whole horizon."""
    slots = 0
    for need in answers.problem.needs:
        if need.course_id in answers.holdings:
            holding = answers.holdings[need.course_id][1]
            slots += holding.slots * ((need.person_id == name) + (name in holding.trainers))
    return slots


def _service(
    program: Program, answers: Answers, hours: dict[str, dict[int, tuple[int, Day]]]
) -> None:
    """On duty and at work by class, people by role, and the loss of every slot."""
    problem = answers.problem
    slots = problem.horizon.slots
    supply: dict[tuple[int, int], list[tuple[int, float]]] = defaultdict(list)
    for (day, roles), members in _classes(answers, hours).items():
        known = [hours[member][day][1] for member in members]
        work = _class_day(program, slots, known)
        training = sum(_training_slots(answers, member) for member in members)
        x = [(hours[member][day][0], -1.0) for member in members]
        program.at_most([*((y, 1.0) for y in work.values()), *x], 0.0)
        if not any(day.reach[slots:].any() for day in known):
            program.at_least([*((y, 1.0) for y in work.values()), *x], -float(training))
        for t, y in work.items():
            parts = [(y, -1.0)]
            for r in np.flatnonzero(np.array(roles)).tolist():
                flow = program.variable(0.0, np.inf)
                parts.append((flow, 1.0))
                supply[r, t].append((flow, -1.0))
            program.equal(parts, 0.0)
    for r, role in enumerate(problem.requirement.roles.values()):
        for t in range(slots):
            people = supply.get((r, t), [])
            program.constant += SCALE * role.loss_of(t, 0)
            terms = list(people)
            size = _most(answers, r)
            costs = [role.loss_of(t, n) for n in range(size + 1)] if people else []
            for slope, width in _segments(costs):
                terms.append((program.variable(SCALE * slope, width), 1.0))
            if people:
                program.equal(terms, 0.0)


def _segments(costs: list[int]) -> list[tuple[int, int]]:
    """A convex curve as (slope, width), equal slopes joined."""
    joined: list[tuple[int, int]] = []
    for before, after in pairwise(costs):
        slope = after - before
        if joined and joined[-1][0] == slope:
            joined[-1] = (slope, joined[-1][1] + 1)
        else:
            joined.append((slope, 1))
    return joined


def _most(answers: Answers, role: int) -> int:
    """How many people could ever work a role at once."""
    return sum(bool(about.can[:, role].any()) for about in answers.people.values())


def _classes(
    answers: Answers, hours: dict[str, dict[int, tuple[int, Day]]]
) -> dict[tuple[int, tuple[bool, ...]], list[str]]:
    """People by day and roles."""
    found: dict[tuple[int, tuple[bool, ...]], list[str]] = defaultdict(list)
    for name, days in hours.items():
        for day in days:
            roles = tuple(answers.people[name].can[day].tolist())
            if any(roles):
                found[day, roles].append(name)
    return found


def _class_day(program: Program, slots: int, known: list[Day]) -> dict[int, int]:
    """Presence of one class over a day: slot -> variable of those who work."""
    reach = np.zeros(slots, np.int64)
    for day in known:
        inside = min(slots, len(day.reach))
        reach[:inside] += day.reach[:inside]
    shortest = min(day.shortest for day in known)
    work: dict[int, int] = {}
    begun: dict[int, int] = {}
    before = None
    for t in np.flatnonzero(reach).tolist():
        size = float(reach[t])
        on, work[t] = program.variable(0.0, size), program.variable(0.0, size)
        program.at_most([(work[t], 1.0), (on, -1.0)], 0.0)
        begun[t], ended = program.variable(0.0, size), program.variable(0.0, np.inf)
        flow = [(on, 1.0), (begun[t], -1.0), (ended, 1.0)]
        program.equal([*flow, (before, -1.0)] if before is not None else flow, 0.0)
        recent = [(begun[s], 1.0) for s in range(t - shortest + 1, t + 1) if s in begun]
        program.at_most([*recent, (on, -1.0)], 0.0)
        before = on if t + 1 < slots and reach[t + 1] else None
    program.at_most([(start, 1.0) for start in begun.values()], float(len(known)))
    return work


def _hopeless_needs(answers: Answers) -> float:
    """The prices of needs whose course cannot be held at any time."""
    return float(
        SCALE
        * sum(
            holding.prices.get(need.person_id, 0)
            for need in answers.problem.needs
            if need.course_id in answers.holdings
            for holding in [answers.holdings[need.course_id][1]]
            if not holding.starts.any()
        )
    )


def _forced(about: PersonAnswers) -> int:
    """Wages that the person's least hours force, in sixtieths: the price of the cheapest rows."""
    table = about.candidates.table
    forced = 0.0
    for _, count in about.counts:
        rows = count.amount > 0
        if count.per == SCALE and count.least_price and rows.any():
            unit = float((about.prices[rows] / count.amount[rows]).min())
            if unit <= scaled(count, count.least_price):
                forced += unit * max(count.least - count.carried, 0)
    return int(forced) if len(table) else 0
