"""Patterns of a person's days: what they forbid and what they cost. Compiled.

Nothing is kept between moves: a changed day is judged by the runs and the days around it.
"""

from __future__ import annotations

from staffopt.solver.arrays.given import START, Given
from staffopt.solver.arrays.state import State
from staffopt.solver.compiling.compiled import part


@part
def pattern_allows(g: Given, s: State, p: int, d: int, row: int, old: int) -> bool:
    """Whether forbidden successions and groups of days let a day have the row it now has."""
    if g.follow_forbidden[p] != 0:
        bits = follows_eve(g, s, p, d, row) | leads_morrow(g, s, p, d, row)
        if g.follow_forbidden[p] & bits != 0:
            return False
    if g.row_left.shape[1] > 0 and not dobas_allow(g, s, p, d, row):
        return False
    if old < 0:
        for k in range(g.group_of.shape[1]):
            full = g.group_price[p, k] < 0 and g.group_of[p, k, d] >= 0
            if full and groups_worked(g, s, p, k, d, True) > g.group_most[p, k]:
                return False
    return True


@part
def pattern_change(g: Given, s: State, p: int, d: int, row: int) -> int:
    """What the prices of patterns change by when a day becomes a row (-1: free)."""
    old = s.row[p, d]
    delta = 0
    if g.follow_price.shape[1] > 0:
        delta += follow_cost(g, s, p, d, row) - follow_cost(g, s, p, d, old)
    if (old < 0) == (row < 0):
        return delta
    if g.stretch_any:
        delta += stretch_cost(g, s, p, d, row >= 0) - stretch_cost(g, s, p, d, old >= 0)
    for k in range(g.group_of.shape[1]):
        if g.group_price[p, k] > 0 and g.group_of[p, k, d] >= 0:
            now = max(groups_worked(g, s, p, k, d, row >= 0) - g.group_most[p, k], 0)
            before = max(groups_worked(g, s, p, k, d, old >= 0) - g.group_most[p, k], 0)
            delta += (now - before) * g.group_price[p, k]
    return delta


@part
def follows_eve(g: Given, s: State, p: int, d: int, row: int) -> int:
    """The successions, as bits, of which a row is the second."""
    if d == 0:
        return int(g.follow_eve[p] & g.row_then[row])
    before = s.row[p, d - 1]
    return int(g.row_first[before] & g.row_then[row]) if before >= 0 else 0


@part
def leads_morrow(g: Given, s: State, p: int, d: int, row: int) -> int:
    """The successions, as bits, of which a row is the first."""
    if d + 1 == s.row.shape[1]:
        return int(g.row_first[row] & g.follow_morrow[p])
    after = s.row[p, d + 1]
    return int(g.row_first[row] & g.row_then[after]) if after >= 0 else 0


@part
def dobas_allow(g: Given, s: State, p: int, d: int, row: int) -> bool:
    """Whether the 24 hours from the day before's start, and from the row's own, have room."""
    if d > 0 and s.row[p, d - 1] >= 0 and doba_is_full(g, s.row[p, d - 1], row):
        return False
    last = d + 1 == s.row.shape[1]
    return last or s.row[p, d + 1] < 0 or not doba_is_full(g, row, s.row[p, d + 1])


@part
def doba_is_full(g: Given, one: int, two: int) -> bool:
    """Whether too much of the second row lies in the 24 hours from the first one's start."""
    start = g.rows[two, START] * g.slot_minutes
    for k in range(g.row_left.shape[1]):
        if g.row_in_doba[two, k] > g.row_left[one, k] and g.row_free_from[one, k] > start:
            return True
    return False


@part
def follow_cost(g: Given, s: State, p: int, d: int, row: int) -> int:
    """The price of the successions that a row makes with the days beside it."""
    if row < 0:
        return 0
    before, after = follows_eve(g, s, p, d, row), leads_morrow(g, s, p, d, row)
    cost = 0
    for k in range(g.follow_price.shape[1]):
        if g.follow_price[p, k] > 0:
            cost += ((before >> k & 1) + (after >> k & 1)) * g.follow_price[p, k]
    return cost


@part
def groups_worked(g: Given, s: State, p: int, k: int, d: int, working: bool) -> int:
    """How many groups of days have a shift, if day d had one or had none."""
    worked = 0
    last = -1
    for e in range(s.row.shape[1]):
        here = g.group_of[p, k, e]
        if here >= 0 and here != last and (working if e == d else s.row[p, e] >= 0):
            worked += 1
            last = here
    return worked


@part
def stretch_cost(g: Given, s: State, p: int, d: int, working: bool) -> int:
    """What the run of day d and those beside it cost, if the day were worked or free."""
    days = s.row.shape[1]
    first, last = d, d + 1
    while first > 0 and (s.row[p, first - 1] >= 0) == working:
        first -= 1
    while last < days and (s.row[p, last] >= 0) == working:
        last += 1
    cost = run_cost(g, p, first, last, days, working)
    if first == d and d > 0:
        a = d - 1
        while a > 0 and (s.row[p, a - 1] >= 0) != working:
            a -= 1
        cost += run_cost(g, p, a, d, days, not working)
    if last == d + 1 and last < days:
        b = last + 1
        while b < days and (s.row[p, b] >= 0) != working:
            b += 1
        cost += run_cost(g, p, last, b, days, not working)
    return cost


@part
def run_cost(g: Given, p: int, first: int, last: int, days: int, worked: bool) -> int:
    """What a run of days [first, last) costs where it is too short."""
    cost = 0
    for k in range(g.stretch_least.shape[1]):
        if g.stretch_worked[p, k] != worked or g.stretch_least[p, k] <= last - first:
            continue
        length = last - first
        if first == 0:
            if g.stretch_before[p, k] < 0:
                continue
            length += g.stretch_before[p, k]
        if last == days:
            if g.stretch_after[p, k] < 0:
                continue
            length += g.stretch_after[p, k]
        if length < g.stretch_least[p, k]:
            cost += (g.stretch_least[p, k] - length) * g.stretch_price[p, k]
    return cost
