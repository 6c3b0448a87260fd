"""Everybody's weeks that a better roster than the best known can have, at prices of cover.

In a roster that costs less than the best by a step, nobody's week costs more above the person's
cheapest, at any prices, than the best less a step is above the bound of those prices. All such
weeks are listed; where there are too many, the cheapest of them, and then nothing is proven.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from staffopt.domain.arrays import Floats, Ints
from staffopt.solver.weeks.facts import WeekFacts
from staffopt.solver.weeks.listing import weeks_below
from staffopt.solver.weeks.master import Cover, Rows, WeekMaster, bound_by_prices
from staffopt.solver.weeks.opened import ENOUGH, Searched
from staffopt.solver.weeks.pricing import week_cost

MOST_WEEKS = 40_000
"""Weeks of a person in a pool."""
MOST_OF_ALL = 1_200_000
"""Weeks of all people."""
LESS = 0.7
"""How much of the distance is tried next where weeks are too many."""
TRIES = 12
ROUNDS = 30
"""Times that weeks missing from the linear program are looked for."""
AT_ONCE = 2_000
ADDED = 10
"""Weeks looked at, and added, for one person in one round."""


@dataclass(frozen=True)
class Pool:
    """One person's weeks, the nearest to the cheapest first."""

    rows: int
    """Of the person's table."""
    codes: NDArray[np.int16]
    """Weeks x days: the row, or for a free day the number of rows and the day."""
    own: Floats
    above: Floats
    """How far above the person's cheapest."""
    reach: float
    """Weeks that are less far above are all here."""

    def week(self, number: int) -> Rows:
        """A week as rows of the table, -1 for a free day."""
        codes = self.codes[number].tolist()
        return tuple(code if code < self.rows else -1 for code in codes)

    def number_of(self, week: Rows) -> int:
        """Which one a week is."""
        codes = [row if row >= 0 else self.rows + d for d, row in enumerate(week)]
        return int(np.flatnonzero((self.codes == codes).all(axis=1))[0])


@dataclass(frozen=True)
class Pools:
    """Everybody's, and the bound of the prices they were listed at."""

    of: dict[str, Pool]
    bound: float


class NoPoolsError(Exception):
    """Raised where the linear program could not be solved in full."""


def pools(search: Searched, master: WeekMaster) -> Pools:
    """The weeks that matter at the optimum of a linear program, which grows until it is exact."""
    names = list(search.facts)
    least = _optimum(search, master, names)
    prices = master.prices()
    bound = bound_by_prices(search.cover, prices, least)
    search.bound = max(search.bound, bound)
    far = search.best_cost - search.step - bound + ENOUGH
    wanted = (max(far, ENOUGH), min(MOST_WEEKS, MOST_OF_ALL // len(names)))
    found = {name: _nearest(search, name, prices, least[name], wanted) for name in names}
    return Pools(found, bound)


def _optimum(search: Searched, master: WeekMaster, names: Sequence[str]) -> dict[str, float]:
    """Add weeks until the linear program has its optimum; everybody's cheapest there."""
    for n in range(ROUNDS):
        if search.left() <= 0 or not master.solve():
            raise NoPoolsError
        prices, rents = master.prices(), master.rents()
        least, new = dict(rents), 0
        for name in names:
            limit = rents[name] - ENOUGH
            whole = n > 0
            if whole:
                costs, weeks, whole = _below(search, name, prices, (limit, AT_ONCE))
            if not whole:
                price = search.facts[name].own - search.cover.saved(name, prices)
                search.pricing[name].proven(price, rents[name])
                costs, weeks, whole = _below(search, name, prices, (limit, AT_ONCE))
            least[name] = min([limit, *costs]) if whole else -np.inf
            for week in weeks[np.argsort(costs, kind="stable")[:ADDED]]:
                own = round(_own(search.facts[name], week))
                new += master.add(name, tuple(week.tolist()), own)
        if not new:
            break
    if min(least.values()) == -np.inf:
        raise NoPoolsError
    return least


def _own(facts: WeekFacts, rows: Ints) -> float:
    return week_cost(facts, facts.own, rows)


def _below(
    search: Searched, name: str, prices: Floats, limits: tuple[float, int]
) -> tuple[Floats, Ints, bool]:
    """Legal weeks below a cost at prices of cover, at most so many, and whether these are all."""
    facts, caps = search.facts[name], search.pricing[name].caps
    price = facts.own - search.cover.saved(name, prices) + facts.use @ caps
    limit, most = limits
    costs, weeks, whole = weeks_below(facts, price, limit + float(caps @ facts.cap), most)
    used = np.where((weeks >= 0)[:, :, None], facts.use[weeks], 0).sum(axis=1)
    costs = costs - used @ caps
    return costs[costs < limit], weeks[costs < limit], whole


def _nearest(
    search: Searched, name: str, prices: Floats, least: float, wanted: tuple[float, int]
) -> Pool:
    """The weeks less than so far above the cheapest, or as far as there are not too many."""
    far, most = wanted
    facts = search.facts[name]
    for _ in range(TRIES):
        costs, weeks, whole = _below(search, name, prices, (least + far, most))
        if whole:
            break
        far *= LESS
    best = np.array(search.best[name])
    if not (weeks == best).all(axis=1).any():
        weeks = np.vstack([weeks, best])
        best_cost = _own(facts, best) - float(
            search.cover.saved(name, prices)[best[best >= 0]].sum()
        )
        costs = np.append(costs, best_cost)
    order = np.argsort(costs, kind="stable")
    weeks, above = weeks[order], costs[order] - least
    saved = np.append(search.cover.saved(name, prices), 0.0)
    own = costs[order] + saved[weeks].sum(axis=1)
    free = len(facts.own) + np.arange(weeks.shape[1])
    codes = np.where(weeks >= 0, weeks, free).astype(np.int16)
    return Pool(len(facts.own), codes, np.round(own), above, far if whole else 0.0)


def within(pool: Pool, far: float) -> int:
    """How many weeks of a pool are less than so far above the cheapest."""
    return int(np.searchsorted(pool.above, far))


def convex(cover: Cover) -> bool:
    """Whether what people on duty cost is convex everywhere, so that the linear program has it."""
    return all((np.diff(loss, 2) >= 0).all() for loss in cover.loss)
