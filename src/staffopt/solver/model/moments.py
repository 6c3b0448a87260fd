"""What a model says about moments: loss of service, and who must be at work together."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from itertools import pairwise

from staffopt.domain.requirement import RoleRequirement
from staffopt.domain.shapes import Presence, Spread
from staffopt.solver.asked.answers import SCALE, Answers
from staffopt.solver.model.cover import Cover
from staffopt.solver.model.pen import Pen, Promise, Sum, Values, Var
from staffopt.solver.model.person import Week


def say_loss(pen: Pen, answers: Answers, cover: Cover) -> None:
    """The loss of every role and slot for the people who work it, everybody at most."""
    everybody = len(answers.people)
    for number, role in enumerate(answers.problem.requirement.roles.values()):
        for slot in range(answers.problem.horizon.slots):
            people = cover.roles.get((number, slot))
            most = 0 if people is None else min(len(people.variables), everybody)
            least = 0 if people is None else people.constant
            steps = _steps(role, slot, least, most)
            pen.cost.constant += SCALE * role.loss_of(slot, least)
            if people is not None and steps:
                _price_steps(pen, Sum(-least).plus(people), steps)


def _steps(role: RoleRequirement, slot: int, least: int, most: int) -> list[int]:
    """What each further person changes the loss by."""
    costs = [role.loss_of(slot, n) for n in range(least, least + most + 1)]
    return [SCALE * (after - before) for before, after in pairwise(costs)]


def _price_steps(pen: Pen, people: Sum, steps: list[int]) -> None:
    """Cost of 0, 1, 2 ... people: a variable for each stretch of equal steps.

    Convex costs fill the stretches in order by themselves; others are made to.
    """
    if len(set(steps)) == 1:
        pen.cost.plus(people, steps[0])
        return
    stretches: list[list[int]] = []
    for step in steps:
        if stretches and stretches[-1][0] == step:
            stretches[-1][1] += 1
        else:
            stretches.append([step, 1])
    rest = Sum().plus(people)
    counted = _Counted(people)
    filled = 0
    parts = []
    for step, width in stretches:
        part = pen.number(0, width, partial(_within, counted, filled, width))
        parts.append((part, width))
        rest.add(part, -1)
        pen.cost.add(part, step)
        filled += width
    pen.require(rest, Promise("arithmetic"), least=0, most=0)
    if any(after[0] < before[0] for before, after in pairwise(stretches)):
        _in_order(pen, parts)


class _Counted:
    """A sum that is added up once for all stretches that ask: some have thousands of parts."""

    def __init__(self, total: Sum) -> None:
        self._total = total
        self._values: Values | None = None
        self._found = 0

    def value(self, values: Values) -> int:
        """The sum under given values, which are being completed and do not change before it."""
        if self._values is not values:
            self._values, self._found = values, self._total.value(values)
        return self._found


def _within(people: _Counted, below: int, width: int, values: Values) -> int:
    """How much of a stretch that begins at `below` people is used."""
    return min(max(people.value(values) - below, 0), width)


def _is_full(part: Var, width: int, values: Values) -> int:
    return int(values[part.index] == width)


def _in_order(pen: Pen, parts: list[tuple[Var, int]]) -> None:
    """A stretch is used only when the one before is full."""
    for (before, width), (after, size) in pairwise(parts):
        full = pen.choice(partial(_is_full, before, width))
        pen.require(Sum(0, [before]).add(full, -width), Promise("arithmetic"), least=0)
        pen.require(Sum(0, [after]).add(full, -size), Promise("arithmetic"), most=0)


def say_presence(pen: Pen, answers: Answers, cover: Cover) -> None:
    """People missing where some must be at work together."""
    minutes = answers.problem.horizon.slot_minutes
    for _, demand in answers.presence:
        price = demand.price * minutes
        for slot in range(answers.problem.horizon.slots):
            if demand.slots[slot] and price:
                _price_missing(pen, cover, demand, slot, price)


def _price_missing(pen: Pen, cover: Cover, demand: Presence, slot: int, price: int) -> None:
    missing = Sum(demand.least).plus(cover.count(cover.working, slot, demand.members), -1)
    high = missing.constant
    if high <= 0:
        return
    if demand.only_if is None:
        if missing.variables:
            pen.cost.add(pen.excess(missing, high, 0), price)
        else:
            pen.cost.constant += price * high
        return
    someone = [
        works
        for person, works in cover.working.get(slot, {}).items()
        if person in demand.only_if and (works.constant or works.variables)
    ]
    if any(works.constant for works in someone):
        _price_missing(pen, cover, replace(demand, only_if=None), slot, price)
    elif someone:
        _price_while(pen, someone, missing, price)


def _price_while(pen: Pen, someone: list[Sum], missing: Sum, price: int) -> None:
    """People missing, priced only while one of `someone` is at work."""
    high = missing.constant

    def short(values: Values) -> int:
        there = any(works.value(values) for works in someone)
        return max(missing.value(values), 0) if there else 0

    over = pen.number(0, high, short)
    for works in someone:
        least = Sum(-high).plus(missing).plus(works, high).add(over, -1)
        pen.require(least, Promise("arithmetic"), most=0)
    pen.cost.add(over, price)


def say_spread(pen: Pen, spread: Spread, weeks: dict[str, Week]) -> None:
    """The price of the largest sum of a group less the smallest."""
    totals = [
        Sum(spread.carried.get(name, 0)).plus(weeks[name].total(amount))
        for name, amount in spread.amount.items()
        if name in weeks
    ]
    if not totals or not spread.price:
        return
    lows = [t.constant + sum(min(w, 0) for w in t.weights) for t in totals]
    highs = [t.constant + sum(max(w, 0) for w in t.weights) for t in totals]
    price = spread.price * SCALE
    if not any(total.variables for total in totals):
        pen.cost.constant += price * (max(highs) - min(lows))
        return
    top = pen.number(min(lows), max(highs), lambda v: max(t.value(v) for t in totals))
    bottom = pen.number(min(lows), max(highs), lambda v: min(t.value(v) for t in totals))
    for total in totals:
        pen.require(Sum(0, [top]).plus(total, -1), Promise("arithmetic"), least=0)
        pen.require(Sum(0, [bottom]).plus(total, -1), Promise("arithmetic"), most=0)
    pen.cost.add(top, price).add(bottom, -price)
