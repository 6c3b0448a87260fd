"""One small store solved twice: by the search alone, and by CP-SAT to a proven optimum."""

from __future__ import annotations

from dataclasses import dataclass

from small_stores import SmallStore
from staffopt.auditor import bill
from staffopt.solver.annealing.translate import to_roster
from staffopt.solver.budget import Budget
from staffopt.solver.model.acceptance import accepts
from staffopt.solver.model.whole import solve_whole
from staffopt.solver.parameters import Effort
from staffopt.solver.search import search
from staffopt.solver.solve import prepare

SCALE = 60
"""Sixtieths of a hundredth in a hundredth, as models count."""


@dataclass(frozen=True)
class Comparison:
    """Costs in hundredths of the currency; `optimal` says whether CP-SAT proved its own."""

    seed: int
    people: int
    days: int
    found: float
    optimum: float
    optimal: bool
    accepted: bool
    billed: int
    hard: int
    proof: float
    """CP-SAT's deterministic time for its proof."""

    @property
    def below(self) -> bool:
        """Whether the search claims less than what is proven to be the least."""
        return self.optimal and self.found < self.optimum - 1e-9

    @property
    def equal(self) -> bool:
        return abs(self.found - self.optimum) < 1e-9

    @property
    def excess(self) -> float:
        """How far above the optimum, as a share of it."""
        return (self.found - self.optimum) / max(abs(self.optimum), 1.0)


def searched(store: SmallStore, moves: int) -> tuple[int, int]:
    """The cost by the search's own sum and by the auditor's bill, in hundredths, rounded."""
    made = prepare(store.problem, store.rules, store.goals)
    found = search(made, Budget(moves=moves), seed=1)
    roster = to_roster(made, found.state)
    costs, _, violations = bill(roster, store.problem, store.rules, store.goals)
    if any(violation.hard for violation in violations):
        raise AssertionError(f"store {store.seed}: {violations}")
    return round(int(found.state.cost[0]) / SCALE), sum(costs.values())


def compared(store: SmallStore, moves: int, effort: float = 30.0) -> Comparison:
    """Both answers; the search is not finished by CP-SAT."""
    made = prepare(store.problem, store.rules, store.goals)
    found = search(made, Budget(moves=moves), seed=1)
    roster = to_roster(made, found.state)
    judged = accepts(made.answers, roster)
    costs, _, violations = bill(roster, store.problem, store.rules, store.goals)
    hard = Effort(deterministic_time=effort, linearization=2)
    whole = solve_whole(made.answers, effort=hard)
    return Comparison(
        seed=store.seed,
        people=len(store.problem.people),
        days=store.problem.horizon.days,
        found=judged.cost / SCALE,
        optimum=whole.cost / SCALE,
        optimal=whole.optimal,
        accepted=judged.accepted,
        billed=sum(costs.values()),
        hard=sum(violation.hard for violation in violations),
        proof=whole.work,
    )
