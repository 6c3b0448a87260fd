"""What an empty roster costs: the sum that every move then keeps up to date. Compiled."""

from __future__ import annotations

from staffopt.solver.arrays.given import Given
from staffopt.solver.arrays.state import State
from staffopt.solver.arrays.training import Training
from staffopt.solver.compiling.compiled import entry, part
from staffopt.solver.judging.day_patterns import run_cost
from staffopt.solver.judging.score import count_cost, presence_cost


@entry
def full_cost(g: Given, tr: Training, s: State) -> int:
    """Everybody free, nothing held."""
    cost = 0
    people = s.row.shape[0]
    slots, roles = s.cover.shape
    for t in range(slots):
        for r in range(roles):
            cost += g.loss[t, r, 0]
    for h in range(g.duty_member.shape[1]):
        for t in range(slots):
            cost += presence_cost(g, h, t, 0, 0)
    for i in range(len(s.need_session)):
        cost += tr.need_price[i]
    for k in range(g.spread_price.shape[0]):
        cost += (s.extremes[k, 2] - s.extremes[k, 0]) * g.spread_price[k]
    for p in range(people):
        cost += own_cost(g, s, p)
    return cost


@part
def own_cost(g: Given, s: State, p: int) -> int:
    """Counts and runs of a person without a shift."""
    days = s.row.shape[1]
    cost = run_cost(g, p, 0, days, days, False)
    for k in range(g.count_most.shape[1]):
        cost += count_cost(g, p, k, s.total[p, k])
    return cost
