"""The moves on shifts, breaks and roles. Compiled.

A move only *proposes*: which cells become which rows with which breaks, and which roles are wished
for. `journal.make` judges and makes it. A move that has nothing to propose returns False.
"""

from __future__ import annotations

from staffopt.solver.compiled import njit
from staffopt.solver.given import Given
from staffopt.solver.journal import draw, keep_wishes, propose, propose_again
from staffopt.solver.score import hull
from staffopt.solver.shift_choice import (
    find_row,
    keep_breaks,
    place_breaks,
    random_start,
    swap_wishes,
    wish_best,
)
from staffopt.solver.state import State


@njit
def worked_cell(g: Given, s: State) -> tuple[int, int]:
    """A random worked day that is not pinned, as (person, day); person -1 when none was met."""
    people, days = s.row.shape
    for _ in range(20):
        p, d = draw(s, people), draw(s, days)
        if s.row[p, d] >= 0 and not g.frozen[p, d]:
            return p, d
    return -1, -1


@njit
def paint(g: Given, s: State, p: int, d: int) -> bool:
    """Wish another role over an interval, often up to a present boundary."""
    row = s.row[p, d]
    first, last = g.row_start[row], g.row_end[row]
    a = first + draw(s, last - first)
    role = draw(s, s.cover.shape[0])
    b = min(a + 1 + draw(s, 4 * max(g.block, 1)), last)
    if draw(s, 2) == 0:
        role = s.wish[p, min(max(a + 1 - 2 * draw(s, 2), first), last - 1)]
        b = min(a + 1 + draw(s, max(g.block, 1)), last)
    if not g.can[p, d, role]:
        return False
    keep_wishes(s, p, a, b)
    for t in range(a, b):
        s.wish[p, t] = role
    propose_again(s, p, d)
    return True


@njit
def best_roles(g: Given, s: State, p: int, d: int) -> bool:
    """Wish the momentarily best role in every slot of a day."""
    wish_best(g, s, p, d, s.row[p, d])
    propose_again(s, p, d)
    return True


@njit
def move_break(g: Given, s: State, p: int, d: int) -> bool:
    """Move one break within its window, by a little or anywhere."""
    row = s.row[p, d]
    if g.row_breaks[row] == 0:
        return False
    starts = propose(s, p, d, row)
    for b in range(len(starts)):
        starts[b] = s.breaks[p, d, b]
    b = draw(s, g.row_breaks[row])
    starts[b] += draw(s, 7) - 3
    if draw(s, 2) == 0:
        starts[b] = random_start(g, s, row, b)
    return bool(starts[b] != s.breaks[p, d, b])


@njit
def resize(g: Given, s: State, p: int, d: int, start_by: int, end_by: int, by: int) -> bool:
    """Propose the row with start and end moved by slots, breaks moved by `by`."""
    if s.row[p, d] < 0 or g.frozen[p, d]:
        return False
    start = g.row_start[s.row[p, d]] + start_by
    row = find_row(g, p, d, start, g.row_end[s.row[p, d]] + end_by - start)
    if row < 0:
        return False
    keep_breaks(g, s, p, d, row, by, propose(s, p, d, row))
    return True


@njit
def tweak(g: Given, s: State, p: int, d: int) -> bool:
    """Move start, end or both by a few steps; breaks keep their clock time where they may."""
    by = (1 + draw(s, 3)) * g.start_step
    if draw(s, 2) == 0:
        by = -by
    kind = draw(s, 3)
    follow = by if kind == 2 and draw(s, 2) == 0 else 0
    return resize(g, s, p, d, by if kind != 1 else 0, by if kind != 0 else 0, follow)


@njit
def other_shift(g: Given, s: State) -> bool:
    """Any other row on any day, or a free day; half the time with the best roles wished for."""
    people, days = s.row.shape
    p, d = draw(s, people), draw(s, days)
    if g.cell_count[p, d] == 0 or g.frozen[p, d]:
        return False
    row = -1
    if s.row[p, d] < 0 or draw(s, 4) > 0:
        row = g.cell_first[p, d] + draw(s, g.cell_count[p, d])
    place_breaks(g, s, row, propose(s, p, d, row))
    if row >= 0 and draw(s, 2) == 0:
        wish_best(g, s, p, d, row)
    return True


