"""What one changed day costs: legality, role blocks and the exact difference. Compiled.

A *cell* is one person's day. `evaluate` answers whether a cell may become a given row with given
breaks and what that changes, leaving the new slots in `state.buffer`; `apply` makes it so.
"""

from __future__ import annotations

from staffopt.solver.compiled import njit
from staffopt.solver.day_patterns import pattern_change
from staffopt.solver.given import Given
from staffopt.solver.legality import end_before, legal, sessions_inside, start_after
from staffopt.solver.role_blocks import write_shift
from staffopt.solver.state import Starts, State
from staffopt.solver.training_arrays import Training

OFF = -1


@njit
def count_cost(g: Given, p: int, k: int, total: int) -> int:
    """Price of one count: units below the least, units above each tier."""
    cost = 0
    if total < g.count_least[p, k]:
        cost += (g.count_least[p, k] - total) * g.count_least_price[p, k]
    for j in range(g.tier_at.shape[2]):
        if total > g.tier_at[p, k, j]:
            cost += (total - g.tier_at[p, k, j]) * g.tier_price[p, k, j]
    return cost


@njit
def gap_cost(g: Given, p: int, gap: int) -> int:
    """Price of one gap between shifts, in slots."""
    cost = 0
    for q in range(g.gap_soft.shape[1]):
        if gap < g.gap_soft[p, q]:
            cost += g.gap_price[p, q]
    return cost


@njit
def spread_cost(g: Given, s: State, k: int, p: int, value: int) -> int:
    """Price of one spread if person p's sum were `value`."""
    low = value
    high = value
    for q in range(s.spread.shape[0]):
        if q != p and g.spread_member[q, k]:
            low = min(low, s.spread[q, k])
            high = max(high, s.spread[q, k])
    return (high - low) * g.spread_price[k]


@njit
def person_change(g: Given, s: State, p: int, d: int, row: int) -> int:
    """What the person's own prices change by: row, counts, gaps, spreads."""
    old = s.row[p, d]
    delta = pattern_change(g, s, p, d, row)
    if row >= 0:
        delta += g.row_price[row]
    if old >= 0:
        delta -= g.row_price[old]
    for k in range(g.row_count.shape[1]):
        step = 0
        if row >= 0:
            step += g.row_count[row, k]
        if old >= 0:
            step -= g.row_count[old, k]
        if step != 0:
            total = s.total[p, k]
            delta += count_cost(g, p, k, total + step) - count_cost(g, p, k, total)
    if g.gap_soft[p, 0] > 0:
        before = end_before(g, s, p, d)
        after = start_after(g, s, p, d)
        delta += _gaps(g, p, before, after, row) - _gaps(g, p, before, after, old)
    for k in range(g.row_spread.shape[1]):
        if g.spread_member[p, k]:
            step = 0
            if row >= 0:
                step += g.row_spread[row, k]
            if old >= 0:
                step -= g.row_spread[old, k]
            if step != 0:
                value = s.spread[p, k]
                delta += spread_cost(g, s, k, p, value + step) - spread_cost(g, s, k, p, value)
    return delta


@njit
def _gaps(g: Given, p: int, before: int, after: int, row: int) -> int:
    if row < 0:
        return gap_cost(g, p, after - before)
    return gap_cost(g, p, g.row_start[row] - before) + gap_cost(g, p, after - g.row_end[row])


@njit
def presence_cost(g: Given, h: int, t: int, members: int, conditions: int) -> int:
    """Price of one presence demand in one slot."""
    if not g.duty_slots[h, t] or members >= g.duty_least[h]:
        return 0
    if g.duty_conditional[h] and conditions == 0:
        return 0
    return (g.duty_least[h] - members) * g.duty_price[h]


