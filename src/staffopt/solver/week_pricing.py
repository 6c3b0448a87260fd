"""A person's best weeks against prices, with caps: by prices on what is capped."""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np

from staffopt.domain.shapes import Ints
from staffopt.solver.linear_program import Floats
from staffopt.solver.week_facts import WeekFacts
from staffopt.solver.week_kernel import best_weeks


@dataclass
class Pricing:
    """One person's kernel; the prices of caps move a step with every call."""

    facts: WeekFacts
    caps: Floats = field(init=False)

    def __post_init__(self) -> None:
        self.caps = np.zeros(len(self.facts.cap))

    def weeks(self, price: Floats, many: int) -> tuple[float, Floats, Ints]:
        """What no legal week costs less than, and some of the cheapest with their costs.

        Valid: a legal week uses no more than the caps, so that with prices on the caps it costs
        no more than its own cost and the caps at their prices.
        """
        facts = self.facts
        if not len(facts.cap):
            costs, weeks = best_weeks(facts, price, False, many)
            return float(costs[0]), costs, weeks
        caps = self.caps
        adjusted = price + facts.use @ caps
        costs, weeks = best_weeks(facts, adjusted, False, many)
        bound = float(costs[0] - caps @ facts.cap)
        found = _legal(facts, caps, costs, weeks)
        over = _used(facts, weeks[0]) - facts.cap
        over = np.where((caps > 0) | (over > 0), over, 0)
        if not over.any():
            return bound, *found
        more = _legal(facts, caps, *best_weeks(facts, adjusted, True, many))
        costs, weeks = (np.concatenate(each) for each in zip(found, more, strict=True))
        order = np.argsort(costs, kind="stable")[:many]
        best = float(costs[order[0]]) if len(order) else bound
        self.caps = np.maximum(caps + (best - bound) * over / (over @ over), 0.0)
        return bound, costs[order], weeks[order]


def _used(facts: WeekFacts, rows: Ints) -> Ints:
    """How much of each cap a week uses."""
    used: Ints = facts.use[rows[rows >= 0]].sum(axis=0)
    return used


def _legal(facts: WeekFacts, caps: Floats, costs: Floats, weeks: Ints) -> tuple[Floats, Ints]:
    """The weeks within all caps, at what they cost without the prices of caps."""
    used = np.array([_used(facts, rows) for rows in weeks]).reshape(len(weeks), len(caps))
    kept = (used <= facts.cap).all(axis=1)
    own: Floats = costs[kept] - used[kept] @ caps
    return own, weeks[kept]


def week_cost(facts: WeekFacts, price: Floats, rows: Ints) -> float:
    """What one week costs at given prices of rows, by plain arithmetic."""
    days = len(rows)
    taken = rows[rows >= 0]
    cost = float(price[taken].sum()) + float(facts.final[facts.amount[taken].sum()])
    groups = 0
    start = 0
    for d in range(days):
        counted = facts.joined[d] and rows[d - 1] >= 0
        if rows[d] >= 0 and facts.group[d] >= 0 and not counted:
            groups += 1
            cost += float(facts.group_cost[groups])
        if d and rows[d] >= 0 and rows[d - 1] >= 0:
            cost += float(facts.follow[rows[d - 1], rows[d] - facts.first[d]])
        if d + 1 == days or (rows[d + 1] >= 0) != (rows[d] >= 0):
            table = facts.run_cost if rows[d] >= 0 else facts.rest_cost
            cost += float(table[min(d + 1 - start, len(table) - 1), d])
            start = d + 1
    return cost
