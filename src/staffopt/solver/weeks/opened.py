"""A part of the weeks opened and chosen anew: a linear program that grows, then a dive."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from typing import Protocol

import numpy as np

from staffopt.domain.arrays import Floats, Ints
from staffopt.solver.out_of_time import Left
from staffopt.solver.weeks.facts import WeekFacts
from staffopt.solver.weeks.master import Cover, Rows, WeekMaster, bound_by_prices
from staffopt.solver.weeks.pricing import Pricing

WEEKS_A_TIME = 3
"""Weeks that a person adds in one round."""
ENOUGH = 1e-3
"""Sixtieths by which a new week must be better than the prices say."""
SURE = 0.9
"""Share of a week from which a dive takes it."""
LATE = 0.4
"""The same when time is nearly up: when as many seconds are left as HURRY solutions take."""
HURRY = 4
Stop = Callable[[], bool]
FIRST_ROUNDS = 400
DIVE_ROUNDS = 3
"""Rounds of new weeks at first, and after each step of a dive."""
PRICERS = 2
"""Threads that look for weeks."""
FAR = 1e9
"""More than any price: what makes the kernel keep a row."""


class Searched(Protocol):
    """What is known of the whole: the best roster, everybody's weeks, the bound."""

    facts: dict[str, WeekFacts]
    cover: Cover
    best: dict[str, Rows]
    best_cost: int
    bound: float
    step: int
    known: dict[str, set[Rows]]
    pricing: dict[str, Pricing]

    @property
    def left(self) -> Left:
        """Says how many seconds are left."""

    def own_cost(self, name: str, rows: Rows) -> int:
        """What a week costs by itself."""

    def take(self, chosen: dict[str, Rows]) -> None:
        """Keep a choice of weeks where it is better."""


class Opened:
    """Some people, on some days or all, whose weeks are chosen anew; all else stays."""

    def __init__(self, search: Searched, people: Sequence[str], days: range | None) -> None:
        self.search, self.people, self.days = search, list(people), days
        self.master = WeekMaster(search.cover, list(search.facts), search.step)
        for name, rows in search.best.items():
            self.master.add(name, rows, search.own_cost(name, rows))
        for name in self.people:
            for rows in sorted(search.known[name]):
                if self._fits(name, rows):
                    self.master.add(name, rows, search.own_cost(name, rows))
        self.value = float(search.best_cost)

    def _fits(self, name: str, rows: Rows) -> bool:
        """Whether a week is the best roster's on all days that are not open."""
        best = self.search.best[name]
        return self.days is None or all(
            d in self.days or rows[d] == best[d] for d in range(len(rows))
        )

    def _pull(self, name: str) -> Floats:
        """What keeps the kernel from changing days that are not open."""
        rows = np.array(self.search.best[name])
        facts = self.search.facts[name]
        pull = np.zeros(len(facts.own))
        if self.days is not None:
            for d in range(len(rows)):
                if d not in self.days:
                    pull[facts.first[d] : facts.first[d + 1]] = np.inf
                    if rows[d] >= 0:
                        pull[rows[d]] = -FAR
        return pull

    @property
    def promising(self) -> bool:
        """Whether the part could hold a better roster, by its linear program."""
        return self.value + self.search.step <= self.search.best_cost + ENOUGH

    @property
    def hurried(self) -> bool:
        """Whether time is nearly up."""
        return self.search.left() <= HURRY * self.master.slowest

    def grow(self, rounds: int, stop: Stop, people: Sequence[str] | None = None) -> None:
        """Add weeks until none helps any more."""
        people = self.people if people is None else people
        with ThreadPoolExecutor(PRICERS) as pool:
            for _ in range(rounds):
                if not self._round(stop, people, pool):
                    return

    def _round(self, stop: Stop, people: Sequence[str], pool: ThreadPoolExecutor) -> bool:
        """Solve, and add everybody's best weeks at its prices; False when there is no more to do.

        Weeks are sought side by side and added in the order of people: threads change nothing.
        """
        search = self.search
        if not self.master.solve():
            return False
        self.value = self.master.value + search.cover.constant
        prices, rents = self.master.prices(), self.master.rents()
        found = list(
            pool.map(
                lambda name: None if stop() else self._best_of(name, prices, rents[name]), people
            )
        )
        added = 0
        for name, each in zip(people, found, strict=True):
            if each is None:
                return False
            added += sum(self._add(name, rows, paid) for rows, paid in each)
        return added > 0 and not stop()

    def _best_of(self, name: str, prices: Floats, rent: float) -> list[tuple[Ints, float]]:
        """A person's best weeks at prices with their costs, where better than those known."""
        search = self.search
        facts = search.facts[name]
        saved = search.cover.saved(name, prices)
        pull = self._pull(name)
        limit = rent + float(pull[pull < 0].sum())
        priced = facts.own - saved + pull
        costs, weeks = search.pricing[name].weeks(priced, WEEKS_A_TIME, limit)
        better = []
        for cost, rows in zip(costs, weeks, strict=True):
            taken = rows[rows >= 0]
            if cost - pull[taken].sum() < rent - ENOUGH:
                better.append((rows, float(cost + (saved - pull)[taken].sum())))
        return better

    def prove(self) -> None:
        """A bound by the prices of the last solution; with everybody open on all days."""
        search = self.search
        if not self.master.solve():
            return
        prices, rents = self.master.prices(), self.master.rents()

        def least(name: str) -> float:
            own = search.facts[name].own - search.cover.saved(name, prices)
            return search.pricing[name].proven(own, rents[name])

        with ThreadPoolExecutor(PRICERS) as pool:
            best = dict(zip(self.people, pool.map(least, self.people), strict=True))
        search.bound = max(search.bound, float(bound_by_prices(search.cover, prices, best)))

    def _add(self, name: str, rows: Ints, paid: float) -> bool:
        week = tuple(rows.tolist())
        self.search.known[name].add(week)
        return self.master.add(name, week, round(paid))

    def dive(self) -> None:
        """Fix weeks, the surest first, until everybody has one; take the roster if it is better.

        When time is nearly up the dive goes on in larger steps and without new weeks, and when it
        is up everybody gets the surest week at once, as half a dive is none.
        """
        search, open_, chosen = self.search, list(self.people), dict(self.search.best)
        top: dict[str, Rows] = {}
        while open_:
            if not self.hurried:
                self.grow(DIVE_ROUNDS, lambda: self.hurried, open_)
            if top and search.left() <= self.master.slowest:
                chosen |= {name: top[name] for name in open_}
                break
            if not self.master.solve():
                return
            self.value = self.master.value + search.cover.constant
            if not self.promising:
                return
            shares = {name: self.master.shares(name) for name in open_}
            top = {name: max(each, key=lambda rows: each[rows]) for name, each in shares.items()}
            least = LATE if self.hurried else SURE
            sure = [name for name in open_ if shares[name][top[name]] > least]
            for name in sure or [max(open_, key=lambda name: shares[name][top[name]])]:
                self.master.fix(name, top[name])
                chosen[name] = top[name]
                open_.remove(name)
        search.take(chosen)
