"""Deal out the roles again: same shifts, same cover, cheaper runs."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from staffopt.domain.plan import Progress
from staffopt.domain.problem import Problem
from staffopt.domain.roster import Roster
from staffopt.domain.shapes import Stay
from staffopt.goals.base import Goal
from staffopt.rules.base import Rule
from staffopt.solver.budget import Budget
from staffopt.solver.dealing.grid import grid_of, roster_of
from staffopt.solver.dealing.table import Table

PROVABLE = 100
"""Shifts up to which a proof is tried."""


@dataclass(frozen=True)
class Rotation:
    """A roster with its roles dealt out again; money in hundredths.

    `bound` is the least that any deal with the same shifts and cover costs, as far as proven.
    """

    roster: Roster
    cost: int
    bound: int
    bound_by: str
    moves: int


def stays_of(problem: Problem, goals: Sequence[Goal]) -> list[Stay]:
    """What the goals say about runs."""
    return [stay for goal in goals if goal.enabled for stay in goal.stays(problem)]


def rotate(
    problem: Problem,
    roster: Roster,
    rules: Sequence[Rule],
    goals: Sequence[Goal],
    *,
    budget: Budget,
    seed: int = 1,
    proving: bool = True,
    report: Callable[[Progress], None] | None = None,
) -> Rotation:
    """The cheapest deal found within a budget: two searches, then one beside a proof.

    A budget in moves is that of each search, and gives the same roster every time.
    """
    told = None if report is None else _reporter(report, budget)
    grid = grid_of(problem, roster, rules, stays_of(problem, goals))
    table = Table(grid, budget, seed, told)
    if table.open:
        table.play(proving=proving and len(grid.doing) <= PROVABLE)
    made = roster_of(problem, roster, table.best)
    return Rotation(made, table.cost, table.proof.bound, table.proof.by, table.moves)


@dataclass(frozen=True)
class Dealt:
    """A finished roster, with cheaper runs if some are found, and what runs cost by the bill."""

    roster: Roster
    runs: int
    interrupted: bool = False


def dealt_out(
    problem: Problem,
    roster: Roster,
    rules: Sequence[Rule],
    goals: Sequence[Goal],
    *,
    budget: Budget,
    seed: int,
) -> Dealt:
    """Deal out the roles of a finished roster again; Ctrl-C keeps them as they are.

    Breaks that are no whole slots make the search's prices an estimate; the bill decides.
    """
    priced = [goal for goal in goals if goal.enabled and goal.stays(problem)]
    before = sum(goal.value(problem, roster) for goal in priced)
    if not before or budget.left() <= 0:
        return Dealt(roster, before)
    try:
        made = rotate(problem, roster, rules, goals, budget=budget, seed=seed, proving=False).roster
    except KeyboardInterrupt:
        return Dealt(roster, before, interrupted=True)
    after = sum(goal.value(problem, made) for goal in priced)
    return Dealt(made, after) if after < before else Dealt(roster, before)


def _reporter(report: Callable[[Progress], None], budget: Budget) -> Callable[[Table], None]:
    """Where the deal stands, as a search reports it."""

    def tell(table: Table) -> None:
        report(Progress(budget.spent(), table.moves, table.cost, table.proof.bound, "rotation"))

    return tell
