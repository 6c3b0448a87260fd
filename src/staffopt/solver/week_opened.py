"""A part of the weeks opened and chosen anew: a linear program that grows, then a dive."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Protocol

import numpy as np

from staffopt.domain.shapes import Ints
from staffopt.solver.linear_program import Floats
from staffopt.solver.out_of_time import Left
from staffopt.solver.week_facts import WeekFacts
from staffopt.solver.week_master import Cover, Rows, WeekMaster, bound_by_prices
from staffopt.solver.week_pricing import Pricing

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
        search = self.search
        people = self.people if people is None else people
        for _ in range(rounds):
            if not self.master.solve():
                return
            self.value = self.master.value + search.cover.constant
            prices, rents = self.master.prices(), self.master.rents()
            best = {}
            for name in people:
                if stop():
                    return
                best[name] = self._price_in(name, prices, rents[name])
            whole = len(best) == len(search.facts) and self.days is None
            if whole:
                proven = bound_by_prices(search.cover, prices, {n: b for n, (b, _) in best.items()})
                search.bound = max(search.bound, proven)
            if stop() or not any(new for _, new in best.values()):
                return

    def _price_in(self, name: str, prices: Floats, rent: float) -> tuple[float, int]:
        """A bound on the person's best week at prices, and how many weeks were added."""
        search = self.search
        facts = search.facts[name]
        saved = search.cover.saved(name, prices)
        pull = self._pull(name)
        bound, costs, weeks = search.pricing[name].weeks(facts.own - saved + pull, WEEKS_A_TIME)
        new = 0
        for cost, rows in zip(costs, weeks, strict=True):
            taken = rows[rows >= 0]
            if cost - pull[taken].sum() < rent - ENOUGH:
                paid = cost + (saved - pull)[taken].sum()
                new += self._add(name, rows, paid)
        return bound, new

    def _add(self, name: str, rows: Ints, paid: float) -> bool:
        week = tuple(rows.tolist())
        self.search.known[name].add(week)
        return self.master.add(name, week, round(float(paid)))

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
