"""Random draws, what a move proposes, and what takes a refused move of sessions back. Compiled.

A move *proposes*: which cells (a person's day) become which rows with which breaks and wishes.
Nothing of the roster changes until `judge.make` has found the move legal and cheap enough, except
what moves of training mark at once and `take_back` removes.
"""

from __future__ import annotations

import numpy as np

from staffopt.solver.arrays.given import END, START, Given
from staffopt.solver.arrays.state import KNOWN, State
from staffopt.solver.arrays.training import Training
from staffopt.solver.compiling.compiled import part
from staffopt.solver.compiling.lanes import copy_slots


@part
def draw(s: State, n: int) -> int:
    """A random whole number from 0 to n - 1 (xorshift64*)."""
    x = s.random[0]
    x ^= x >> np.uint64(12)
    x ^= x << np.uint64(25)
    x ^= x >> np.uint64(27)
    s.random[0] = x
    high = (x * np.uint64(2685821657736338717)) >> np.uint64(32)
    return int(np.int64((high * np.uint64(n)) >> np.uint64(32)))


@part
def chance(s: State) -> float:
    """A random number in [0, 1)."""
    return draw(s, 1 << 30) / (1 << 30)


@part
def forget(s: State) -> None:
    """Start a move: nothing proposed, nothing to take back."""
    s.plan_size[0] = 0
    s.promised[0] = 0
    for n in range(len(s.log_size)):
        s.log_size[n] = 0


@part
def propose(g: Given, s: State, p: int, d: int, row: int) -> int:
    """Propose to make a cell a row with its present wishes; the breaks are still to be said.

    Returns the place in the plan.
    """
    k = propose_row(s, p, d, row, KNOWN)
    if row >= 0:
        keep_wishes(g, s, k)
    return k


@part
def propose_row(s: State, p: int, d: int, row: int, how: int) -> int:
    """Propose to make a cell a row; breaks and wishes as `how` says. Returns the place."""
    k = s.plan_size[0]
    cell = s.plan[k]
    cell[0], cell[1], cell[2], cell[4] = p, d, row, how
    s.plan_size[0] = k + 1
    return k


@part
def keep_wishes(g: Given, s: State, k: int) -> None:
    """The wishes of a planned cell are its person's present ones."""
    row = s.plan[k, 2]
    wish, planned = s.wish[s.plan[k, 0]], s.plan_wish[k]
    first = g.rows[row, START]
    copy_slots(planned, first, wish, first, g.rows[row, END] - first)


@part
def propose_again(g: Given, s: State, p: int, d: int) -> int:
    """Propose a cell as it is; returns the place in the plan, where it may stand already."""
    for k in range(s.plan_size[0]):
        if s.plan[k, 0] == p and s.plan[k, 1] == d:
            return k
    k = propose(g, s, p, d, s.row[p, d])
    starts, planned = s.breaks[p, d], s.plan_breaks[k]
    for b in range(len(starts)):
        planned[b] = starts[b]
    return k


@part
def mark(g: Given, s: State, p: int, d: int, a: int, b: int, k: int, way: int) -> None:
    """Mark (or, negative, unmark) a person as trainee (1) or trainer (2) of session k in [a, b)."""
    n = s.log_size[0]
    s.log_mark[n, 0], s.log_mark[n, 1], s.log_mark[n, 2] = p, d, a
    s.log_mark[n, 3], s.log_mark[n, 4], s.log_mark[n, 5] = b, k, way
    s.log_size[0] = n + 1
    set_mark(g, s, p, d, a, b, k, way)


@part
def set_mark(g: Given, s: State, p: int, d: int, a: int, b: int, k: int, way: int) -> None:
    """The same, not remembered."""
    for t in range(a, b):
        s.at[p, t] = k + 1 if way > 0 else 0
        if way == 1:
            s.away[t, g.home[p]] += 1
        elif way == -1:
            s.away[t, g.home[p]] -= 1
    s.held[p, d] += 1 if way > 0 else -1


@part
def set_need(tr: Training, s: State, i: int, k: int) -> None:
    """Need i is met in session k, or in none (-1)."""
    n = s.log_size[1]
    s.log_need[n, 0], s.log_need[n, 1] = i, s.need_session[i]
    s.log_size[1] = n + 1
    if (s.need_session[i] < 0) != (k < 0):
        s.promised[0] += tr.need_price[i] if k < 0 else -tr.need_price[i]
    s.need_session[i] = k


@part
def set_session(s: State, k: int, start: int, trainer: int) -> None:
    """Session k starts in a slot (-1: not held) with a trainer (-1: none)."""
    n = s.log_size[2]
    s.log_session[n, 0] = k
    s.log_session[n, 1], s.log_session[n, 2] = s.session_start[k], s.session_trainer[k]
    s.log_size[2] = n + 1
    s.session_start[k] = start
    s.session_trainer[k] = trainer


@part
def take_back(g: Given, s: State) -> None:
    """Undo the marks, needs and sessions remembered since `forget`, the last first."""
    for n in range(s.log_size[0] - 1, -1, -1):
        p, d, a = s.log_mark[n, 0], s.log_mark[n, 1], s.log_mark[n, 2]
        set_mark(g, s, p, d, a, s.log_mark[n, 3], s.log_mark[n, 4], -s.log_mark[n, 5])
    for n in range(s.log_size[1] - 1, -1, -1):
        s.need_session[s.log_need[n, 0]] = s.log_need[n, 1]
    for n in range(s.log_size[2] - 1, -1, -1):
        k = s.log_session[n, 0]
        s.session_start[k], s.session_trainer[k] = s.log_session[n, 1], s.log_session[n, 2]
    for n in range(len(s.log_size)):
        s.log_size[n] = 0
