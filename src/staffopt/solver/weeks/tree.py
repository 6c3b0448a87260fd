"""The best choice among everybody's pooled weeks: branch and bound.

At each node a linear program has few weeks and takes those that help from the pool. Branching is on
how many people are on duty, where that is not whole, else on what a person does on a day: the
nearer side first, then the open node with the lowest bound. Once no node is open the best roster
is proven, where the pool has all weeks that count.
"""

from __future__ import annotations

import heapq
from dataclasses import dataclass
from math import ceil, floor
from typing import NamedTuple

import numpy as np

from staffopt.domain.arrays import Bools, Floats
from staffopt.solver.out_of_time import OutOfTimeError, go_on
from staffopt.solver.weeks.listing import cheapest
from staffopt.solver.weeks.master import Rows, WeekMaster
from staffopt.solver.weeks.opened import Searched
from staffopt.solver.weeks.pool import Pool, Pools, within

WHOLE = 1e-4
"""How near to a whole number counts as whole; also of a step of cost."""
LEAST_PART = 0.05
"""People on duty are branched on from so far off a whole number on."""
TOWARDS = 0.7
"""A share of a day's shift that is branched on first."""
AT_FIRST = 20
"""Weeks of each person that the linear program begins with."""
AT_ONCE = 5
"""Weeks of a person added in one round."""
ABSENT = 10
"""Times the cost of the best roster that it costs to have no week."""


class OnDuty(NamedTuple):
    """So many people cover a key."""

    key: int
    low: int
    high: int


class Does(NamedTuple):
    """A person does, or does not do, what a code of the pool says."""

    name: str
    code: int
    yes: bool


class Node(NamedTuple):
    """Decisions, and a bound on what they lead to."""

    bound: float
    number: int
    decisions: tuple[OnDuty | Does, ...]


@dataclass
class Share:
    """What of one person's weeks the last solution uses."""

    weeks: dict[Rows, float]

    @property
    def whole(self) -> bool:
        """Whether it is one week."""
        return max(self.weeks.values(), default=0.0) > 1 - WHOLE


