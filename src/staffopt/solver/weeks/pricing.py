"""A person's best weeks against prices, with caps: by prices on what is capped."""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np

from staffopt.domain.arrays import Floats, Ints
from staffopt.solver.weeks.completion import Completion, completed, no_completion
from staffopt.solver.weeks.facts import WeekFacts
from staffopt.solver.weeks.kernel import Asked, best_weeks

PROOF_STEPS = 40
"""Prices of caps tried for a proof."""
LEAST_PACE = 1e-3
Found = tuple[Floats, Ints]
"""Costs and weeks."""


@dataclass
class Pricing:
    """One person's kernel; the prices of caps move a step with every call."""

    facts: WeekFacts
    caps: Floats = field(init=False)
    coming: Completion = field(init=False)
    """What the last call knew of the days to come."""

    def __post_init__(self) -> None:
        self.caps = np.zeros(len(self.facts.cap))
        self.coming = no_completion(self.facts)

    def weeks(self, price: Floats, many: int, limit: float) -> tuple[Floats, Ints]:
        """Some of the cheapest legal weeks that cost less than a limit, with their costs.

        Where caps bind, not always the very cheapest: their prices learn from call to call.
        """
        facts, caps = self.facts, self.caps
        costs, weeks = self._uncapped(price, caps, many, limit)
        if not len(costs):
            return costs, weeks
        bound = costs[0] - caps @ facts.cap
        found = _legal(facts, caps, costs, weeks)
        over = _used(facts, weeks[0]) - facts.cap
        over = np.where((caps > 0) | (over > 0), over, 0)
        if not over.any():
            return found
        asked = Asked(price + facts.use @ caps, self.coming, limit + float(caps @ facts.cap), True)
        more = _legal(facts, caps, *best_weeks(facts, asked, many))
        costs, weeks = (np.concatenate(each) for each in zip(found, more, strict=True))
        order = np.argsort(costs, kind="stable")[:many]
        best = costs[order[0]] if len(order) else limit
        if np.isfinite(best):
            self.caps = np.maximum(caps + (best - bound) * over / (over @ over), 0.0)
        return costs[order], weeks[order]

    def _uncapped(self, price: Floats, caps: Floats, many: int, limit: float) -> Found:
        """The cheapest weeks below a limit with prices on caps, which they may pass."""
        facts = self.facts
        limit += float(caps @ facts.cap)
        adjusted = price + facts.use @ caps
        self.coming, least = completed(facts, adjusted, limit, self.coming.rate)
        if least >= limit:
            return np.zeros(0), np.zeros((0, len(facts.first) - 1), np.int64)
        return best_weeks(facts, Asked(adjusted, self.coming, limit, False), many)

    def proven(self, price: Floats, limit: float) -> float:
        """What no legal week costs less than, up to a limit, by the best prices of caps found.

        Valid: a legal week uses no more than the caps, so that with prices on the caps it costs
        no more than its own cost and the caps at their prices. Steps become half as long whenever
        one does not raise the bound.
        """
        facts, pace, best, bound = self.facts, 1.0, self.caps, -np.inf
        caps, step = best, np.zeros(len(best))
        for _ in range(PROOF_STEPS):
            costs, weeks = self._uncapped(price, caps, 1, limit)
            value = min(costs[0] - caps @ facts.cap, limit) if len(costs) else limit
            if value > bound:
                best, bound = caps, float(value)
                over = _used(facts, weeks[0]) - facts.cap if len(costs) else 0.0 * caps
                step = np.where((caps > 0) | (over > 0), over, 0.0)
            else:
                pace /= 2
            if bound >= limit or pace < LEAST_PACE or not step.any():
                break
            caps = np.maximum(best + pace * (limit - bound) * step / (step @ step), 0.0)
        self.caps = best
        return bound


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
