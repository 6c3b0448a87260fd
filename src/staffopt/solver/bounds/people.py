"""Everybody's week in the relaxation: kinds of shift, hours, days, their prices."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from staffopt.domain.arrays import Bools, Floats, Ints
from staffopt.domain.shapes import Count, Run
from staffopt.solver.asked.answers import Answers, PersonAnswers, scaled
from staffopt.solver.bounds.linear_program import LinearProgram

OWN = "wages and wishes"
HOURS = "contracts"


@dataclass(frozen=True)
class Kinds:
    """One person's kinds of shift: rows of a day that count, and work, alike.

    Valid: rows with equal amounts and equal work become one column at the lowest of their prices,
    and columns may be taken in fractions, so that every legal week is among those allowed here.
    """

    column: Ints
    of_row: Ints
    """Row of the person's table -> number of its kind."""
    day: Ints
    amount: Ints
    """Kinds x counts."""
    spread: Ints
    """Kinds x spreads."""
    works: Floats
    """Kinds x 2: least and most slots of work in the horizon."""
    wage: Floats
    """What of the price is base pay."""

    def alike(self, day: int, said: Ints) -> Bools:
        """The kinds of a day with some work and some parts in the spreads."""
        same = (np.column_stack([self.works, self.spread]) == said).all(axis=1)
        return np.asarray((self.day == day) & same, bool)


def person_columns(program: LinearProgram, answers: Answers, about: PersonAnswers) -> Kinds:
    """The person's columns, one shift a day at most, and all that is said about the week."""
    table = about.candidates.table
    amounts = [count.amount for _, count in about.counts]
    work = work_of_rows(answers, about)
    shared = spread_of_rows(answers, about.person.id, len(table.day))
    key = np.column_stack([table.day, *work.T, *shared.T, *amounts])
    kinds, inverse = np.unique(key.astype(np.int64), axis=0, return_inverse=True)
    price = np.full(len(kinds), np.inf)
    np.minimum.at(price, inverse.ravel(), about.prices)
    wage = np.full(len(kinds), np.inf)
    np.minimum.at(wage, inverse.ravel(), table.paid * about.person.wage)
    column = program.add(OWN, price, 1.0) if len(kinds) else np.zeros(0, np.int64)
    works = kinds[:, 1:3].astype(float)
    first = 3 + shared.shape[1]
    found = Kinds(
        column, inverse.ravel(), kinds[:, 0], kinds[:, first:], kinds[:, 3:first], works, wage
    )
    for day in range(answers.problem.horizon.days):
        here = column[found.day == day]
        if len(here):
            pinned = day in about.candidates.pinned
            program.row(here, 1.0, least=1.0 if pinned else -np.inf, most=1.0)
    for k, (_, count) in enumerate(about.counts):
        _count(program, count, found, k)
    for _, run in about.runs:
        _run(program, run, found, answers.problem.horizon.days)
    return found


def work_of_rows(answers: Answers, about: PersonAnswers) -> Ints:
    """Rows x 2: the least and the most slots of work a row gives inside the horizon.

    Every slot of a shift outside breaks and sessions is worked, and a break takes whole slots; the
    two differ only for shifts that cross the horizon's end, for pins, and for people without roles.
    """
    table = about.candidates.table
    inside = np.minimum(table.end, answers.problem.horizon.slots) - table.start
    broken = about.candidates.breaks.slots.sum(axis=1)
    most = np.minimum(table.end - table.start - broken, inside)
    least = np.maximum(inside - broken, 0)
    pinned = list(about.candidates.pinned.values())
    least[pinned] = 0
    most[pinned] = inside[pinned]
    workless = np.flatnonzero(about.can.sum(axis=1) == 0)
    least[np.isin(table.day, workless)] = 0
    return np.column_stack([least, most])


def spread_of_rows(answers: Answers, name: str, rows: int) -> Ints:
    """Rows x spreads: what each of a person's rows adds to each spread."""
    nothing = np.zeros(rows, np.int64)
    each = [spread.amount.get(name, nothing) for _, spread in answers.spreads]
    return np.column_stack(each) if each else np.zeros((rows, 0), np.int64)


def _count(program: LinearProgram, count: Count, kinds: Kinds, k: int) -> None:
    """The limit and the prices of one sum. Valid: these are the model's own terms."""
    amount = kinds.amount[:, k].astype(float)
    where = kinds.column[amount != 0]
    weights = amount[amount != 0]
    top = most_in_days(kinds, amount)
    if count.most is not None and count.carried + top > count.most:
        program.row(where, weights, most=max(count.most - count.carried, 0))
    short = count.least - count.carried
    if short > 0 and count.least_price > 0:
        missing = program.add(HOURS, float(scaled(count, count.least_price)), float(short))
        program.row([*where, *missing], [*weights, 1.0], least=short)
    for above, price in count.tiers:
        excess = count.carried + top - above
        if price > 0 and excess > 0:
            over = program.add(HOURS, float(scaled(count, price)), float(excess))
            program.row([*where, *over], [*weights, -1.0], most=above - count.carried)


def most_in_days(kinds: Kinds, amount: Floats) -> float:
    """The most a sum can come to with one shift a day."""
    if not len(amount):
        return 0.0
    best = np.zeros(int(kinds.day.max()) + 1)
    np.maximum.at(best, kinds.day, amount)
    return float(best.sum())


def _run(program: LinearProgram, run: Run, kinds: Kinds, days: int) -> None:
    """A free day in every row of days that would be too long."""
    windows = [(d, d + run.most) for d in range(days - run.most)]
    if run.before:
        windows.append((0, max(run.most - run.before, 0)))
    for first, last in windows:
        if last < days:
            here = kinds.column[(kinds.day >= first) & (kinds.day <= last)]
            program.row(here, 1.0, most=last - first)
