"""The shifts that rules allow a person, for a first look at a store before any search."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from staffopt.domain.people import Person
from staffopt.domain.problem import Problem
from staffopt.domain.shapes import ShiftTable
from staffopt.inputs.store import Store
from staffopt.rules.planned_breaks import planned_breaks


def legal_shifts(store: Store, problem: Problem, person: Person, shifts: ShiftTable) -> ShiftTable:
    """Return the shifts that no rule forbids a person."""
    paid = shifts.minutes.copy()
    for due in planned_breaks(problem, person, store.rules, shifts):
        paid -= 0 if due.paid else due.minutes * due.due
    table = replace(shifts, paid=paid)
    keep = np.ones(len(table), bool)
    for rule in store.rules:
        allowed = rule.allows(problem, person, table)
        if allowed is not None:
            keep &= allowed
    columns = (table.day, table.start, table.end, table.minutes, table.paid)
    return ShiftTable(table.horizon, *(column[keep] for column in columns))


def reach(store: Store, problem: Problem, person: Person, shifts: ShiftTable) -> NDArray[np.bool_]:
    """Return role x slot: where a person could work if each of the shifts were theirs."""
    horizon = problem.horizon
    edges = np.zeros(horizon.slots + 1, np.int64)
    np.add.at(edges, shifts.start, 1)
    np.add.at(edges, np.minimum(shifts.end, horizon.slots), -1)
    there = np.cumsum(edges)[:-1] > 0
    may = np.array([[role in person.roles] * horizon.days for role in problem.roles], bool)
    for rule in store.rules:
        found = rule.may_work(problem, person)
        if found is not None:
            may &= found
    grid: NDArray[np.bool_] = may[:, horizon.slot_day] & there
    return grid
