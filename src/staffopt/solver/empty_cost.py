"""What an empty roster costs: the sum that every move then keeps up to date. Compiled."""

from __future__ import annotations

from staffopt.solver.compiled import njit
from staffopt.solver.day_patterns import run_cost
from staffopt.solver.given import Given
from staffopt.solver.score import count_cost, presence_cost
from staffopt.solver.state import State
from staffopt.solver.training_arrays import Training


@njit
def full_cost(g: Given, tr: Training, s: State) -> int:
    """Everybody free, nothing held."""
    cost = 0
    people = s.row.shape[0]
    roles, slots = s.cover.shape
    for r in range(roles):
        for t in range(slots):
            cost += g.loss[r, t, 0]
    for h in range(g.duty_member.shape[1]):
        for t in range(slots):
            cost += presence_cost(g, h, t, 0, 0)
    for i in range(len(s.need_session)):
        cost += tr.need_price[i]
    for k in range(g.spread_price.shape[0]):
        low, high = 1 << 40, -(1 << 40)
        for p in range(people):
            if g.spread_member[p, k]:
                low = min(low, s.spread[p, k])
                high = max(high, s.spread[p, k])
        if high >= low:
            cost += (high - low) * g.spread_price[k]
    for p in range(people):
        cost += own_cost(g, s, p)
    return cost


@njit
def own_cost(g: Given, s: State, p: int) -> int:
    """Counts and gaps of a person without a shift."""
    days = s.row.shape[1]
    cost = run_cost(g, p, 0, days, days, False)
    for k in range(g.count_most.shape[1]):
        cost += count_cost(g, p, k, s.total[p, k])
    for q in range(g.gap_soft.shape[1]):
        if g.next_start[p] - g.last_end[p] < g.gap_soft[p, q]:
            cost += g.gap_price[p, q]
    return cost
