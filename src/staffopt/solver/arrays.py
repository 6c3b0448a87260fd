"""The whole problem as flat arrays: what the compiled search reads, filled from the shapes.

Money is in sixtieths of a hundredth of the currency, so that wage x minutes is exact.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from staffopt.domain.people import Person
from staffopt.domain.problem import Problem
from staffopt.domain.shapes import Count, Ints, Run, ShiftTable, Spread
from staffopt.goals.base import Goal
from staffopt.rules.base import Rule
from staffopt.solver.candidates import Candidates, staffed_slots
from staffopt.solver.training_arrays import Training, training_arrays

SCALE = 60
NEVER = np.int64(1) << 40


class Given(NamedTuple):
    """P people, D days, T slots (with the tail after the horizon), R roles; everybody's rows."""

    slot_minutes: int
    day_start: Ints
    """D + 1 slots."""
    cell_first: Ints
    """P x D: first row of a person's day."""
    cell_count: Ints
    row_start: NDArray[np.int32]
    row_end: NDArray[np.int32]
    row_price: Ints
    row_breaks: NDArray[np.int32]
    """How many breaks a row owes; the next three are rows x B."""
    break_slots: NDArray[np.int32]
    break_first: NDArray[np.int32]
    break_last: NDArray[np.int32]
    row_count: NDArray[np.int32]
    """Rows x K: what a row adds to each of its person's counts."""
    row_spread: NDArray[np.int32]
    """Rows x G: what a row adds to each spread."""
    row_at: NDArray[np.int32]
    """P x D x start step x span: the row, or -1."""
    span_index: NDArray[np.int32]
    """Span in slots -> index in the last axis of row_at, or -1."""
    start_step: int
    frozen: NDArray[np.bool_]
    """P x D: pinned days, never moved."""
    can: NDArray[np.bool_]
    """P x D x R: which roles."""
    fallback: NDArray[np.int8]
    """P x D: first allowed role, -1 when there is none."""
    block: int
    """Least slots of a role in a piece of work with several roles."""
    count_carried: Ints
    count_most: Ints
    count_least: Ints
    count_least_price: Ints
    tier_at: Ints
    """P x K x J: priced thresholds."""
    tier_price: Ints
    gap_hard: Ints
    """P: least slots between two shifts."""
    gap_soft: Ints
    """P x Q: gaps below this cost gap_price."""
    gap_price: Ints
    last_end: Ints
    """P: slot in which the shift before the horizon ends."""
    next_start: Ints
    """P: slot in which the first shift after the horizon starts."""
    run_most: Ints
    run_before: Ints
    run_after: Ints
    spread_member: NDArray[np.bool_]
    """P x G."""
    spread_carried: Ints
    spread_price: Ints
    duty_member: NDArray[np.bool_]
    """P x H: counts for a presence demand."""
    duty_if: NDArray[np.bool_]
    """P x H: makes a conditional presence demand hold."""
    duty_counted: NDArray[np.bool_]
    """P: matters to some presence demand."""
    duty_slots: NDArray[np.bool_]
    """H x T."""
    duty_least: Ints
    duty_price: Ints
    duty_conditional: NDArray[np.bool_]
    loss: Ints
    """R x T x N: cost of n people, for as many as there are; the last slope goes on."""
    home: Ints
    """P: main role."""


@dataclass(frozen=True)
class Arrays:
    """The arrays of a problem with what is needed to translate a state back into a roster."""

    problem: Problem
    rules: tuple[Rule, ...]
    goals: tuple[Goal, ...]
    candidates: tuple[Candidates, ...]
    given: Given
    training: Training


def arrays(
    problem: Problem,
    rules: Sequence[Rule],
    goals: Sequence[Goal],
    found: Sequence[Candidates],
) -> Arrays:
    """Ask every rule and goal for its shapes and pack the answers."""
    people = [each.person for each in found]
    tables = {each.person.id: each.table for each in found}
    goals = [goal for goal in goals if goal.enabled]
    sizes = np.array([len(each.table) for each in found])
    spreads = [spread for goal in goals for spread in goal.spreads(problem, tables)]
    given = Given(
        slot_minutes=problem.horizon.slot_minutes,
        day_start=np.array(problem.horizon.day_starts, np.int64),
        **_rows(problem, found),
        **_prices(problem, goals, found),
        **_roles(problem, rules, people),
        **_counts(problem, rules, goals, found),
        **_gaps(problem, rules, people),
        **_runs(problem, rules, people),
        **_spreads(spreads, people, sizes),
        **_presence(problem, rules, people),
        loss=_loss(problem),
    )
    training = training_arrays(problem, rules)
    return Arrays(problem, tuple(rules), tuple(goals), tuple(found), given, training)