@njit
def trainee_cap(tr: Training, present: int) -> int:
    """How many people of one main role may be trainees at once."""
    return max(1, present * tr.share // 100)


@njit
def lone_group(tr: Training, s: State, t: int) -> int:
    """Least group of the only session held in a slot; 0 when there is none or several."""
    least = 0
    for k in range(len(s.session_start)):
        start = s.session_start[k]
        if start >= 0:
            course = tr.session_course[k]
            if start <= t < start + tr.course_slots[course]:
                if least > 0:
                    return 0
                least = tr.group_min[course]
    return least


@njit
def presence_change(g: Given, s: State, p: int, t: int, step: int) -> int:
    """What changes when a person starts (1) or stops (-1) working in a slot."""
    delta = 0
    for h in range(g.duty_member.shape[1]):
        if g.duty_member[p, h] or g.duty_if[p, h]:
            n, c = s.duty[h, t], s.duty_if[h, t]
            more = step if g.duty_member[p, h] else 0
            many = step if g.duty_if[p, h] else 0
            delta += presence_cost(g, h, t, n + more, c + many)
            delta -= presence_cost(g, h, t, n, c)
    return delta


@njit
def leaves_too_few(g: Given, tr: Training, s: State, p: int, t: int) -> bool:
    """Whether somebody's leaving duty in a slot would put too many trainees beside too few."""
    home = g.home[p]
    away = s.away[home, t]
    if away <= trainee_cap(tr, s.present[home, t] - 1):
        return False
    return lone_group(tr, s, t) < away


@njit
def slots_change(
    g: Given, tr: Training, s: State, p: int, first: int, last: int, start: int, end: int
) -> tuple[bool, int]:
    """What changes when a person does, in [first, last), what the buffer says in [start, end)."""
    doing, buffer, cover, loss, away = s.doing, s.buffer, s.cover, g.loss, s.away
    roles, home, counted = cover.shape[0], g.home[p], g.duty_counted[p]
    delta = 0
    for t in range(first, last):
        before = doing[p, t]
        after = OFF
        if start <= t < end:
            after = buffer[t]
        if before == after:
            continue
        if after == OFF and away[home, t] > 1 and leaves_too_few(g, tr, s, p, t):
            return False, 0
        was, now = 0 <= before < roles, 0 <= after < roles
        if was:
            n = cover[before, t]
            delta += loss[before, t, n - 1] - loss[before, t, n]
        if now:
            n = cover[after, t]
            delta += loss[after, t, n + 1] - loss[after, t, n]
        if counted and was != now:
            delta += presence_change(g, s, p, t, 1 if now else -1)
    return True, delta


@njit
def evaluate(
    g: Given, tr: Training, s: State, p: int, d: int, row: int, starts: Starts
) -> tuple[bool, int]:
    """Whether a cell may become `row` with breaks at `starts`, and what that changes."""
    old = s.row[p, d]
    delta = 0
    if g.frozen[p, d] and old >= 0:
        return False, 0
    if row != old:
        if not sessions_inside(g, s, p, d, row) or not legal(g, s, p, d, row):
            return False, 0
        delta += person_change(g, s, p, d, row)
    if row >= 0 and not write_shift(g, s, p, d, row, starts):
        return False, 0
    first, last = hull(g, old, row)
    start, end = last, last
    if row >= 0:
        start, end = g.row_start[row], g.row_end[row]
    ok, change = slots_change(g, tr, s, p, first, last, start, end)
    return ok, delta + change


@njit
def hull(g: Given, old: int, row: int) -> tuple[int, int]:
    """The slots from the earlier start to the later end of two rows."""
    if row < 0 and old < 0:
        return 0, 0
    if row < 0:
        return g.row_start[old], g.row_end[old]
    if old < 0:
        return g.row_start[row], g.row_end[row]
    return min(g.row_start[old], g.row_start[row]), max(g.row_end[old], g.row_end[row])


@njit
def set_slot(g: Given, s: State, p: int, t: int, new: int) -> None:
    """Make a person do something in a slot and keep the sums."""
    roles = s.cover.shape[0]
    old = s.doing[p, t]
    if old == new:
        return
    was, now = 0 <= old < roles, 0 <= new < roles
    if was:
        s.cover[old, t] -= 1
    if now:
        s.cover[new, t] += 1
    if g.duty_counted[p] and was != now:
        step = 1 if now else -1
        for h in range(g.duty_member.shape[1]):
            if g.duty_member[p, h]:
                s.duty[h, t] += step
            if g.duty_if[p, h]:
                s.duty_if[h, t] += step
    if (old == OFF) != (new == OFF):
        s.present[g.home[p], t] += 1 if old == OFF else -1
    s.doing[p, t] = new


@njit
def set_row(g: Given, s: State, p: int, d: int, row: int) -> None:
    """Make a day a row and keep the person's sums."""
    old = s.row[p, d]
    if old >= 0:
        for k in range(g.row_count.shape[1]):
            s.total[p, k] -= g.row_count[old, k]
        for k in range(g.row_spread.shape[1]):
            s.spread[p, k] -= g.row_spread[old, k]
    if row >= 0:
        for k in range(g.row_count.shape[1]):
            s.total[p, k] += g.row_count[row, k]
        for k in range(g.row_spread.shape[1]):
            s.spread[p, k] += g.row_spread[row, k]
    s.row[p, d] = row


@njit
def apply(g: Given, s: State, p: int, d: int, row: int, starts: Starts) -> None:
    """Make the cell what `evaluate` left in the buffer."""
    first, last = hull(g, s.row[p, d], row)
    for t in range(first, last):
        new = OFF
        if row >= 0 and g.row_start[row] <= t < g.row_end[row]:
            new = s.buffer[t]
        set_slot(g, s, p, t, new)
    set_row(g, s, p, d, row)
    for b in range(s.breaks.shape[2]):
        s.breaks[p, d, b] = starts[b]
