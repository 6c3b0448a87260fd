"""Whether a person's days and sessions allow a proposed move. Compiled.

The rows of the move already stand in `state.row`; the rows before stand in the plan.
"""

from __future__ import annotations

from staffopt.solver.arrays.given import END, START, Given
from staffopt.solver.arrays.state import State
from staffopt.solver.compiling.compiled import part
from staffopt.solver.judging.day_patterns import pattern_allows
from staffopt.solver.judging.rest_windows import rests_allow
from staffopt.solver.judging.short_gaps import short_gaps_allow


@part
def end_before(g: Given, s: State, p: int, d: int) -> int:
    """Minute at which the last shift before a day ends, far in the past when there is none."""
    days = s.row[p]
    for k in range(d - 1, -1, -1):
        if days[k] >= 0:
            return int(g.rows[days[k], END] * g.slot_minutes)
    return g.last_end[p]


@part
def gap_after(g: Given, s: State, p: int, d: int, end: int) -> bool:
    """Whether enough time passes from a minute of day d to the next shift."""
    days = s.row[p]
    for k in range(d + 1, len(days)):
        if days[k] >= 0:
            start = g.rows[days[k], START] * g.slot_minutes
            return bool(start - end >= g.gap_hard[p, k])
    return g.next_start[p] - end >= g.gap_hard[p, len(days)]


@part
def days_in_row(g: Given, s: State, p: int, d: int) -> int:
    """Length of the run of worked days around day d."""
    days = s.row[p]
    run = 1
    k = d - 1
    while k >= 0 and days[k] >= 0:
        run += 1
        k -= 1
    if k < 0:
        run += g.run_before[p]
    k = d + 1
    while k < len(days) and days[k] >= 0:
        run += 1
        k += 1
    if k == len(days):
        run += g.run_after[p]
    return run


@part
def days_allow(g: Given, s: State, k: int) -> bool:
    """Whether rest and runs of days allow the planned cell."""
    p, d, row, old = s.plan[k, 0], s.plan[k, 1], s.plan[k, 2], s.plan[k, 3]
    if row == old:
        return True
    if s.held[p, d] > 0 and not sessions_inside(g, s, p, row, old):
        return False
    if row < 0:
        return True
    if g.fallback[p, d] < 0:
        return False
    if g.rows[row, START] * g.slot_minutes - end_before(g, s, p, d) < g.gap_hard[p, d]:
        return False
    if not gap_after(g, s, p, d, g.rows[row, END] * g.slot_minutes):
        return False
    if not pattern_allows(g, s, p, d, row, old):
        return False
    if old < 0 and days_in_row(g, s, p, d) > g.run_most[p]:
        return False
    if g.short_size[p] > 0 and not short_gaps_allow(g, s, p):
        return False
    return g.rest_size[p] == 0 or rests_allow(g, s, p, d)


@part
def sessions_inside(g: Given, s: State, p: int, row: int, old: int) -> bool:
    """Whether the sessions inside the day's shift before the move also lie inside the row."""
    if old < 0:
        return True
    if row < 0:
        return False
    first, last = g.rows[row, START], g.rows[row, END]
    for t in range(g.rows[old, START], g.rows[old, END]):
        if s.at[p, t] > 0 and (t < first or t >= last):
            return False
    return True
