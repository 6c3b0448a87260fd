"""The moves on shifts, breaks and roles. Compiled.

A move only *proposes* (see `journal`); `judge.make` judges and makes it. A move that has nothing to
propose returns False.
"""

from __future__ import annotations

from staffopt.solver.annealing.cells import any_cell, neighbour, other_day
from staffopt.solver.arrays.given import BREAKS, END, START, Given
from staffopt.solver.arrays.state import BORROWED, FRESH, KNOWN, OPEN, State
from staffopt.solver.compiling.compiled import part
from staffopt.solver.judging.journal import draw, propose, propose_again, propose_row
from staffopt.solver.judging.shift_choice import (
    find_row,
    keep_breaks,
    move_one_break,
    paint,
    wish_best,
)


@part
def paint_roles(g: Given, s: State, p: int, d: int) -> bool:
    """Wish another role over an interval, or move a change of roles."""
    return paint(g, s, propose_again(g, s, p, d))


@part
def best_roles(g: Given, s: State, p: int, d: int) -> bool:
    """Wish the momentarily best role in every slot of a day."""
    wish_best(g, s, propose_again(g, s, p, d))
    return True


@part
def move_break(g: Given, s: State, p: int, d: int) -> bool:
    """Move one break within its window, by a little or anywhere."""
    if g.rows[s.row[p, d], BREAKS] == 0:
        return False
    move_one_break(g, s, propose_again(g, s, p, d))
    return True


@part
def resize(g: Given, s: State, p: int, d: int, how: int, by: int) -> bool:
    """Propose the row with its start (how 0) or its end (1) later by steps, or both (2).

    A change of length goes to the next spans that shifts may have, which skips those that a break
    makes impossible.
    """
    row = s.row[p, d]
    if row < 0 or s.shut[p, d] > OPEN:
        return False
    start, end = int(g.rows[row, START]), int(g.rows[row, END])
    if how == 2:
        start += by * g.start_step
        end += by * g.start_step
    else:
        index = g.span_index[end - start] + (by if how == 1 else -by)
        if index < 0 or index >= len(g.spans):
            return False
        if how == 0:
            start = end - g.spans[index]
        else:
            end = start + g.spans[index]
    found = find_row(g, p, d, start, end - start)
    if found < 0:
        return False
    keep_breaks(g, s, propose(g, s, p, d, found))
    return True


@part
def steps(s: State) -> int:
    """Mostly one step, sometimes two."""
    return 2 if draw(s, 4) == 0 else 1


@part
def tweak(g: Given, s: State, p: int, d: int) -> bool:
    """Move start, end or both by a step or two, sometimes with other roles at once."""
    by = steps(s) * (1 - 2 * draw(s, 2))
    if not resize(g, s, p, d, draw(s, 3), by):
        return False
    if draw(s, 3) == 0:
        paint(g, s, 0)
    return True


@part
def other_shift(g: Given, s: State) -> bool:
    """Any other row on any day, or a free day; often with other wishes."""
    p, d = any_cell(s)
    if p < 0 or g.cell_count[p, d] == 0:
        return False
    row = g.cell_first[p, d] + draw(s, g.cell_count[p, d])
    if s.row[p, d] >= 0 and draw(s, 4) == 0:
        propose_row(s, p, d, -1, KNOWN)
    else:
        propose_row(s, p, d, row, FRESH)
    return True


@part
def trade_time(g: Given, s: State, p: int, d: int, q: int, e: int) -> bool:
    """One shift gives time at an end, another takes as much at an end of its own."""
    by = steps(s)
    if p == q:
        a, b = draw(s, 2), draw(s, 2)
        return resize(g, s, p, d, a, by if a == 1 else -by) and resize(
            g, s, q, e, b, -by if b == 1 else by
        )
    how = draw(s, 3)
    if draw(s, 2) == 0:
        by = -by
    return resize(g, s, p, d, how, by) and resize(g, s, q, e, how, -by)


