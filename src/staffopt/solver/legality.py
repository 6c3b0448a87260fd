"""Whether a person's other days and sessions allow a shift. Compiled."""

from __future__ import annotations

from staffopt.solver.compiled import njit
from staffopt.solver.day_patterns import pattern_allows
from staffopt.solver.given import Given
from staffopt.solver.state import State


@njit
def end_before(g: Given, s: State, p: int, d: int) -> int:
    """Slot in which the last shift before a day ends, far in the past when there is none."""
    for k in range(d - 1, -1, -1):
        if s.row[p, k] >= 0:
            return g.row_end[s.row[p, k]]
    return g.last_end[p]


@njit
def start_after(g: Given, s: State, p: int, d: int) -> int:
    """Slot in which the first shift after a day starts."""
    for k in range(d + 1, s.row.shape[1]):
        if s.row[p, k] >= 0:
            return g.row_start[s.row[p, k]]
    return g.next_start[p]


@njit
def days_in_row(g: Given, s: State, p: int, d: int) -> int:
    """Length of the run of worked days that a shift on day d would make."""
    run = 1
    k = d - 1
    while k >= 0 and s.row[p, k] >= 0:
        run += 1
        k -= 1
    if k < 0:
        run += g.run_before[p]
    k = d + 1
    while k < s.row.shape[1] and s.row[p, k] >= 0:
        run += 1
        k += 1
    if k == s.row.shape[1]:
        run += g.run_after[p]
    return run


@njit
def legal(g: Given, s: State, p: int, d: int, row: int) -> bool:
    """Whether a person's other days allow the row (-1: always)."""
    if g.frozen[p, d] and s.row[p, d] >= 0:
        return False
    if row < 0:
        return True
    if g.fallback[p, d] < 0:
        return False
    old = s.row[p, d]
    for k in range(g.row_count.shape[1]):
        amount = g.row_count[row, k]
        before = 0
        if old >= 0:
            before = g.row_count[old, k]
        if amount > before and s.total[p, k] - before + amount > g.count_most[p, k]:
            return False
    if g.row_start[row] - end_before(g, s, p, d) < g.gap_hard[p]:
        return False
    if start_after(g, s, p, d) - g.row_end[row] < g.gap_hard[p]:
        return False
    if not pattern_allows(g, s, p, d, row):
        return False
    return old >= 0 or days_in_row(g, s, p, d) <= g.run_most[p]


@njit
def sessions_inside(g: Given, s: State, p: int, d: int, row: int) -> bool:
    """Whether the sessions inside the day's present shift also lie inside the row."""
    old = s.row[p, d]
    if s.held[p, d] == 0 or old < 0:
        return True
    if row < 0:
        return False
    for t in range(g.row_start[old], g.row_end[old]):
        if s.at[p, t] > 0 and not g.row_start[row] <= t < g.row_end[row]:
            return False
    return True
