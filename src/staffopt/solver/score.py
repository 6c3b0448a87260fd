"""What the parts of a roster cost, and changing them in place. Compiled.

Every function that changes a sum can be called again with the opposite to change it back.
"""

from __future__ import annotations

from staffopt.solver.compiled import part
from staffopt.solver.given import END, START, Given
from staffopt.solver.legality import end_before
from staffopt.solver.state import State
from staffopt.solver.training_arrays import Training

OFF = -1


@part
def count_cost(g: Given, p: int, k: int, total: int) -> int:
    """Price of one count: units below the least, units above each tier."""
    cost = 0
    if total < g.count_least[p, k]:
        cost += (g.count_least[p, k] - total) * g.count_least_price[p, k]
    for j in range(g.tier_at.shape[2]):
        if total > g.tier_at[p, k, j]:
            cost += (total - g.tier_at[p, k, j]) * g.tier_price[p, k, j]
    return cost


@part
def gap_cost(g: Given, p: int, d: int, gap: int, span: int) -> int:
    """Price of one gap before a shift of a day, both in slots."""
    cost = 0
    for q in range(g.gap_soft.shape[1]):
        if gap < g.gap_soft[p, q] and g.gap_days[p, q, d] and span >= g.gap_before[p, q]:
            cost += g.gap_price[p, q]
    return cost


@part
def gaps_cost(g: Given, s: State, p: int) -> int:
    """Price of all gaps between a person's shifts."""
    cost = 0
    for d in range(s.row.shape[1]):
        row = s.row[p, d]
        if row >= 0:
            start = g.rows[row, START]
            gap = start - end_before(g, s, p, d)
            cost += gap_cost(g, p, d, gap, g.rows[row, END] - start)
    days = s.row.shape[1]
    gap = g.next_start[p] - end_before(g, s, p, days)
    return cost + gap_cost(g, p, days, gap, g.next_span[p])


@part
def row_price(g: Given, row: int) -> int:
    """The price of a row itself, which its record holds in two words."""
    at = g.price_at
    return int(g.rows[row, at + 1]) * 2147483648 + int(g.rows[row, at])


@part
def row_step(g: Given, row: int, old: int, column: int) -> int:
    """What a day's change from one row to another adds to the sum in a column of the records."""
    step = 0
    if row >= 0:
        step += g.rows[row, column]
    if old >= 0:
        step -= g.rows[old, column]
    return step


@part
def count_change(g: Given, p: int, k: int, total: int, step: int) -> int:
    """What the price of one count changes by when its sum does."""
    change = 0
    price = g.count_least_price[p, k]
    if price != 0:
        least = g.count_least[p, k]
        change += (max(least - total - step, 0) - max(least - total, 0)) * price
    for j in range(g.tier_at.shape[2]):
        price = g.tier_price[p, k, j]
        if price != 0:
            at = g.tier_at[p, k, j]
            change += (max(total + step - at, 0) - max(total - at, 0)) * price
    return change


@part
def turn_counts(g: Given, s: State, p: int, row: int, old: int) -> int:
    """Exchange a row for another in its person's counts; what that and the rows' prices change."""
    delta = 0
    if row >= 0:
        delta += row_price(g, row)
    if old >= 0:
        delta -= row_price(g, old)
    totals, first = s.total[p], g.count_at
    for k in range(len(totals)):
        step = row_step(g, row, old, first + k)
        if step != 0:
            total = totals[k]
            delta += count_change(g, p, k, total, step)
            totals[k] = total + step
    return delta


@part
def turn_spreads(g: Given, s: State, p: int, row: int, old: int) -> int:
    """Exchange a row for another in the spreads; what that changes."""
    delta = 0
    for k in range(s.spread.shape[1]):
        step = row_step(g, row, old, g.spread_at + k)
        if step != 0 and g.spread_member[p, k]:
            before = s.extremes[k, 2] - s.extremes[k, 0]
            set_spread(g, s, p, k, s.spread[p, k] + step)
            delta += (s.extremes[k, 2] - s.extremes[k, 0] - before) * g.spread_price[k]
    return delta


@part
def set_spread(g: Given, s: State, p: int, k: int, value: int) -> None:
    """Give a member of a spread another sum, and keep the extremes."""
    old = s.spread[p, k]
    s.spread[p, k] = value
    for side in range(2):
        sign = 1 - 2 * side
        column = 2 * side
        if old == s.extremes[k, column]:
            s.extremes[k, column + 1] -= 1
        if value == s.extremes[k, column]:
            s.extremes[k, column + 1] += 1
        elif sign * value < sign * s.extremes[k, column]:
            s.extremes[k, column] = value
            s.extremes[k, column + 1] = 1
        if s.extremes[k, column + 1] == 0:
            find_extreme(g, s, k, column, sign)


@part
def find_extreme(g: Given, s: State, k: int, column: int, sign: int) -> None:
    """Look among all members for the lowest (sign 1) or highest sum and count who has it."""
    number = 0
    found = 0
    for q in range(s.spread.shape[0]):
        if g.spread_member[q, k]:
            value = s.spread[q, k]
            if number == 0 or sign * value < sign * found:
                found, number = value, 1
            elif value == found:
                number += 1
    s.extremes[k, column], s.extremes[k, column + 1] = found, number


@part
def presence_cost(g: Given, h: int, t: int, members: int, conditions: int) -> int:
    """Price of one presence demand in one slot."""
    if not g.duty_slots[h, t] or members >= g.duty_least[h]:
        return 0
    if g.duty_conditional[h] and conditions == 0:
        return 0
    return (g.duty_least[h] - members) * g.duty_price[h]


@part
def add_presence(g: Given, s: State, p: int, t: int, step: int, keep: bool) -> int:
    """What a person's start (1) or stop (-1) of work in a slot changes; done if `keep`."""
    delta = 0
    for h in range(g.duty_member.shape[1]):
        member, condition = g.duty_member[p, h], g.duty_if[p, h]
        if member or condition:
            n, c = s.duty[h, t], s.duty_if[h, t]
            more = n + step if member else n
            many = c + step if condition else c
            delta += presence_cost(g, h, t, more, many) - presence_cost(g, h, t, n, c)
            if keep:
                s.duty[h, t], s.duty_if[h, t] = more, many
    return delta


@part
def trainee_cap(tr: Training, present: int) -> int:
    """How many people of one main role may be trainees at once."""
    return max(1, present * tr.share // 100)


@part
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


@part
def too_few_left(tr: Training, s: State, t: int, home: int) -> bool:
    """Whether a slot has too many trainees of a main role beside too few on duty."""
    away = s.away[t, home]
    return away > trainee_cap(tr, s.present[t, home]) and lone_group(tr, s, t) < away