@part
def trade_near(g: Given, s: State, p: int, d: int) -> bool:
    """Two shifts of a day trade time where an end of one is near an end of the other.

    One begins later where the other ends later, or both change the same end in turn.
    """
    by = steps(s) * (1 - 2 * draw(s, 2))
    how, other = draw(s, 2), draw(s, 2)
    q = neighbour(g, s, p, d, END if how == 1 else START, END if other == 1 else START)
    if q < 0:
        return False
    return resize(g, s, p, d, how, by) and resize(g, s, q, d, other, -by if how == other else by)


@part
def give(g: Given, s: State, p: int, d: int, q: int, e: int) -> bool:
    """Propose for cell (q, e) the times, breaks and wishes of cell (p, d)."""
    row = s.row[p, d]
    if row < 0:
        propose_row(s, q, e, -1, BORROWED)
        return True
    by = g.day_start[e] - g.day_start[d]
    start, end = int(g.rows[row, START]), int(g.rows[row, END])
    found = find_row(g, q, e, start + by, end - start)
    if found < 0:
        return False
    propose_row(s, q, e, found, BORROWED)
    return True


@part
def exchange(g: Given, s: State, p: int, d: int, q: int, e: int) -> bool:
    """Two cells exchange their times, breaks and wishes.

    They are a pair in the plan: the first of them has an even place.
    """
    if s.shut[p, d] > OPEN or s.shut[q, e] > OPEN or (s.row[p, d] < 0 and s.row[q, e] < 0):
        return False
    return give(g, s, p, d, q, e) and give(g, s, q, e, p, d)


@part
def swap_two_days(g: Given, s: State, p: int, q: int, d: int) -> bool:
    """Two people exchange two days."""
    e = other_day(s, p, d)
    if e < 0 or not exchange(g, s, p, d, q, d):
        return False
    return (s.row[p, e] < 0 and s.row[q, e] < 0) or exchange(g, s, p, e, q, e)


@part
def swap_runs(g: Given, s: State, p: int, q: int, d: int) -> bool:
    """Two people exchange two or more days in a row, a week at most; shut days stay."""
    days = s.row.shape[1]
    if d + 1 >= days:
        return False
    for e in range(d, d + 2 + draw(s, min(days - d - 1, 6))):
        if s.shut[p, e] > OPEN or s.shut[q, e] > OPEN or (s.row[p, e] < 0 and s.row[q, e] < 0):
            continue
        if not exchange(g, s, p, e, q, e):
            return False
    return s.plan_size[0] > 0


@part
def swap_roles(g: Given, s: State, p: int, q: int, d: int) -> bool:
    """Two people on duty exchange wishes over an interval."""
    if g.able_count[p, d] < 2 or g.able_count[q, d] < 2:
        return False
    a = int(max(g.rows[s.row[p, d], START], g.rows[s.row[q, d], START]))
    b = int(min(g.rows[s.row[p, d], END], g.rows[s.row[q, d], END]))
    block = g.block
    if b - a < block:
        return False
    first = a + draw(s, b - a - block + 1)
    last = b if draw(s, 3) == 0 else min(b, first + block + draw(s, 3 * block + 1))
    if draw(s, 3) == 0:
        first = a
    mine, yours = propose_again(g, s, p, d), propose_again(g, s, q, d)
    changed = False
    for t in range(first, last):
        role, other = s.wish[p, t], s.wish[q, t]
        if role != other:
            if g.can[p, d, other]:
                s.plan_wish[mine, t] = other
                changed = True
            if g.can[q, d, role]:
                s.plan_wish[yours, t] = role
                changed = True
    return changed


@part
def break_and_other(g: Given, s: State, p: int, q: int, d: int) -> bool:
    """Two people on one day: both breaks move, or one break and the other's roles."""
    if g.rows[s.row[p, d], BREAKS] == 0:
        return False
    move_one_break(g, s, propose_again(g, s, p, d))
    if draw(s, 2) == 0:
        return paint_roles(g, s, q, d)
    return move_break(g, s, q, d)