def _rows(problem: Problem, found: Sequence[Candidates]) -> dict[str, object]:
    horizon = problem.horizon
    step = max(problem.grid.start_step // horizon.slot_minutes, 1)
    spans = sorted({span // horizon.slot_minutes for span in problem.grid.spans})
    span_index = np.full(max(spans, default=0) + 1, -1, np.int32)
    span_index[spans] = np.arange(len(spans))
    longest_day = int(np.diff(horizon.day_starts).max())
    shape = (len(found), horizon.days)
    cell_first, cell_count = np.zeros(shape, np.int64), np.zeros(shape, np.int64)
    row_at = np.full((*shape, longest_day // step + 1, max(len(spans), 1)), -1, np.int32)
    frozen = np.zeros(shape, bool)
    offset = 0
    for p, each in enumerate(found):
        table = each.table
        cell_count[p] = np.bincount(table.day, minlength=horizon.days)
        cell_first[p] = offset + np.concatenate([[0], np.cumsum(cell_count[p])[:-1]])
        free = np.ones(len(table), bool)
        free[list(each.pinned.values())] = False
        frozen[p, list(each.pinned)] = True
        begin = (table.start - np.array(horizon.day_starts)[table.day]) // step
        rows = offset + np.arange(len(table))
        span = (table.end - table.start)[free]
        row_at[p, table.day[free], begin[free], span_index[span]] = rows[free]
        offset += len(table)
    width = max(each.breaks.slots.shape[1] for each in found)
    return {
        "cell_first": cell_first,
        "cell_count": cell_count,
        "row_at": row_at,
        "span_index": span_index,
        "start_step": step,
        "frozen": frozen,
        "row_start": _join(each.table.start for each in found),
        "row_end": _join(each.table.end for each in found),
        "row_breaks": _join((each.breaks.slots > 0).sum(axis=1) for each in found),
        "break_slots": _join(_pad(each.breaks.slots, width) for each in found),
        "break_first": _join(_pad(each.breaks.first, width) for each in found),
        "break_last": _join(_pad(each.breaks.last, width) for each in found),
    }


def _join(columns: object) -> NDArray[np.int32]:
    return np.ascontiguousarray(np.concatenate(list(columns)).astype(np.int32))  # type: ignore[call-overload]


def _pad(column: Ints, width: int) -> Ints:
    return np.pad(column, ((0, 0), (0, max(width, 1) - column.shape[1])))


def _prices(
    problem: Problem, goals: Sequence[Goal], found: Sequence[Candidates]
) -> dict[str, object]:
    prices = []
    for each in found:
        total = np.zeros(len(each.table), np.int64)
        for goal in goals:
            price = goal.prices(problem, each.person, each.table)
            if price is not None:
                total += price
        prices.append(total)
    return {"row_price": np.concatenate(prices)}


def _roles(problem: Problem, rules: Sequence[Rule], people: Sequence[Person]) -> dict[str, object]:
    roles = problem.roles
    can = np.ones((len(people), problem.horizon.days, len(roles)), bool)
    for p, person in enumerate(people):
        for rule in rules:
            mask = rule.may_work(problem, person)
            if mask is not None:
                can[p] &= mask.T if mask.shape == (len(roles), problem.horizon.days) else mask
    order = np.array([[_rank(person, role) for role in roles] for person in people])
    ranked = np.where(can, order[:, None, :], 99)
    fallback = np.where(can.any(axis=2), ranked.argmin(axis=2), -1).astype(np.int8)
    minutes = max((rule.least_block(problem) for rule in rules), default=0)
    home = np.array([order[p].argmin() for p in range(len(people))], np.int64)
    block = -(-minutes // problem.horizon.slot_minutes)
    return {"can": can, "fallback": fallback, "block": int(block), "home": home}


def _rank(person: Person, role: str) -> int:
    return person.roles.index(role) if role in person.roles else 50


def _counts(
    problem: Problem, rules: Sequence[Rule], goals: Sequence[Goal], found: Sequence[Candidates]
) -> dict[str, object]:
    answers = [
        [
            count
            for source in (*rules, *goals)
            for count in source.counts(problem, each.person, each.table)
        ]
        for each in found
    ]
    width = max(1, *(len(counts) for counts in answers))
    depth = max([1, *(len(count.tiers) for counts in answers for count in counts)])
    shape = (len(found), width)
    carried, least, price = (np.zeros(shape, np.int64) for _ in range(3))
    most = np.full(shape, NEVER)
    tier_at, tier_price = np.full((*shape, depth), NEVER), np.zeros((*shape, depth), np.int64)
    amounts = []
    for p, (each, counts) in enumerate(zip(found, answers, strict=True)):
        amount = np.zeros((len(each.table), width), np.int32)
        for k, count in enumerate(counts):
            amount[:, k] = count.amount
            carried[p, k], least[p, k] = count.carried, count.least
            most[p, k] = NEVER if count.most is None else count.most
            price[p, k] = _scaled(count, count.least_price)
            for j, (above, each_price) in enumerate(count.tiers):
                tier_at[p, k, j], tier_price[p, k, j] = above, _scaled(count, each_price)
        amounts.append(amount)
    return {
        "row_count": np.concatenate(amounts),
        "count_carried": carried,
        "count_most": most,
        "count_least": least,
        "count_least_price": price,
        "tier_at": tier_at,
        "tier_price": tier_price,
    }


def _scaled(count: Count, price: int) -> int:
    return price * SCALE // count.per


def _gaps(problem: Problem, rules: Sequence[Rule], people: Sequence[Person]) -> dict[str, object]:
    horizon = problem.horizon
    answers = [
        [gap for rule in rules for gap in rule.follows(problem, person)] for person in people
    ]
    soft = [[gap for gap in gaps if gap.price is not None] for gaps in answers]
    width = max(1, *(len(gaps) for gaps in soft))
    gap_soft, gap_price = (np.zeros((len(people), width), np.int64) for _ in range(2))
    hard = np.zeros(len(people), np.int64)
    last_end, next_start = np.full(len(people), -NEVER), np.full(len(people), NEVER)
    for p, person in enumerate(people):
        hard[p] = max(
            (-(-gap.minutes // horizon.slot_minutes) for gap in answers[p] if gap.price is None),
            default=0,
        )
        for q, gap in enumerate(soft[p]):
            gap_soft[p, q] = -(-gap.minutes // horizon.slot_minutes)
            gap_price[p, q] = (gap.price or 0) * SCALE
        around = problem.around(person.id)
        ends = [horizon.slot_up(shift.end) for shift in around if shift.start < horizon.start]
        starts = [horizon.slot(shift.start) for shift in around if shift.start >= horizon.end]
        last_end[p] = max(ends, default=-NEVER)
        next_start[p] = min(starts, default=NEVER)
    return {
        "gap_hard": hard,
        "gap_soft": gap_soft,
        "gap_price": gap_price,
        "last_end": last_end,
        "next_start": next_start,
    }


def _runs(problem: Problem, rules: Sequence[Rule], people: Sequence[Person]) -> dict[str, object]:
    most = np.full(len(people), problem.horizon.days + 99, np.int64)
    before, after = np.zeros(len(people), np.int64), np.zeros(len(people), np.int64)
    for p, person in enumerate(people):
        runs: list[Run] = [run for rule in rules for run in rule.runs(problem, person)]
        if runs:
            tightest = min(runs, key=lambda run: run.most)
            most[p], before[p], after[p] = tightest.most, tightest.before, tightest.after
    return {"run_most": most, "run_before": before, "run_after": after}


def _spreads(spreads: Sequence[Spread], people: Sequence[Person], sizes: Ints) -> dict[str, object]:
    width = max(1, len(spreads))
    member = np.zeros((len(people), width), bool)
    carried = np.zeros((len(people), width), np.int64)
    price = np.zeros(width, np.int64)
    amount = np.zeros((int(sizes.sum()), width), np.int32)
    first = np.concatenate([[0], np.cumsum(sizes)])
    for g, spread in enumerate(spreads):
        price[g] = spread.price * SCALE
        for p, person in enumerate(people):
            if person.id in spread.amount:
                member[p, g] = True
                carried[p, g] = spread.carried.get(person.id, 0)
                amount[first[p] : first[p + 1], g] = spread.amount[person.id]
    return {
        "row_spread": amount,
        "spread_member": member,
        "spread_carried": carried,
        "spread_price": price,
    }


def _presence(
    problem: Problem, rules: Sequence[Rule], people: Sequence[Person]
) -> dict[str, object]:
    demands = [demand for rule in rules for demand in rule.together(problem)]
    width, slots = max(1, len(demands)), len(staffed_slots(problem))
    ids = [person.id for person in people]
    member = np.zeros((len(people), width), bool)
    condition = np.zeros((len(people), width), bool)
    where = np.zeros((width, slots), bool)
    least, price = np.zeros(width, np.int64), np.zeros(width, np.int64)
    conditional = np.zeros(width, bool)
    for h, demand in enumerate(demands):
        member[:, h] = [person in demand.members for person in ids]
        where[h, : len(demand.slots)] = demand.slots
        least[h] = demand.least
        price[h] = demand.price * problem.horizon.slot_minutes
        if demand.only_if is not None:
            conditional[h] = True
            condition[:, h] = [person in demand.only_if for person in ids]
    return {
        "duty_member": member,
        "duty_if": condition,
        "duty_counted": (member | condition).any(axis=1),
        "duty_slots": where,
        "duty_least": least,
        "duty_price": price,
        "duty_conditional": conditional,
    }


def _loss(problem: Problem) -> Ints:
    tables = [role.loss for role in problem.requirement.roles.values()]
    depth = max(len(problem.people) + 2, *(table.shape[1] for table in tables))
    loss = np.zeros((len(tables), len(staffed_slots(problem)), depth), np.int64)
    for r, table in enumerate(tables):
        known = table.shape[1]
        loss[r, : len(table), :known] = table
        slope = table[:, -1] - table[:, -2] if known > 1 else np.zeros(len(table), np.int64)
        for n in range(known, depth):
            loss[r, : len(table), n] = loss[r, : len(table), n - 1] + slope
    return loss * SCALE


__all__ = ["Arrays", "Given", "ShiftTable", "arrays"]
