"""Proposing a move, making it and taking it back; random draws. Compiled."""

from __future__ import annotations

import numpy as np

from staffopt.solver.compiled import njit
from staffopt.solver.given import Given
from staffopt.solver.legality import legal
from staffopt.solver.score import apply, evaluate, hull, set_row, set_slot
from staffopt.solver.state import Starts, State
from staffopt.solver.training_arrays import Training


@njit
def draw(s: State, n: int) -> int:
    """A random whole number from 0 to n - 1 (xorshift64*)."""
    x = s.random[0]
    x ^= x >> np.uint64(12)
    x ^= x << np.uint64(25)
    x ^= x >> np.uint64(27)
    s.random[0] = x
    high = (x * np.uint64(2685821657736338717)) >> np.uint64(32)
    return int(np.int64((high * np.uint64(n)) >> np.uint64(32)))


@njit
def chance(s: State) -> float:
    """A random number in [0, 1)."""
    return draw(s, 1 << 30) / (1 << 30)


@njit
def forget(s: State) -> None:
    """Start a move: nothing proposed, nothing to take back."""
    s.plan_size[0] = 0
    s.promised[0] = 0
    s.log_size[:] = 0


@njit
def propose(s: State, p: int, d: int, row: int) -> Starts:
    """Propose to make a cell a row; returns the break starts to fill in."""
    k = s.plan_size[0]
    s.plan[k, 0], s.plan[k, 1], s.plan[k, 2] = p, d, row
    s.plan_size[0] = k + 1
    return s.plan_breaks[k]


@njit
def propose_again(s: State, p: int, d: int) -> None:
    """Propose to work a day out again after its wishes were changed."""
    if s.row[p, d] >= 0:
        propose(s, p, d, s.row[p, d])[:] = s.breaks[p, d]


@njit
def make(g: Given, tr: Training, s: State) -> tuple[bool, int]:
    """Make the proposed move: (made, change of cost). A move that is refused leaves no trace.

    It is refused when a cell may not become what is proposed, or when all of it costs more than
    `state.limit`. Cells are changed one after the other; the last is judged before it is changed.
    """
    if s.plan_size[0] == 0:
        take_back(g, s)
        return False, 0
    total = s.promised[0]
    if s.plan_size[0] == 2 and not lawful(g, s):
        take_back(g, s)
        return False, 0
    for k in range(s.plan_size[0]):
        p, d, row = s.plan[k, 0], s.plan[k, 1], s.plan[k, 2]
        ok, delta = evaluate(g, tr, s, p, d, row, s.plan_breaks[k])
        total += delta
        last = k + 1 == s.plan_size[0]
        if not ok or (last and total > s.limit[0]):
            take_back(g, s)
            return False, 0
        if not last:
            remember(g, s, p, d, row)
        apply(g, s, p, d, row, s.plan_breaks[k])
    return True, total


@njit
def lawful(g: Given, s: State) -> bool:
    """Whether two people's proposed days are legal, before anything dearer is looked at."""
    if s.plan[0, 0] == s.plan[1, 0]:
        return True
    for k in range(2):
        p, d, row = s.plan[k, 0], s.plan[k, 1], s.plan[k, 2]
        if row != s.row[p, d] and not legal(g, s, p, d, row):
            return False
    return True


@njit
def remember(g: Given, s: State, p: int, d: int, row: int) -> None:
    """Note how a cell is before it becomes a row."""
    k = s.log_size[0]
    old = s.row[p, d]
    first, last = hull(g, old, row)
    s.log_cell[k, 0], s.log_cell[k, 1], s.log_cell[k, 2] = p, d, old
    s.log_cell[k, 3], s.log_cell[k, 4] = first, last
    for b in range(s.breaks.shape[2]):
        s.log_breaks[k, b] = s.breaks[p, d, b]
    for t in range(first, last):
        s.log_doing[k, t] = s.doing[p, t]
    s.log_size[0] = k + 1