@njit
def lengthen(g: Given, s: State, p: int, d: int, by: int) -> bool:
    """Lengthen a shift at its start or its end by slots (shorten, if negative)."""
    if draw(s, 2) == 0:
        return resize(g, s, p, d, -by, 0, 0)
    return resize(g, s, p, d, 0, by, 0)


@njit
def trade_time(g: Given, s: State, p: int, d: int, q: int, e: int) -> bool:
    """One shift gives time at an end, another takes as much at an end."""
    by = (1 + draw(s, 3)) * g.start_step
    return lengthen(g, s, p, d, -by) and lengthen(g, s, q, e, by)


@njit
def give(g: Given, s: State, p: int, d: int, q: int, e: int) -> bool:
    """Propose for cell (q, e) the times and breaks of cell (p, d)."""
    row = s.row[p, d]
    if row < 0:
        propose(s, q, e, -1)
        return True
    by = g.day_start[e] - g.day_start[d]
    found = find_row(g, q, e, g.row_start[row] + by, g.row_end[row] - g.row_start[row])
    if found < 0:
        return False
    starts = propose(s, q, e, found)
    for b in range(g.row_breaks[found]):
        wanted = s.breaks[p, d, b] + by
        starts[b] = min(max(wanted, g.break_first[found, b]), g.break_last[found, b])
    return True


@njit
def exchange(g: Given, s: State, p: int, d: int, q: int, e: int) -> bool:
    """Two cells exchange their times and breaks; a person's own days are freed first."""
    if g.frozen[p, d] or g.frozen[q, e] or (s.row[p, d] < 0 and s.row[q, e] < 0):
        return False
    if p == q and s.row[p, d] >= 0:
        propose(s, p, d, -1)
    if not give(g, s, p, d, q, e):
        return False
    return s.row[q, e] < 0 if p == q and s.row[q, e] < 0 else give(g, s, q, e, p, d)


@njit
def swap_days(g: Given, s: State, p: int, q: int, d: int) -> bool:
    """Two people exchange a day: times, breaks and wishes."""
    a, b = hull(g, s.row[p, d], s.row[q, d])
    swap_wishes(s, p, q, a, b)
    return exchange(g, s, p, d, q, d)


@njit
def swap_two_days(g: Given, s: State, p: int, q: int, d: int) -> bool:
    """Two people exchange two days."""
    e = draw(s, s.row.shape[1])
    return e != d and swap_days(g, s, p, q, d) and swap_days(g, s, p, q, e)


@njit
def swap_runs(g: Given, s: State, p: int, q: int, d: int) -> bool:
    """Two people exchange two to four days in a row."""
    for e in range(d, min(d + 2 + draw(s, 3), s.row.shape[1])):
        if (s.row[p, e] >= 0 or s.row[q, e] >= 0) and not swap_days(g, s, p, q, e):
            return False
    return True


@njit
def swap_roles(g: Given, s: State, p: int, q: int, d: int) -> bool:
    """Two people on duty exchange wishes over an interval."""
    if s.row[q, d] < 0:
        return False
    a = max(g.row_start[s.row[p, d]], g.row_start[s.row[q, d]])
    b = min(g.row_end[s.row[p, d]], g.row_end[s.row[q, d]])
    if b <= a:
        return False
    a += draw(s, b - a)
    swap_wishes(s, p, q, a, min(a + 1 + draw(s, 6 * max(g.block, 1)), b))
    propose_again(s, p, d)
    propose_again(s, q, d)
    return True


@njit
def two_breaks(g: Given, s: State, p: int, q: int, d: int) -> bool:
    """Two people's breaks on one day move at once."""
    if s.row[q, d] < 0:
        return False
    if g.row_breaks[s.row[p, d]] == 0 or g.row_breaks[s.row[q, d]] == 0:
        return False
    for who in (p, q):
        row = s.row[who, d]
        starts = propose(s, who, d, row)
        for b in range(len(starts)):
            starts[b] = s.breaks[who, d, b]
        b = draw(s, g.row_breaks[row])
        starts[b] = random_start(g, s, row, b)
    return True
