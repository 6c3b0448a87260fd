"""A search in chunks of few moves, its running cost counted from nothing after each."""

from __future__ import annotations

from dataclasses import dataclass

from small_stores import SmallStore
from staffopt.auditor import bill
from staffopt.solver.annealing.translate import to_roster
from staffopt.solver.model.acceptance import accepts
from staffopt.solver.search import Search, temperature
from staffopt.solver.solve import prepare

SCALE = 60
ROUNDING = 2
"""Hundredths by which each component of a bill may differ by rounding."""


@dataclass(frozen=True)
class Difference:
    """After which move of which store the sums differ, in hundredths of the currency."""

    seed: int
    move: int
    kept: float
    model: float
    billed: int
    hard: tuple[str, ...]


def differences(store: SmallStore, moves: int, every: int) -> list[Difference]:
    """Where the cost that moves keep up is not the model's, or not the auditor's, or is illegal.

    The search cools from twice its start temperature to a fiftieth, so that it accepts first nearly
    everything and at last nearly nothing.
    """
    made = prepare(store.problem, store.rules, store.goals)
    search = Search.from_seed(made, store.seed, None)
    hot = 2 * temperature(made)
    found = []
    for done in range(0, moves, every):
        search.run(every, hot * 0.02 ** (done / moves), hot * 0.02 ** ((done + every) / moves))
        roster = to_roster(made, search.state)
        judged = accepts(made.answers, roster)
        costs, claims, violations = bill(roster, store.problem, store.rules, store.goals)
        kept, billed = int(search.state.cost[0]), sum(costs.values())
        hard = tuple(each.message for each in violations if each.hard)
        slack = ROUNDING * (1 + len(costs) + len(claims) + len(violations))
        off = abs(billed - kept / SCALE) > slack
        if kept != judged.cost or not judged.accepted or off or hard:
            model = judged.cost / SCALE
            found.append(Difference(store.seed, done + every, kept / SCALE, model, billed, hard))
    return found
