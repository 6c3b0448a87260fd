"""Plain shifts that somebody might work at a place, for the audit to say what forbids them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import timedelta

import numpy as np

from staffopt.domain.break_shapes import BreakDue, Unbroken
from staffopt.domain.calendar import Span
from staffopt.domain.grid_shifts import all_shifts
from staffopt.domain.people import Person
from staffopt.domain.problem import Problem
from staffopt.domain.roster import Roster
from staffopt.domain.shapes import Ints, ShiftTable
from staffopt.domain.shifts import Activity, Block, Shift
from staffopt.explaining.week import Week
from staffopt.rules.base import Rule
from staffopt.solver.asked.candidates import candidates

MOST_TRIED = 40
"""Shifts shown to the audit for a person whom no legal shift can have there."""


@dataclass(frozen=True)
class Place:
    """A day of the horizon, or one slot of it in a role."""

    day: int
    slot: int | None = None
    role: str | None = None


def plain_shifts(week: Week, own: Roster, person: Person, place: Place) -> Iterator[Shift]:
    """Plain shifts around a place, legal or not, the nearest to the person's day first."""
    problem = replace(week.problem, pins=())
    dues = [_Breaks(source=rule) for rule in week.rules if type(rule).breaks is not Rule.breaks]
    found = candidates(problem, person, dues, all_shifts(problem))
    table, breaks = found.table, found.breaks
    rows = _nearest(problem, own, table, place)
    picked = np.linspace(0, len(rows) - 1, min(MOST_TRIED, len(rows))).astype(int)
    for row in rows[picked]:
        due = [
            (int(breaks.first[row, k]), int(breaks.minutes[row, k]), bool(breaks.paid[row, k]))
            for k in range(breaks.slots.shape[1])
            if breaks.slots[row, k] > 0
        ]
        ends = (int(column[row]) for column in (table.start, table.end))
        span = Span(*(problem.horizon.instant(end) for end in ends))
        yield _plain(problem, person, place.role or person.main_role, span, due)


def _nearest(problem: Problem, own: Roster, table: ShiftTable, place: Place) -> Ints:
    """The rows around a place: the nearest to the present shift of the day, or the shortest."""
    fits = table.day == place.day
    if place.slot is not None:
        fits &= (table.start <= place.slot) & (place.slot < table.end)
    rows, horizon = np.flatnonzero(fits), problem.horizon
    there = [shift for shift in own.shifts if horizon.day_of(shift.start) == place.day]
    far = table.minutes[rows]
    if there:
        first, last = horizon.slot(there[0].start), horizon.slot_up(there[0].end)
        far = np.abs(table.start[rows] - first) + np.abs(table.end[rows] - last)
    return np.asarray(rows[np.argsort(far, kind="stable")], np.int64)


class _Breaks(Rule):
    """The breaks of another rule, and none of its other demands."""

    name = "breaks_of"
    source: Rule

    def breaks(self, problem: Problem, person: Person, table: ShiftTable) -> Sequence[BreakDue]:
        return self.source.breaks(problem, person, table)

    def unbroken(self, problem: Problem, person: Person, table: ShiftTable) -> Sequence[Unbroken]:
        return self.source.unbroken(problem, person, table)


def _plain(
    problem: Problem, person: Person, role: str, span: Span, breaks: list[tuple[int, int, bool]]
) -> Shift:
    """A shift in one role with its breaks."""
    blocks, at = [], span.start
    for slot, minutes, paid in sorted(breaks):
        start = problem.horizon.instant(slot)
        end = start + timedelta(minutes=minutes)
        if at < start and end < span.end:
            blocks += [
                Block(at, start, Activity.WORK, role),
                Block(start, end, Activity.BREAK, paid=paid),
            ]
            at = end
    blocks.append(Block(at, span.end, Activity.WORK, role))
    return Shift(f"{person.id}-tried", person.id, tuple(blocks))
