"""Fills the arrays of the compiled search from what the rules and goals say in shapes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from staffopt.domain.arrays import Ints
from staffopt.domain.people import Person
from staffopt.domain.problem import Problem
from staffopt.domain.shapes import Spread
from staffopt.solver.arrays.gaps import NEVER, Columns, gap_columns
from staffopt.solver.arrays.given import BREAK, Given
from staffopt.solver.arrays.patterns import pattern_columns
from staffopt.solver.arrays.rests import rest_columns
from staffopt.solver.arrays.training import Training, training_arrays
from staffopt.solver.asked.answers import SCALE, Answers, PersonAnswers, scaled
from staffopt.solver.asked.candidates import Candidates

LINE = 64
"""Bytes of a cache line."""
WORD = 1 << 31
"""A price is kept as two words of a record."""


@dataclass(frozen=True)
class Arrays:
    """The arrays of a problem with what is needed to translate a state back into a roster."""

    answers: Answers
    candidates: tuple[Candidates, ...]
    given: Given
    training: Training

    @property
    def problem(self) -> Problem:
        return self.answers.problem


def arrays(answers: Answers) -> Arrays:
    """Pack all answers, people in the problem's order."""
    problem = answers.problem
    about = [answers.people[person.id] for person in problem.people]
    found = [each.candidates for each in about]
    people = [each.person for each in about]
    sizes = np.array([len(each.table) for each in found])
    loss = _loss(answers)
    amounts, counts = _counts(about)
    spread, spreads = _spreads([spread for _, spread in answers.spreads], people, sizes)
    given = Given(
        slot_minutes=problem.horizon.slot_minutes,
        day_start=np.array(problem.horizon.day_starts, np.int64),
        block=answers.block,
        loss=loss,
        slope=np.diff(loss, axis=2, append=0),
        **_cells(problem, found),
        **_records(found, amounts, spread, np.concatenate([each.prices for each in about])),
        **_roles(problem, about),
        **counts,
        **gap_columns(problem, about),
        **_runs(problem, about),
        **pattern_columns(about, problem.horizon.days),
        **rest_columns(problem, about),
        **spreads,
        **_presence(answers, people),
    )
    return Arrays(answers, tuple(found), given, training_arrays(answers))


