"""What the shape of free stretches says about a finished roster: part of `shape_reader`."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from itertools import pairwise

from staffopt.domain.people import Person
from staffopt.domain.problem import Problem
from staffopt.domain.rest_shapes import Asked, FreeSpans, Load
from staffopt.domain.roster import Roster
from staffopt.domain.shapes import ShiftTable
from staffopt.rules.base import Rule


def read_rests(
    rule: Rule, problem: Problem, person: Person, table: ShiftTable, roster: Roster
) -> Iterator[tuple[tuple[str | None, date | int], int]]:
    """The windows that hold too little free time; `table` has a row for each shift."""
    start = roster.horizon.start
    shifts = [*roster.of(person.id), *problem.around(person.id)]
    busy = [
        (int((s.start - start).total_seconds()) // 60, int((s.end - start).total_seconds()) // 60)
        for s in shifts
    ]
    for rest in rule.frees(problem, person, table):
        if not any(all(kept(part, busy) for part in way) for way in rest.ways):
            yield (person.id, rest.about), 0


def kept(part: Asked, busy: list[tuple[int, int]]) -> bool:
    """Whether one thing asked is kept; nothing begins or ends between two neighbouring edges."""
    if isinstance(part, Load):
        return part.carried + int(part.amount.sum()) <= part.most
    if isinstance(part, FreeSpans):
        return (
            sum(any(untouched(span, busy) for span in group) for group in part.groups) >= part.least
        )
    edges = sorted({part.since, part.until, *(t for shift in busy for t in shift)})
    edges = [t for t in edges if part.since <= t <= part.until]
    free = [(a, b) for a, b in pairwise(edges) if not any(s < b and a < e for s, e in busy)]
    good = [
        b - a
        for a, b in free
        if b - a >= part.least
        and (not part.around or any(a <= x and y <= b for x, y in part.around))
    ]
    return sum(good) >= part.total


def untouched(span: tuple[int, int], busy: list[tuple[int, int]]) -> bool:
    """Whether no shift shares a minute with a span."""
    return all(min(span[1], end) <= max(span[0], start) for start, end in busy)
