"""A finished roster searched on, from where it stands and no hotter than that needs."""

from __future__ import annotations

from staffopt.domain.roster import Roster
from staffopt.solver.annealing.gentle_heat import gentle_heat
from staffopt.solver.annealing.translate import to_roster
from staffopt.solver.arrays.packing import Arrays
from staffopt.solver.budget import Budget
from staffopt.solver.dealing.rotation import dealt_out
from staffopt.solver.search import Search, temperature

HOT, COLD = 0.3, 0.025
"""First and last temperature, as shares of what one missing person costs."""
CHUNK = 200_000
"""Moves between two moments at which Ctrl-C is heard."""


def again(made: Arrays, start: Roster, *, moves: int, seed: int) -> Roster:
    """The best roster that so many moves find from a given one, as far as that is still allowed.

    Equal arguments give the same roster. There is no polish and no proof.
    """
    search = Search.from_seed(made, seed, start)
    unit = min(temperature(made), gentle_heat(made.problem))
    fall, done = COLD / HOT, 0
    while done < moves:
        size = min(CHUNK, moves - done)
        first, last = (HOT * fall ** (each / moves) for each in (done, done + size))
        search.run(size, unit * first, unit * last)
        done += size
    search.keep_best()
    found = to_roster(made, search.best)
    answers, budget = made.answers, Budget(moves=moves)
    dealt = dealt_out(made.problem, found, answers.rules, answers.goals, budget=budget, seed=seed)
    return dealt.roster