def _cells(problem: Problem, found: Sequence[Candidates]) -> Columns:
    horizon = problem.horizon
    step = max(problem.grid.start_step // horizon.slot_minutes, 1)
    spans = sorted({span // horizon.slot_minutes for span in problem.grid.spans})
    span_index = np.full(max(spans, default=0) + 1, -1, np.int64)
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
    return {
        "cell_first": cell_first,
        "cell_count": cell_count,
        "row_at": row_at,
        "spans": np.array(spans or [0], np.int64),
        "span_index": span_index,
        "start_step": step,
        "frozen": frozen,
    }


def _records(found: Sequence[Candidates], amounts: Ints, spread: Ints, prices: Ints) -> Columns:
    """Everything about a row in one record."""
    width = max(1, *(each.breaks.slots.shape[1] for each in found))
    slots, first, last = (
        np.concatenate([_pad(getattr(each.breaks, name), width) for each in found])
        for name in ("slots", "first", "last")
    )
    ends = [
        np.concatenate([getattr(each.table, name) for each in found]) for name in ("start", "end")
    ]
    breaks = np.stack([slots, first, last], axis=2).reshape(len(slots), 3 * width)
    columns = (*(each[:, None] for each in ends), (slots > 0).sum(axis=1)[:, None], breaks)
    price = np.stack([prices % WORD, prices // WORD], axis=1)
    rows = np.concatenate([*columns, amounts, spread, price], axis=1)
    count_at = BREAK + 3 * width
    return {
        "rows": _in_lines(rows),
        "count_at": count_at,
        "spread_at": count_at + amounts.shape[1],
        "price_at": count_at + amounts.shape[1] + spread.shape[1],
    }


def _in_lines(rows: Ints) -> NDArray[np.int32]:
    """The records, each beginning at a line of the processor's cache."""
    words = LINE // 4
    width = -(-rows.shape[1] // words) * words
    memory = np.zeros(len(rows) * width + words, np.int32)
    skip = -memory.ctypes.data % LINE // 4
    records = memory[skip : skip + len(rows) * width].reshape(len(rows), width)
    records[:, : rows.shape[1]] = rows
    return records


def _pad(column: Ints, width: int) -> Ints:
    return np.pad(column, ((0, 0), (0, width - column.shape[1])))


def _roles(problem: Problem, about: Sequence[PersonAnswers]) -> Columns:
    can = np.array([each.can for each in about])
    order = np.array([[_rank(each.person, role) for role in problem.roles] for each in about])
    ranked = np.where(can, order[:, None, :], 99)
    fallback = np.where(can.any(axis=2), ranked.argmin(axis=2), -1).astype(np.int64)
    home = order.argmin(axis=1).astype(np.int64)
    at_home = can[np.arange(len(about)), :, home]
    return {
        "can": can,
        "able": np.argsort(~can, axis=2, kind="stable"),
        "able_count": can.sum(axis=2),
        "skills": np.unique(can.reshape(-1, can.shape[2]), axis=0, return_inverse=True)[1].reshape(
            can.shape[:2]
        ),
        "fallback": fallback,
        "barred": ~at_home.all(axis=1) | (can != can[:, :1]).any(axis=(1, 2)),
        "home": home,
    }


def _rank(person: Person, role: str) -> int:
    return person.roles.index(role) if role in person.roles else 50


def _counts(about: Sequence[PersonAnswers]) -> tuple[Ints, Columns]:
    width = max(1, *(len(each.counts) for each in about))
    depth = max([1, *(len(count.tiers) for each in about for _, count in each.counts)])
    shape = (len(about), width)
    carried, least, price = (np.zeros(shape, np.int64) for _ in range(3))
    most = np.full(shape, NEVER)
    tier_at, tier_price = np.full((*shape, depth), NEVER), np.zeros((*shape, depth), np.int64)
    amounts = []
    for p, each in enumerate(about):
        amount = np.zeros((len(each.candidates.table), width), np.int64)
        for k, (_, count) in enumerate(each.counts):
            amount[:, k] = count.amount
            carried[p, k], least[p, k] = count.carried, count.least
            most[p, k] = NEVER if count.most is None else count.most
            price[p, k] = scaled(count, count.least_price)
            for j, (above, each_price) in enumerate(count.tiers):
                tier_at[p, k, j], tier_price[p, k, j] = above, scaled(count, each_price)
        amounts.append(amount)
    return np.concatenate(amounts), {
        "count_carried": carried,
        "count_most": most,
        "count_least": least,
        "count_least_price": price,
        "tier_at": tier_at,
        "tier_price": tier_price,
    }


def _runs(problem: Problem, about: Sequence[PersonAnswers]) -> Columns:
    most = np.full(len(about), problem.horizon.days + 99, np.int64)
    before, after = np.zeros(len(about), np.int64), np.zeros(len(about), np.int64)
    for p, each in enumerate(about):
        if each.runs:
            tightest = min((run for _, run in each.runs), key=lambda run: run.most)
            most[p], before[p], after[p] = tightest.most, tightest.before, tightest.after
    return {"run_most": most, "run_before": before, "run_after": after}


def _spreads(
    spreads: Sequence[Spread], people: Sequence[Person], sizes: Ints
) -> tuple[Ints, Columns]:
    width = max(1, len(spreads))
    member = np.zeros((len(people), width), bool)
    carried = np.zeros((len(people), width), np.int64)
    price = np.zeros(width, np.int64)
    amount = np.zeros((int(sizes.sum()), width), np.int64)
    first = np.concatenate([[0], np.cumsum(sizes)])
    for g, spread in enumerate(spreads):
        price[g] = spread.price * SCALE
        for p, person in enumerate(people):
            if person.id in spread.amount:
                member[p, g] = True
                carried[p, g] = spread.carried.get(person.id, 0)
                amount[first[p] : first[p + 1], g] = spread.amount[person.id]
    return amount, {
        "spread_member": member,
        "spread_carried": carried,
        "spread_price": price,
    }


def _presence(answers: Answers, people: Sequence[Person]) -> Columns:
    problem = answers.problem
    demands = [demand for _, demand in answers.presence]
    width, slots = max(1, len(demands)), answers.tail
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


def _loss(answers: Answers) -> Ints:
    problem = answers.problem
    tables = [role.loss for role in problem.requirement.roles.values()]
    depth = max(len(problem.people) + 2, *(table.shape[1] for table in tables))
    loss = np.zeros((answers.tail, len(tables), depth), np.int64)
    for r, table in enumerate(tables):
        known = table.shape[1]
        loss[: len(table), r, :known] = table
        slope = table[:, -1] - table[:, -2] if known > 1 else np.zeros(len(table), np.int64)
        for n in range(known, depth):
            loss[: len(table), r, n] = loss[: len(table), r, n - 1] + slope
    return loss * SCALE
