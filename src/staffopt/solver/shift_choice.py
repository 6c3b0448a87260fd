"""Which row, which breaks, which roles to wish for: the parts moves are made of. Compiled."""

from __future__ import annotations

from staffopt.solver.compiled import njit
from staffopt.solver.given import Given
from staffopt.solver.journal import draw, keep_wishes
from staffopt.solver.state import Starts, State


@njit
def find_row(g: Given, p: int, d: int, start: int, span: int) -> int:
    """The row of a person's day with this start slot and span, -1 when there is none."""
    if span <= 0 or span >= len(g.span_index) or g.span_index[span] < 0:
        return -1
    offset = start - g.day_start[d]
    if offset < 0 or offset % g.start_step != 0:
        return -1
    step = offset // g.start_step
    if step >= g.row_at.shape[2]:
        return -1
    return int(g.row_at[p, d, step, g.span_index[span]])


@njit
def place_breaks(g: Given, s: State, row: int, starts: Starts) -> None:
    """Random break starts inside their windows, in order and apart where that is easy."""
    if row < 0:
        return
    free = 0
    for b in range(g.row_breaks[row]):
        low = max(g.break_first[row, b], free)
        high = g.break_last[row, b]
        starts[b] = low if low >= high else low + draw(s, high - low + 1)
        free = starts[b] + g.break_slots[row, b]


@njit
def keep_breaks(g: Given, s: State, p: int, d: int, row: int, by: int, starts: Starts) -> None:
    """The day's break starts moved by slots, pulled into the windows of another row."""
    old = s.row[p, d]
    for b in range(g.row_breaks[row] if row >= 0 else 0):
        wanted = (g.break_first[row, b] + g.break_last[row, b]) // 2
        if old >= 0 and b < g.row_breaks[old]:
            wanted = s.breaks[p, d, b] + by
        starts[b] = min(max(wanted, g.break_first[row, b]), g.break_last[row, b])


@njit
def random_start(g: Given, s: State, row: int, b: int) -> int:
    """Any start in a break's window."""
    low, high = g.break_first[row, b], g.break_last[row, b]
    return low + draw(s, max(high - low + 1, 1))


@njit
def wish_best(g: Given, s: State, p: int, d: int, row: int) -> None:
    """Wish, in every slot of a row, for the role in which one more person helps most."""
    first, last = g.row_start[row], g.row_end[row]
    keep_wishes(s, p, first, last)
    loss, cover = g.loss, s.cover
    for t in range(first, last):
        best = 0
        chosen = -1
        mine = s.doing[p, t]
        for r in range(cover.shape[0]):
            if g.can[p, d, r]:
                n = cover[r, t] - (1 if mine == r else 0)
                gain = loss[r, t, n] - loss[r, t, n + 1]
                if chosen < 0 or gain > best:
                    best, chosen = gain, r
        if chosen >= 0:
            s.wish[p, t] = chosen


@njit
def swap_wishes(s: State, p: int, q: int, a: int, b: int) -> None:
    """Two people exchange wishes over an interval."""
    keep_wishes(s, p, a, b)
    keep_wishes(s, q, a, b)
    for t in range(a, b):
        mine = s.wish[p, t]
        s.wish[p, t] = s.wish[q, t]
        s.wish[q, t] = mine
