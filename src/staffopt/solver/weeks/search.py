"""Weeks by columns: everybody's best weeks against prices, and the best choice of one for each.

Weeks are added to a linear program until none helps; then they are fixed, the surest first. Again
and again some people, or some days of everybody, are opened and chosen anew in the same way.
"""

from __future__ import annotations

import random
from dataclasses import dataclass, field
from math import ceil

import numpy as np

from staffopt.domain.roster import Roster
from staffopt.solver.asked.answers import Answers
from staffopt.solver.asked.stack_groups import surely
from staffopt.solver.out_of_time import Left, endless
from staffopt.solver.weeks.facts import WeekFacts, week_facts
from staffopt.solver.weeks.listing import weeks_below
from staffopt.solver.weeks.master import Cover, Rows, cover_of
from staffopt.solver.weeks.opened import ENOUGH, FIRST_ROUNDS, Opened
from staffopt.solver.weeks.pool import NoPoolsError, convex, pools
from staffopt.solver.weeks.pricing import Pricing, week_cost
from staffopt.solver.weeks.roster import weeks_of
from staffopt.solver.weeks.tree import WeekTree

STALLED = 12
"""Parts opened in vain before everybody's weeks are listed for a tree."""
NODES = 50
"""Of a tree that can prove, at a time; a part is opened after each."""
FEW_NODES = 10
"""Of a tree that cannot."""


def everybodys_facts(answers: Answers) -> dict[str, WeekFacts] | None:
    """The tables of everybody, or None where the kernel of weeks cannot hold the problem."""
    if answers.presence or answers.spreads or (answers.holdings and answers.problem.needs):
        return None
    if surely(answers) is not answers:
        return None
    if any((about.can.sum(axis=1) != 1).any() for about in answers.people.values()):
        return None
    found = {}
    for name, about in answers.people.items():
        facts = week_facts(answers, about)
        if facts is None:
            return None
        found[name] = facts
    for facts in found.values():
        Pricing(facts).weeks(facts.own, 1, np.inf)  # compiled here, outside any budget
        weeks_below(facts, facts.own, 0.0, 1)
        break
    return found


@dataclass
class WeekSearch:
    """The best roster so far as a week for each person, and the best bound proven."""

    answers: Answers
    facts: dict[str, WeekFacts]
    cover: Cover
    best: dict[str, Rows]
    seed: int = 1
    left: Left = endless
    bound: float = 0.0
    turns: int = 0
    vain: int = 0
    """Turns since the last gain."""
    tree: WeekTree | None = None
    pricing: dict[str, Pricing] = field(init=False)
    known: dict[str, set[Rows]] = field(init=False)
    """Everybody's weeks met so far."""

    def __post_init__(self) -> None:
        self.pricing = {name: Pricing(facts) for name, facts in self.facts.items()}
        self.known = {name: {self.best[name]} for name in self.facts}
        self.best_cost = self.cost(self.best)
        self.step = self._step()

    @classmethod
    def of(
        cls,
        answers: Answers,
        facts: dict[str, WeekFacts],
        roster: Roster,
        seed: int = 1,
        left: Left = endless,
    ) -> WeekSearch:
        """A search that starts from a roster."""
        return cls(answers, facts, cover_of(answers), weeks_of(answers, roster), seed, left)

    @property
    def size(self) -> int:
        """How many weeks are known."""
        return sum(map(len, self.known.values()))

    def _step(self) -> int:
        """What all costs are multiples of, in sixtieths."""
        numbers = [np.diff(loss) for loss in self.cover.loss]
        for f in self.facts.values():
            numbers += [f.own, f.final, f.run_cost.ravel(), f.rest_cost.ravel(), f.group_cost]
            numbers += [f.follow.ravel()]
        every = np.concatenate(numbers)
        found = np.gcd.reduce(np.abs(every[np.isfinite(every)]).astype(np.int64), initial=0)
        return max(int(np.gcd(found, self.best_cost)), 1)

    @property
    def proven(self) -> int:
        """The bound in sixtieths: the next cost that a roster can have at all."""
        return ceil((self.bound - ENOUGH) / self.step) * self.step

    @property
    def done(self) -> bool:
        """Whether nothing is left to gain."""
        return self.best_cost <= self.proven

    def own_cost(self, name: str, rows: Rows) -> int:
        """What a week costs by itself."""
        facts = self.facts[name]
        return round(week_cost(facts, facts.own, np.array(rows)))

    def cost(self, chosen: dict[str, Rows]) -> int:
        """What a choice of weeks costs, in sixtieths."""
        people = np.zeros(len(self.cover.loss), np.int64)
        total = self.cover.constant
        for name, rows in chosen.items():
            total += self.own_cost(name, rows)
            for row in rows:
                if row >= 0:
                    people[self.cover.keys[name][row]] += 1
        return total + sum(int(loss[n]) for loss, n in zip(self.cover.loss, people, strict=True))

    def first(self) -> None:
        """All people open: the bound, and a first dive, which begins when half the time is left."""
        opened = Opened(self, list(self.facts), None)
        half = 0.0 if self.left() == float("inf") else self.left() / 2
        opened.grow(FIRST_ROUNDS, lambda: self.left() <= half)
        if self.left() > 0:
            opened.prove()
        opened.dive()

    def turn(self) -> None:
        """Open a part of the roster; where that has long been in vain, also work on a tree."""
        before = self.best_cost
        self.again()
        if not self.done and self.left() > 0 and self.vain >= STALLED and convex(self.cover):
            self._branch()
        self.vain = 0 if self.best_cost < before and self.tree is None else self.vain + 1

    def _branch(self) -> None:
        """Work on the tree; a new one where there is none, or it ended without proof."""
        if self.tree is None or self.tree.done:
            self.tree = None
            opened = Opened(self, list(self.facts), None)
            try:
                self.tree = WeekTree(self, pools(self, opened.master))
            except NoPoolsError:
                self.vain = 0
                return
        self.tree.grow(NODES if self.tree.exact else FEW_NODES)

    def again(self) -> None:
        """Open a part of the roster and dive in it."""
        draw = random.Random(f"{self.seed}/{self.turns}")  # noqa: S311 - a search, not a secret
        self.turns += 1
        names = list(self.facts)
        days = self.answers.problem.horizon.days
        if self.turns % 3 != 0 and days > 7:
            width = draw.choice([4, 7, 10, 14])
            first = draw.randrange(-width // 2, days - width // 2)
            opened = Opened(self, names, range(max(first, 0), min(first + width, days)))
        else:
            share = draw.choice([0.25, 0.4, 0.55, 0.7])
            opened = Opened(self, draw.sample(names, max(2, round(share * len(names)))), None)
        opened.grow(FIRST_ROUNDS, lambda: self.left() <= 0)
        if opened.promising and self.left() > 0:
            opened.dive()

    def take(self, chosen: dict[str, Rows]) -> None:
        """Keep a choice of weeks where it is better."""
        cost = self.cost(chosen)
        if cost < self.best_cost:
            self.best, self.best_cost = dict(chosen), cost
