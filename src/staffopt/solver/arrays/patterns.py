"""Patterns of days as arrays: least runs, groups of days, shifts that may not follow each other."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from staffopt.domain.doba_shape import NEVER
from staffopt.errors import ConfigError
from staffopt.errors import Problem as Fault
from staffopt.solver.asked.answers import SCALE, PersonAnswers

Columns = dict[str, Any]
HARD = -1
UNKNOWN = -1
MOST_SUCCESSIONS = 62
"""Bits of a whole number."""


def pattern_columns(about: Sequence[PersonAnswers], days: int) -> Columns:
    """The columns of `Given` that `day_patterns` reads."""
    return {**_least_runs(about), **_groups(about, days), **_successions(about), **_dobas(about)}


def _least_runs(about: Sequence[PersonAnswers]) -> Columns:
    width = max([1, *(len(each.least_runs) for each in about)])
    shape = (len(about), width)
    least, price = np.zeros(shape, np.int64), np.zeros(shape, np.int64)
    before, after = np.full(shape, UNKNOWN, np.int64), np.full(shape, UNKNOWN, np.int64)
    worked = np.zeros(shape, bool)
    for p, each in enumerate(about):
        for k, (_, run) in enumerate(each.least_runs):
            least[p, k], price[p, k], worked[p, k] = run.least, run.price * SCALE, run.worked
            before[p, k] = UNKNOWN if run.before is None else run.before
            after[p, k] = UNKNOWN if run.after is None else run.after
    return {
        "stretch_least": least,
        "stretch_price": price,
        "stretch_worked": worked,
        "stretch_before": before,
        "stretch_after": after,
        "stretch_any": bool((least > 1).any()),
    }


def _groups(about: Sequence[PersonAnswers], days: int) -> Columns:
    width = max([0, *(len(each.groups) for each in about)])
    shape = (len(about), width)
    group = np.full((*shape, days), -1, np.int32)
    most, price = np.full(shape, days, np.int64), np.full(shape, HARD, np.int64)
    for p, each in enumerate(about):
        for k, (_, groups) in enumerate(each.groups):
            most[p, k] = groups.most
            price[p, k] = HARD if groups.price is None else groups.price * SCALE
            for number, members in enumerate(groups.groups):
                group[p, k, list(members)] = number
    return {"group_of": group, "group_most": most, "group_price": price}


def _successions(about: Sequence[PersonAnswers]) -> Columns:
    """A bit for each succession of a person: a row is of the first kind, or of the second."""
    width = max([0, *(len(each.successions) for each in about)])
    if width > MOST_SUCCESSIONS:
        told = f"at most {MOST_SUCCESSIONS}"
        raise ConfigError(Fault("rules of the type successions", f"{width} for one person", told))
    people = len(about)
    price = np.full((people, width), HARD, np.int64)
    forbidden, eve, morrow = (np.zeros(people, np.int64) for _ in range(3))
    firsts, thens = [], []
    for p, each in enumerate(about):
        first = np.zeros(len(each.candidates.table), np.int64)
        then = np.zeros(len(each.candidates.table), np.int64)
        for k, (_, succession) in enumerate(each.successions):
            bit = 1 << k
            first |= np.where(succession.first, bit, 0)
            then |= np.where(succession.then, bit, 0)
            eve[p] |= bit * succession.eve
            morrow[p] |= bit * succession.morrow
            if succession.price is None:
                forbidden[p] |= bit
            else:
                price[p, k] = succession.price * SCALE
        firsts.append(first)
        thens.append(then)
    return {
        "row_first": _joined(firsts),
        "row_then": _joined(thens),
        "follow_eve": eve,
        "follow_morrow": morrow,
        "follow_forbidden": forbidden,
        "follow_price": price,
    }


def _dobas(about: Sequence[PersonAnswers]) -> Columns:
    """What rows leave of the 24 hours from their start, and what they add to those of others."""
    width = max([0, *(len(each.dobas) for each in about)])
    columns: dict[str, list[NDArray[np.int64]]] = {"left": [], "free_from": [], "in_doba": []}
    for each in about:
        table = each.candidates.table
        shape = (len(table), width)
        left, amount = np.zeros(shape, np.int64), np.zeros(shape, np.int64)
        free_from = np.full(shape, NEVER, np.int64)
        for k, (_, doba) in enumerate(each.dobas):
            left[:, k], amount[:, k] = doba.left(), doba.amount
            free_from[:, k] = doba.free_from(table)
        columns["left"].append(left)
        columns["free_from"].append(free_from)
        columns["in_doba"].append(amount)
    return {f"row_{name}": _joined(column) for name, column in columns.items()}


def _joined(columns: Sequence[NDArray[np.int64]]) -> NDArray[np.int64]:
    return np.ascontiguousarray(np.concatenate(columns))
