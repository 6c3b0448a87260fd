"""What one changed day costs: legality, role blocks and the exact difference. Compiled.

A *cell* is one person's day. `evaluate` answers whether a cell may become a given row with given
breaks and what that changes, leaving the new slots in `state.buffer`; `apply` makes it so.
"""

from __future__ import annotations

from staffopt.solver.compiled import njit

OFF = -1


@njit
def count_cost(g, p, k, total):
    """Price of one count: units below the least, units above each tier."""
    cost = 0
    if total < g.count_least[p, k]:
        cost += (g.count_least[p, k] - total) * g.count_least_price[p, k]
    for j in range(g.tier_at.shape[2]):
        if total > g.tier_at[p, k, j]:
            cost += (total - g.tier_at[p, k, j]) * g.tier_price[p, k, j]
    return cost


@njit
def end_before(g, s, p, d):
    """Slot in which the last shift before a day ends, far in the past when there is none."""
    for k in range(d - 1, -1, -1):
        if s.row[p, k] >= 0:
            return g.row_end[s.row[p, k]]
    return g.last_end[p]


@njit
def start_after(g, s, p, d):
    """Slot in which the first shift after a day starts."""
    for k in range(d + 1, s.row.shape[1]):
        if s.row[p, k] >= 0:
            return g.row_start[s.row[p, k]]
    return g.next_start[p]


@njit
def gap_cost(g, p, gap):
    """Price of one gap between shifts, in slots."""
    cost = 0
    for q in range(g.gap_soft.shape[1]):
        if gap < g.gap_soft[p, q]:
            cost += g.gap_price[p, q]
    return cost


@njit
def days_in_row(g, s, p, d):
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
def legal(g, s, p, d, row):
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
    return old >= 0 or days_in_row(g, s, p, d) <= g.run_most[p]


@njit
def spread_cost(g, s, k, p, value):
    """Price of one spread if person p's sum were `value`."""
    low = value
    high = value
    for q in range(s.spread.shape[0]):
        if q != p and g.spread_member[q, k]:
            low = min(low, s.spread[q, k])
            high = max(high, s.spread[q, k])
    return (high - low) * g.spread_price[k]


@njit
def person_change(g, s, p, d, row):
    """What the person's own prices change by: row, counts, gaps, spreads."""
    old = s.row[p, d]
    delta = 0
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
def _gaps(g, p, before, after, row):
    if row < 0:
        return gap_cost(g, p, after - before)
    return gap_cost(g, p, g.row_start[row] - before) + gap_cost(g, p, after - g.row_end[row])


@njit
def presence_cost(g, h, t, members, conditions):
    """Price of one presence demand in one slot."""
    if not g.duty_slots[h, t] or members >= g.duty_least[h]:
        return 0
    if g.duty_conditional[h] and conditions == 0:
        return 0
    return (g.duty_least[h] - members) * g.duty_price[h]


@njit
def loss_step(g, s, r, t, step):
    """Change of the loss when one person joins (+1) or leaves (-1) a role in a slot."""
    n = s.cover[r, t]
    top = g.loss.shape[2] - 1
    if n + step <= top and n <= top:
        return g.loss[r, t, n + step] - g.loss[r, t, n]
    slope = g.loss[r, t, top] - g.loss[r, t, top - 1]
    return step * slope


@njit
def trainee_cap(tr, present):
    """How many people of one main role may be trainees at once."""
    return max(1, present * tr.share // 100)


@njit
def lone_group(tr, s, t):
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
def write_piece(g, s, p, d, a, b):
    """Turn wishes in the piece [a, b) into role blocks of at least the least length."""
    slot = a
    previous = -1
    while slot < b:
        role = _wished(g, s, p, d, slot)
        end = slot + 1
        while end < b and _wished(g, s, p, d, end) == role:
            end += 1
        if role != previous and end - slot < g.block:
            end = min(slot + g.block, b)
        if b - end < g.block:
            end = b
        for t in range(slot, end):
            s.buffer[t] = role
        previous = role
        slot = end


@njit
def _wished(g, s, p, d, t):
    role = s.wish[p, t]
    if g.can[p, d, role]:
        return role
    return g.fallback[p, d]


@njit
def write_shift(g, s, p, d, row, starts):
    """Write the slots of a shift into the buffer; False when breaks and sessions do not fit."""
    roles = s.cover.shape[0]
    first, last = g.row_start[row], g.row_end[row]
    for t in range(first, last):
        s.buffer[t] = OFF
        if s.at[p, t] > 0:
            s.buffer[t] = roles + 1
    for b in range(g.row_breaks[row]):
        start = starts[b]
        if start < g.break_first[row, b] or start > g.break_last[row, b]:
            return False
        for t in range(start, start + g.break_slots[row, b]):
            if s.buffer[t] != OFF:
                return False
            s.buffer[t] = roles
    a = first
    while a < last:
        if s.buffer[a] != OFF:
            a += 1
            continue
        b = a + 1
        while b < last and s.buffer[b] == OFF:
            b += 1
        write_piece(g, s, p, d, a, b)
        a = b
    return True


@njit
def sessions_inside(g, s, p, d, row):
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


@njit
def slot_change(g, tr, s, p, t, old, new):
    """What changes in one slot when a person goes from doing `old` to doing `new`."""
    roles = s.cover.shape[0]
    delta = 0
    was, now = 0 <= old < roles, 0 <= new < roles
    if was:
        delta += loss_step(g, s, old, t, -1)
    if now:
        delta += loss_step(g, s, new, t, 1)
    if was != now:
        step = 1 if now else -1
        for h in range(g.duty_member.shape[1]):
            if g.duty_member[p, h] or g.duty_if[p, h]:
                n, c = s.duty[h, t], s.duty_if[h, t]
                more = step if g.duty_member[p, h] else 0
                many = step if g.duty_if[p, h] else 0
                delta += presence_cost(g, h, t, n + more, c + many)
                delta -= presence_cost(g, h, t, n, c)
    return delta


@njit
def breaks_cap(g, tr, s, p, t):
    """Whether somebody's leaving duty in a slot would put too many trainees beside too few."""
    home = g.home[p]
    away = s.away[home, t]
    if away < 2 or away <= trainee_cap(tr, s.present[home, t] - 1):
        return False
    return lone_group(tr, s, t) < away


@njit
def evaluate(g, tr, s, p, d, row, starts):
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
    for t in range(first, last):
        before = s.doing[p, t]
        after = OFF
        if row >= 0 and g.row_start[row] <= t < g.row_end[row]:
            after = s.buffer[t]
        if before != after:
            if after == OFF and breaks_cap(g, tr, s, p, t):
                return False, 0
            delta += slot_change(g, tr, s, p, t, before, after)
    return True, delta


@njit
def hull(g, old, row):
    """The slots from the earlier start to the later end of two rows."""
    if row < 0 and old < 0:
        return 0, 0
    if row < 0:
        return g.row_start[old], g.row_end[old]
    if old < 0:
        return g.row_start[row], g.row_end[row]
    return min(g.row_start[old], g.row_start[row]), max(g.row_end[old], g.row_end[row])


@njit
def set_slot(g, s, p, t, new):
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
    if was != now:
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
def set_row(g, s, p, d, row):
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
def apply(g, s, p, d, row, starts):
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
