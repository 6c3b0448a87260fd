"""Weeks by columns: everybody's best weeks against prices, and the best choice of one for each."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import timedelta

import numpy as np

from staffopt.domain.roster import Roster
from staffopt.domain.shifts import Block, Shift
from staffopt.solver.answers import Answers
from staffopt.solver.linear_program import Floats
from staffopt.solver.week_facts import WeekFacts, week_facts
from staffopt.solver.week_kernel import best_weeks
from staffopt.solver.week_master import Cover, Rows, WeekMaster, bound_by_prices, cover_of

WEEKS_A_TIME = 3
"""Weeks that a person adds in one round."""
ENOUGH = 1e-3
"""Sixtieths by which a new week must be better than the prices say."""
SURE = 0.9
"""Share of a week from which a dive takes it."""


def everybodys_facts(answers: Answers) -> dict[str, WeekFacts] | None:
    """The tables of everybody, or None where the kernel of weeks cannot hold the problem."""
    if answers.presence or answers.spreads or answers.holdings and answers.problem.needs:
        return None
    if any((about.can.sum(axis=1) != 1).any() for about in answers.people.values()):
        return None
    found = {name: week_facts(answers, about) for name, about in answers.people.items()}
    known = {name: facts for name, facts in found.items() if facts is not None}
    return known if len(known) == len(found) else None


@dataclass
class WeekSearch:
    """The weeks known so far, the best roster made of them and the best bound proven."""

    answers: Answers
    facts: dict[str, WeekFacts]
    cover: Cover
    master: WeekMaster
    bound: float = 0.0
    best: dict[str, Rows] = field(default_factory=dict)
    best_cost: int = 1 << 60

    @classmethod
    def of(cls, answers: Answers, facts: dict[str, WeekFacts]) -> WeekSearch:
        cover = cover_of(answers)
        return cls(answers, facts, cover, WeekMaster(cover, list(facts)))

    def start_from(self, roster: Roster) -> None:
        """Know the weeks of a roster, and take it where it is the best."""
        chosen = self.weeks_of(roster)
        for name, rows in chosen.items():
            self.master.add(name, rows, self.own_cost(name, rows))
        self._take(chosen)

    def weeks_of(self, roster: Roster) -> dict[str, Rows]:
        """Everybody's week in a roster."""
        horizon = self.answers.problem.horizon
        found = {name: [-1] * horizon.days for name in self.facts}
        for shift in roster.shifts:
            day = horizon.day_of(shift.start)
            key = (day, horizon.slot(shift.start), horizon.slot_up(shift.end))
            found[shift.person_id][day] = self.answers.people[shift.person_id].row_of[key]
        return {name: tuple(rows) for name, rows in found.items()}

    def own_cost(self, name: str, rows: Rows) -> int:
        """What a week costs by itself: the kernel with no other rows at hand."""
        facts = self.facts[name]
        price = np.full(len(facts.own), np.inf)
        taken = [row for row in rows if row >= 0]
        price[taken] = facts.own[taken] - FAR
        costs, _ = best_weeks(facts, price, False, 1)
        return round(float(costs[0]) + FAR * len(taken))

    def saving(self, name: str, prices: Floats) -> Floats:
        """What each row saves at given prices of cover."""
        return np.array([prices[keys].sum() for keys in self.cover.keys[name]])

    def price_in(self, people: Iterable[str], prices: Floats) -> tuple[int, dict[str, float]]:
        """Add everybody's best weeks; how many are new, and what the very best cost at prices."""
        new, best = 0, {}
        rents = self.master.rents()
        for name in people:
            facts = self.facts[name]
            saved = self.saving(name, prices)
            costs, weeks = best_weeks(facts, facts.own - saved, False, WEEKS_A_TIME)
            best[name] = float(costs[0])
            if len(facts.cap) and self._over(facts, weeks):
                costs, weeks = best_weeks(facts, facts.own - saved, True, WEEKS_A_TIME)
            for cost, rows in zip(costs, weeks.tolist(), strict=True):
                if cost < rents[name] - ENOUGH:
                    paid = cost + sum(saved[row] for row in rows if row >= 0)
                    new += self.master.add(name, tuple(rows), round(paid))
        return new, best

    def _over(self, facts: WeekFacts, weeks: np.ndarray) -> bool:
        """Whether any of some weeks passes a cap."""
        for rows in weeks:
            if (facts.use[rows[rows >= 0]].sum(axis=0) > facts.cap).any():
                return True
        return False

    def grow(self, people: Sequence[str], rounds: int, stop: Callable[[], bool]) -> None:
        """Add weeks until none helps any more."""
        for _ in range(rounds):
            if not self.master.solve():
                return
            prices = self.master.prices()
            new, best = self.price_in(people, prices)
            if len(best) == len(self.facts):
                proven = bound_by_prices(self.cover, prices, best)
                self.bound = max(self.bound, proven)
            if not new or stop():
                return

    def dive(self, people: Sequence[str], rounds: int, stop: Callable[[], bool]) -> None:
        """Fix weeks, the surest first, until everybody has one; take the roster if it is better."""
        open_ = list(people)
        while open_:
            self.grow(open_, rounds, stop)
            if not self.master.solve():
                break
            shares = {name: self.master.shares(name) for name in open_}
            top = {name: max(each, key=lambda rows: each[rows]) for name, each in shares.items()}
            sure = [name for name in open_ if shares[name][top[name]] > SURE]
            if not sure:
                sure = [max(open_, key=lambda name: shares[name][top[name]])]
            for name in sure:
                self.master.fix(name, top[name])
                open_.remove(name)
        if self.master.solve():
            chosen = {}
            for name in self.facts:
                each = self.master.shares(name)
                chosen[name] = max(each, key=lambda rows: each[rows])
            self._take(chosen)

    def cost(self, chosen: dict[str, Rows]) -> int:
        """What a choice of weeks costs, in sixtieths."""
        people = np.zeros(len(self.cover.loss), np.int64)
        total = self.cover.constant
        for name, rows in chosen.items():
            total += self.master.weeks[name][rows][0]
            for row in rows:
                if row >= 0:
                    people[self.cover.keys[name][row]] += 1
        return total + sum(int(loss[n]) for loss, n in zip(self.cover.loss, people, strict=True))

    def _take(self, chosen: dict[str, Rows]) -> None:
        cost = self.cost(chosen)
        if cost < self.best_cost:
            self.best, self.best_cost = dict(chosen), cost

    def roster(self) -> Roster:
        """The best roster."""
        problem = self.answers.problem
        horizon, shifts = problem.horizon, []
        for name, rows in self.best.items():
            about = self.answers.people[name]
            for day, row in enumerate(rows):
                if row >= 0:
                    start = horizon.instant(int(about.candidates.table.start[row]))
                    minutes = timedelta(minutes=int(about.candidates.table.minutes[row]))
                    role = problem.roles[int(np.flatnonzero(about.can[day])[0])]
                    id_ = f"{name}-{horizon.dates[day]:%Y%m%d}"
                    shifts.append(Shift(id_, name, (Block(start, start + minutes, role=role),)))
        return Roster(horizon, tuple(shifts))


FAR = 1e9
"""More than any price: what makes the kernel take given rows."""
