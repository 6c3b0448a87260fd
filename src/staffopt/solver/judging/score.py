"""What the parts of a roster cost, and changing them in place. Compiled.

Every function that changes a sum can be called again with the opposite to change it back.
"""

from __future__ import annotations

from staffopt.solver.arrays.given import END, START, Given
from staffopt.solver.arrays.state import State
from staffopt.solver.arrays.training import Training
from staffopt.solver.compiling.compiled import part
from staffopt.solver.judging.legality import end_before


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
    """Price of one gap before a shift of a day, both in minutes."""
    cost = 0
    for q in range(g.gap_soft.shape[1]):
        if gap < g.gap_soft[p, q] and g.gap_days[p, q, d] and span >= g.gap_before[p, q]:
            cost += g.gap_price[p, q]
    return cost


@part
def gaps_cost(g: Given, s: State, p: int) -> int:
    """Price of all gaps between a person's shifts; none where nothing of the plan is beside one."""
    cost, worked = 0, False
    for d in range(s.row.shape[1]):
        row = s.row[p, d]
        if row >= 0:
            worked = True
            start = g.rows[row, START] * g.slot_minutes
            gap = start - end_before(g, s, p, d)
            cost += gap_cost(g, p, d, gap, g.rows[row, END] * g.slot_minutes - start)
    if not worked:
        return cost
    days = s.row.shape[1]
    gap = g.next_start[p] - end_before(g, s, p, days)
    return cost + gap_cost(g, p, days, gap, g.next_span[p])


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