@njit
def keep_wishes(s: State, p: int, a: int, b: int) -> None:
    """Remember a person's wishes in [a, b) before they are painted over."""
    k = s.log_size[1]
    s.log_wish[k, 0], s.log_wish[k, 1], s.log_wish[k, 2] = p, a, b
    for t in range(a, b):
        s.log_wishes[k, t] = s.wish[p, t]
    s.log_size[1] = k + 1


@njit
def mark(g: Given, s: State, p: int, d: int, a: int, b: int, k: int, way: int) -> None:
    """Mark (or, negative, unmark) a person as trainee (1) or trainer (2) of session k in [a, b)."""
    n = s.log_size[2]
    s.log_mark[n, 0], s.log_mark[n, 1], s.log_mark[n, 2] = p, d, a
    s.log_mark[n, 3], s.log_mark[n, 4], s.log_mark[n, 5] = b, k, way
    s.log_size[2] = n + 1
    set_mark(g, s, p, d, a, b, k, way)


@njit
def set_mark(g: Given, s: State, p: int, d: int, a: int, b: int, k: int, way: int) -> None:
    """The same, not remembered."""
    for t in range(a, b):
        s.at[p, t] = k + 1 if way > 0 else 0
        if way == 1:
            s.away[g.home[p], t] += 1
        elif way == -1:
            s.away[g.home[p], t] -= 1
    s.held[p, d] += 1 if way > 0 else -1


@njit
def set_need(tr: Training, s: State, i: int, k: int) -> None:
    """Need i is met in session k, or in none (-1)."""
    n = s.log_size[3]
    s.log_need[n, 0], s.log_need[n, 1] = i, s.need_session[i]
    s.log_size[3] = n + 1
    if (s.need_session[i] < 0) != (k < 0):
        s.promised[0] += tr.need_price[i] if k < 0 else -tr.need_price[i]
    s.need_session[i] = k


@njit
def set_session(s: State, k: int, start: int, trainer: int) -> None:
    """Session k starts in a slot (-1: not held) with a trainer (-1: none)."""
    n = s.log_size[4]
    s.log_session[n, 0] = k
    s.log_session[n, 1], s.log_session[n, 2] = s.session_start[k], s.session_trainer[k]
    s.log_size[4] = n + 1
    s.session_start[k] = start
    s.session_trainer[k] = trainer


@njit
def take_back(g: Given, s: State) -> None:
    """Undo what was remembered since `forget`, the last first."""
    for n in range(s.log_size[2] - 1, -1, -1):
        p, d, a = s.log_mark[n, 0], s.log_mark[n, 1], s.log_mark[n, 2]
        set_mark(g, s, p, d, a, s.log_mark[n, 3], s.log_mark[n, 4], -s.log_mark[n, 5])
    for n in range(s.log_size[3] - 1, -1, -1):
        s.need_session[s.log_need[n, 0]] = s.log_need[n, 1]
    for n in range(s.log_size[4] - 1, -1, -1):
        k = s.log_session[n, 0]
        s.session_start[k], s.session_trainer[k] = s.log_session[n, 1], s.log_session[n, 2]
    for k in range(s.log_size[1] - 1, -1, -1):
        p = s.log_wish[k, 0]
        for t in range(s.log_wish[k, 1], s.log_wish[k, 2]):
            s.wish[p, t] = s.log_wishes[k, t]
    for k in range(s.log_size[0] - 1, -1, -1):
        p, d, row = s.log_cell[k, 0], s.log_cell[k, 1], s.log_cell[k, 2]
        for t in range(s.log_cell[k, 3], s.log_cell[k, 4]):
            set_slot(g, s, p, t, s.log_doing[k, t])
        set_row(g, s, p, d, row)
        for b in range(s.breaks.shape[2]):
            s.breaks[p, d, b] = s.log_breaks[k, b]
    s.log_size[:] = 0
