"""The days on which a shift around a slot may begin."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from staffopt.domain.grid_shifts import all_shifts, table_of
from staffopt.domain.shapes import ShiftTable
from staffopt.explaining.plain_shifts import Place
from staffopt.explaining.week import Week
from staffopt.solver.asked.candidates import candidates


def places(week: Week, slot: int, role: str | None = None) -> tuple[Place, ...]:
    """A slot on its own day, and on the eve where a shift of the eve reaches it.

    Why: after midnight most are there since the evening before. A day on which the rules let nobody
    begin such a shift is left out, so that nobody is told of its rules.
    """
    horizon = week.problem.horizon
    around, own = _around(all_shifts(week.problem), slot), int(horizon.slot_day[slot])
    days = {int(day) for day in around.day}
    if days - {own}:
        days = set(_days(week, around))
    return tuple(Place(day, slot, role) for day in sorted(days or {own}, reverse=True))


def _around(shifts: ShiftTable, slot: int) -> ShiftTable:
    rows = (shifts.start <= slot) & (slot < shifts.end)
    columns = (column[rows] for column in (shifts.day, shifts.start, shifts.end))
    return table_of(shifts.horizon, *columns)


def _days(week: Week, shifts: ShiftTable) -> Iterator[int]:
    """The days of the shifts that the rules allow anybody."""
    problem = replace(week.problem, pins=())
    for person in problem.people:
        yield from map(int, candidates(problem, person, week.rules, shifts).table.day)
