"""After annealing: a small store is solved outright, a larger one polished, by CP-SAT."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import Any

from staffopt.domain.plan import UNPROVEN
from staffopt.domain.roster import Roster
from staffopt.solver.arrays.packing import Arrays
from staffopt.solver.asked.answers import SCALE
from staffopt.solver.asked.stack_groups import surely
from staffopt.solver.budget import Budget
from staffopt.solver.model.acceptance import accepts
from staffopt.solver.model.polish import polish
from staffopt.solver.model.whole import solve_whole
from staffopt.solver.parameters import Effort
from staffopt.solver.weeks.facts import WeekFacts
from staffopt.solver.weeks.roster import roster_of
from staffopt.solver.weeks.search import WeekSearch

WHOLE_PEOPLE = 8
WHOLE_ROWS = 400
"""Up to so many people and candidate shifts, CP-SAT is given the whole problem."""
WHOLE_EFFORT = 20.0
POLISH_EFFORT = 1.0
MOVES_A_TURN = 250_000
"""With a budget in moves, one turn of polish for so many of them."""
MOST_TURNS = 10_000
TURN_SECONDS = 3.0
"""A safety net by the clock for one turn, where the budget is in seconds."""

Tell = Callable[[int, int], None]
"""Hears of costs and bounds on the way, in hundredths."""


@dataclass(frozen=True)
class ByWeeks:
    """What the search of whole weeks needs: everybody's tables, and who hears of it."""

    facts: dict[str, WeekFacts]
    tell: Tell


@dataclass(frozen=True)
class Finished:
    """The last roster, what CP-SAT saved on it in sixtieths, and what was proven on the way."""

    roster: Roster
    saved: int
    bound: int
    bound_by: str
    stopped: str
    stages: Mapping[str, Any]


def finish(
    made: Arrays,
    roster: Roster,
    budget: Budget,
    seed: int,
    stopped: str,
    weeks: ByWeeks | None = None,
) -> Finished:
    """Improve a roster with what is left of a budget; Ctrl-C keeps the best so far."""
    asis = Finished(roster, 0, 0, UNPROVEN, stopped, {})
    if stopped == "interrupted" or budget.left() <= 0:
        return asis
    try:
        if weeks is not None:
            return _by_weeks(made, weeks, asis, budget, seed)
        if _is_small(made):
            return _whole(made, asis, budget, seed)
        return _polished(made, asis, budget, seed)
    except KeyboardInterrupt:
        return replace(asis, stopped="interrupted")


def _by_weeks(made: Arrays, weeks: ByWeeks, asis: Finished, budget: Budget, seed: int) -> Finished:
    """Choose a week for each person, all at once and part by part."""
    search = WeekSearch.of(made.answers, weeks.facts, asis.roster, seed, budget.left)
    before, stopped = search.best_cost, asis.stopped
    turns = MOST_TURNS if budget.moves is None else budget.moves // MOVES_A_TURN

    def bound() -> int:
        return max(search.proven // SCALE, 0)

    try:
        search.first()
        weeks.tell(search.best_cost // SCALE, bound())
        while not search.done and search.turns < turns and budget.left() > 0:
            search.turn()
            weeks.tell(search.best_cost // SCALE, bound())
    except KeyboardInterrupt:
        stopped = "interrupted"
    by = "prices of weeks" if bound() else UNPROVEN
    stopped = "optimal" if search.done and stopped == "budget" else stopped
    roster = roster_of(made.answers, search.best) if search.best_cost < before else asis.roster
    stages = {"weeks": {"turns": search.turns, "known": search.size}}
    return Finished(roster, before - search.best_cost, bound(), by, stopped, stages)


def _is_small(made: Arrays) -> bool:
    rows = sum(len(each.table) for each in made.candidates)
    return len(made.candidates) <= WHOLE_PEOPLE and rows <= WHOLE_ROWS


def _whole(made: Arrays, asis: Finished, budget: Budget, seed: int) -> Finished:
    effort = Effort(
        deterministic_time=WHOLE_EFFORT,
        seed=seed,
        linearization=2,
        seconds=None if budget.seconds is None else budget.left(),
    )
    whole = solve_whole(made.answers, effort=effort, hint=asis.roster)
    bound = max(whole.bound // SCALE, 0) if surely(made.answers) is made.answers else 0
    by = "CP-SAT on the whole problem" if bound else UNPROVEN
    before = _cost(made, asis.roster)
    if whole.roster is None or whole.cost >= before:
        return Finished(asis.roster, 0, bound, by, asis.stopped, {"whole": whole.optimal})
    saved = before - whole.cost
    return Finished(whole.roster, saved, bound, by, asis.stopped, {"whole": whole.optimal})


def _polished(made: Arrays, asis: Finished, budget: Budget, seed: int) -> Finished:
    turns = MOST_TURNS if budget.moves is None else budget.moves // MOVES_A_TURN
    done = polish(
        made.answers,
        asis.roster,
        turns=turns,
        effort=Effort(
            deterministic_time=POLISH_EFFORT,
            seed=seed,
            seconds=None if budget.seconds is None else TURN_SECONDS,
        ),
        left=budget.left,
    )
    stages = {"polish": {"turns": done.turns, "gains": [list(each) for each in done.gains]}}
    stopped = "interrupted" if done.interrupted else asis.stopped
    return Finished(done.roster, done.saved, asis.bound, asis.bound_by, stopped, stages)


def _cost(made: Arrays, roster: Roster) -> int:
    return accepts(made.answers, roster).cost
