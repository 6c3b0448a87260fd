"""Which days of which people a move starts from. Compiled.

The days that may be changed are listed when a search begins to move, so that none is drawn in vain
because it is shut; only whether there is a shift is looked at.
"""

from __future__ import annotations

from staffopt.solver.arrays.given import Given
from staffopt.solver.arrays.state import FIXED, OPEN, SHUT, State
from staffopt.solver.compiling.compiled import part
from staffopt.solver.judging.journal import draw

TRIES = 50
"""Draws until a day is found that a move can start from."""
NEAR = 2
"""Steps of the grid between the ends of two shifts that are near each other."""


@part
def list_cells(s: State) -> None:
    """List the days that may become another row, then those that keep theirs."""
    people, days = s.row.shape
    size = 0
    for shut in range(FIXED, SHUT + 1):
        for p in range(people):
            for d in range(days):
                if s.shut[p, d] == shut - 1:
                    s.pool[size, 0], s.pool[size, 1] = p, d
                    size += 1
        s.pool_size[shut - 1] = size


@part
def worked_cell(s: State, shut: int) -> tuple[int, int]:
    """A random worked day that is less shut, as (person, day); person -1 when none was met."""
    size = s.pool_size[shut - 1]
    for _ in range(TRIES if size > 0 else 0):
        cell = s.pool[draw(s, size)]
        p, d = cell[0], cell[1]
        if s.row[p, d] >= 0:
            return p, d
    return -1, -1


@part
def any_cell(s: State) -> tuple[int, int]:
    """A random day that may become another row, as (person, day); person -1 when there is none."""
    size = s.pool_size[OPEN]
    if size == 0:
        return -1, -1
    cell = s.pool[draw(s, size)]
    return cell[0], cell[1]


@part
def colleague(s: State, p: int, d: int, shut: int) -> int:
    """Somebody else who works on a day that is less shut, -1 when none was met."""
    people = s.row.shape[0]
    for _ in range(TRIES):
        q = draw(s, people)
        if q != p and s.shut[q, d] < shut and s.row[q, d] >= 0:
            return q
    return -1


@part
def neighbour(g: Given, s: State, p: int, d: int, side: int, other: int) -> int:
    """Somebody whose shift's end `other` lies near a shift's end `side`, -1 when none was met.

    The ends are columns of a row: START or END. The day may become another row.
    """
    people, at, far = s.row.shape[0], g.rows[s.row[p, d], side], NEAR * g.start_step
    for _ in range(TRIES):
        q = draw(s, people)
        row = s.row[q, d]
        if q != p and row >= 0 and s.shut[q, d] == OPEN and abs(g.rows[row, other] - at) <= far:
            return q
    return -1


@part
def other_person(s: State, p: int, d: int) -> int:
    """Somebody else whose day may become another row, -1 when none was met."""
    people = s.row.shape[0]
    for _ in range(TRIES):
        q = draw(s, people)
        if q != p and s.shut[q, d] == OPEN:
            return q
    return -1


@part
def other_day(s: State, p: int, d: int) -> int:
    """Another day of a person that may become another row, -1 when none was met."""
    days = s.row.shape[1]
    for _ in range(TRIES):
        e = draw(s, days)
        if e != d and s.shut[p, e] == OPEN:
            return e
    return -1