class WeekTree:
    """Nodes still open; `grow` works on some of them."""

    def __init__(self, search: Searched, pools: Pools) -> None:
        self.search, self.pools = search, pools
        self.master = WeekMaster(search.cover, list(search.facts), search.step)
        self.master.absence(float(ABSENT * search.best_cost))
        for name, pool in pools.of.items():
            best = pool.number_of(search.best[name])
            for n in sorted({*range(min(AT_FIRST, len(pool.codes))), best}):
                self._add(name, pool, n)
        self.open: list[Node] = [Node(pools.bound, 0, ())]
        self.next: Node | None = None
        self.number = 0
        self.failed = False

    def _add(self, name: str, pool: Pool, week: int) -> bool:
        return self.master.add(name, pool.week(week), int(pool.own[week]))

    @property
    def far(self) -> float:
        """How far above the cheapest weeks of a better roster are at most."""
        return self.search.best_cost - self.search.step * (1 - WHOLE) - self.pools.bound

    @property
    def exact(self) -> bool:
        """Whether no week that counts is missing from the pools."""
        return all(pool.reach >= self.far for pool in self.pools.of.values())

    @property
    def done(self) -> bool:
        """Whether no node is open, or none can be solved."""
        return self.failed or (not self.open and self.next is None)

    def _hopeless(self, bound: float) -> bool:
        """Whether the next cost from a bound on is not below the best."""
        step = self.search.step
        return ceil(bound / step - WHOLE) * step >= self.search.best_cost

    def grow(self, nodes: int) -> None:
        """Work on so many nodes, fewer when time is up; afterwards the bound is what is proven."""
        for _ in range(nodes):
            node = self._take_node()
            if node is None:
                break
            try:
                go_on(self.search.left)
                self._work(node)
            except OutOfTimeError:
                heapq.heappush(self.open, node)
                break
        if self.exact:
            bounds = [node.bound for node in self.open]
            bounds += [self.next.bound] if self.next else []
            proven = min([float(self.search.best_cost), *bounds])
            self.search.bound = max(self.search.bound, proven)

    def _take_node(self) -> Node | None:
        """The node below the last one, else the open one with the lowest bound."""
        node, self.next = self.next, None
        while node is None or self._hopeless(node.bound):
            if not self.open:
                return None
            node = heapq.heappop(self.open)
        return node

    def _work(self, node: Node) -> None:
        """Solve a node; keep its roster, or leave two nodes in its place."""
        allowed = self._decide(node)
        bound = self._solve(allowed)
        if bound is None or self._hopeless(bound):
            return
        shares = {name: Share(self.master.shares(name)) for name in self.pools.of}
        sides = self._sides(shares)
        if sides is None:
            if all(share.whole for share in shares.values()):
                chosen = {name: max(s.weeks, key=s.weeks.__getitem__) for name, s in shares.items()}
                self.search.take(chosen)
            return
        self.number += 1
        bound = max(bound, node.bound)
        heapq.heappush(self.open, Node(bound, -self.number, (*node.decisions, sides[1])))
        self.next = Node(bound, 0, (*node.decisions, sides[0]))

    def _decide(self, node: Node) -> dict[str, Bools]:
        """Impose a node's decisions; which codes everybody may still have."""
        names, cover = list(self.pools.of), self.search.cover
        low, high = [0] * len(cover.loss), [len(names)] * len(cover.loss)
        allowed = {
            name: np.ones(len(self.search.facts[name].own) + pool.codes.shape[1], bool)
            for name, pool in self.pools.of.items()
        }
        for each in node.decisions:
            if isinstance(each, OnDuty):
                low[each.key] = max(low[each.key], each.low)
                high[each.key] = min(high[each.key], each.high)
            elif each.yes:
                allowed[each.name][self._others(each)] = False
            else:
                allowed[each.name][each.code] = False
        for key in range(len(low)):
            self.master.between(key, low[key], high[key])
        for name in names:
            rows = len(self.search.facts[name].own)
            for week in self.master.weeks[name]:
                codes = [row if row >= 0 else rows + d for d, row in enumerate(week)]
                self.master.allow(name, week, bool(allowed[name][codes].all()))
        return allowed

    def _others(self, does: Does) -> list[int]:
        """What else a person could do on the day of a code."""
        facts = self.search.facts[does.name]
        rows = len(facts.own)
        day = does.code - rows
        if day < 0:
            day = int(np.searchsorted(facts.first, does.code, side="right")) - 1
        every = [rows + day, *range(facts.first[day], facts.first[day + 1])]
        return [code for code in every if code != does.code]

    def _solve(self, allowed: dict[str, Bools]) -> float | None:
        """The bound of a node, or None as soon as it is known to be hopeless."""
        while True:
            go_on(self.search.left)
            if not self.master.solve():
                self.failed = True
                raise OutOfTimeError
            value = self.master.value + self.search.cover.constant
            prices, rents = self.master.prices(), self.master.rents()
            bound, new = value, 0
            for name, pool in self.pools.of.items():
                many = within(pool, self.far)
                worth = self._worth(name, prices, allowed[name])
                costs, weeks = cheapest(pool.codes[:many], pool.own[:many], worth, AT_ONCE)
                if costs[0] == np.inf:
                    return None
                bound += min(costs[0] - rents[name], 0.0)
                better = weeks[costs < rents[name] - WHOLE * WHOLE * self.search.step]
                new += sum(self._add(name, pool, n) for n in better.tolist())
            if self._hopeless(bound):
                return None
            if not new:
                return float(bound)

    def _worth(self, name: str, prices: Floats, allowed: Bools) -> Floats:
        """What codes save, minus infinity where they are not allowed."""
        saved = self.search.cover.saved(name, prices)
        worth = np.append(saved, np.zeros(len(allowed) - len(saved)))
        worth[~allowed] = -np.inf
        return worth

    def _sides(self, shares: dict[str, Share]) -> tuple[OnDuty | Does, OnDuty | Does] | None:
        """Two ways to decide what is not whole, the nearer first."""
        people = np.zeros(len(self.search.cover.loss))
        for name, share in shares.items():
            keys = self.search.cover.keys[name]
            for rows, part in share.weeks.items():
                for row in rows:
                    if row >= 0:
                        people[keys[row]] += part
        off = np.abs(people - np.round(people))
        if off.max(initial=0.0) > LEAST_PART:
            key = int(off.argmax())
            low = floor(people[key])
            more, fewer = OnDuty(key, low + 1, len(shares)), OnDuty(key, 0, low)
            return (more, fewer) if people[key] - low >= 1 / 2 else (fewer, more)
        return self._does(shares)

    def _does(self, shares: dict[str, Share]) -> tuple[Does, Does] | None:
        """Somebody's day that is not whole."""
        best: tuple[float, str, int] | None = None
        for name, share in shares.items():
            codes: dict[int, float] = {}
            rows = len(self.search.facts[name].own)
            for week, part in share.weeks.items():
                for d, row in enumerate(week):
                    code = row if row >= 0 else rows + d
                    codes[code] = codes.get(code, 0.0) + part
            for code, part in sorted(codes.items()):
                if WHOLE < part < 1 - WHOLE:
                    off = abs(part - TOWARDS)
                    if best is None or off < best[0]:
                        best = (off, name, code)
        if best is None:
            return None
        return Does(best[1], best[2], True), Does(best[1], best[2], False)
