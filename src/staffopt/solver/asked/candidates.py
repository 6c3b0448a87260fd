"""Every person's table of legal shifts, with the breaks each of them owes."""

from __future__ import annotations

from collections.abc import Container, Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from staffopt.domain.arrays import Ints
from staffopt.domain.break_shapes import BreakDue
from staffopt.domain.grid_shifts import table_of
from staffopt.domain.people import Person
from staffopt.domain.problem import Problem
from staffopt.domain.shapes import ShiftTable
from staffopt.domain.shifts import Shift
from staffopt.rules.base import Rule
from staffopt.rules.planned_breaks import planned_breaks


@dataclass(frozen=True)
class Breaks:
    """The breaks each row owes, padded to the most any row owes: arrays rows x breaks.

    `slots` is the length (0: no break), `first` and `last` are the earliest and latest absolute
    slot it may start in, `minutes` its true length.
    """

    slots: Ints
    first: Ints
    last: Ints
    minutes: Ints
    paid: NDArray[np.bool_]


@dataclass(frozen=True)
class Candidates:
    """One person's legal shifts: the table, the breaks, and which day is pinned to which row."""

    person: Person
    table: ShiftTable
    breaks: Breaks
    pinned: dict[int, int]
    pins: dict[int, Shift]


def candidates(
    problem: Problem,
    person: Person,
    rules: Sequence[Rule],
    shifts: ShiftTable,
    loose: Container[str] = (),
) -> Candidates:
    """The rows of `shifts` that the rules allow a person, pins added and given their day alone.

    `loose` are ids of pins that cannot be kept block by block; they are left to the rules.
    """
    pins = {
        problem.horizon.day_of(pin.start): pin
        for pin in problem.pins
        if pin.person_id == person.id and pin.id not in loose
    }
    table = _with_pins(shifts, pins)
    dues = planned_breaks(problem, person, rules, table)
    unpaid = sum((due.minutes * due.due for due in dues if not due.paid), np.zeros(len(table), int))
    table = replace(table, paid=table.minutes - unpaid)
    breaks = _breaks(table, dues)
    keep = np.all((breaks.slots == 0) | (breaks.first <= breaks.last), axis=1)
    for rule in rules:
        mask = rule.allows(problem, person, table)
        if mask is not None:
            keep &= mask
    pinned_rows = np.arange(len(table)) >= len(shifts)
    has_pin = np.isin(table.day, table.day[pinned_rows & keep])
    keep &= pinned_rows | ~has_pin
    order = np.flatnonzero(keep)
    order = order[np.lexsort((table.end[order], table.start[order], table.day[order]))]
    kept = _take(table, order)
    pinned = {int(kept.day[k]): int(k) for k in np.flatnonzero(pinned_rows[order])}
    return Candidates(person, kept, _rows(breaks, order), pinned, pins)


def _with_pins(table: ShiftTable, pins: dict[int, Shift]) -> ShiftTable:
    if not pins:
        return table
    horizon = table.horizon
    day = np.array(list(pins), np.int64)
    start = np.array([horizon.slot(pin.start) for pin in pins.values()], np.int64)
    end = np.array([horizon.slot_up(pin.end) for pin in pins.values()], np.int64)
    columns = [
        np.concatenate([old, new])
        for old, new in zip((table.day, table.start, table.end), (day, start, end), strict=True)
    ]
    return table_of(horizon, *columns)


def _take(table: ShiftTable, order: Ints) -> ShiftTable:
    columns = (table.day, table.start, table.end, table.minutes, table.paid)
    return ShiftTable(table.horizon, *(column[order] for column in columns))


def _rows(breaks: Breaks, order: Ints) -> Breaks:
    return Breaks(
        breaks.slots[order],
        breaks.first[order],
        breaks.last[order],
        breaks.minutes[order],
        breaks.paid[order],
    )


def _breaks(table: ShiftTable, dues: Sequence[BreakDue]) -> Breaks:
    """Break windows as absolute slots, inside the shift and away from its edges."""
    rows, size = len(table), table.horizon.slot_minutes
    slots, first, last, minutes = (np.zeros((rows, len(dues)), np.int64) for _ in range(4))
    paid = np.zeros((rows, len(dues)), bool)
    for k, due in enumerate(dues):
        length = -(-due.minutes // size)
        slots[:, k] = np.where(due.due, length, 0)
        first[:, k] = np.maximum(table.start + -(-due.earliest // size), table.start + 1)
        last[:, k] = np.minimum(table.start + due.latest // size, table.end - length - 1)
        minutes[:, k] = np.where(due.due, due.minutes, 0)
        paid[:, k] = due.paid
    order = np.argsort(np.where(slots > 0, first, np.iinfo(np.int64).max), axis=1, kind="stable")
    columns = (np.take_along_axis(a, order, 1) for a in (slots, first, last, minutes, paid))
    width = int((slots > 0).sum(axis=1).max(initial=0))
    return Breaks(*(column[:, :width] for column in columns))
