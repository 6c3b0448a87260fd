"""From a problem to an audited plan: search, proof, bill."""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from typing import Any

from staffopt.auditor import bill, overpriced
from staffopt.domain.carried_cover import as_worked
from staffopt.domain.plan import Plan, Progress, Run
from staffopt.domain.problem import Problem
from staffopt.domain.roster import Roster
from staffopt.domain.violation import PayClaim, Violation
from staffopt.errors import ConfigError, SolverDisagrees, shown
from staffopt.errors import Problem as Fault
from staffopt.goals.base import Goal
from staffopt.inspection import TOLERANCE, Inspection, moves_between, retimed
from staffopt.rules.base import Rule
from staffopt.rules.carry_out import carry_out
from staffopt.solver.budget import Budget
from staffopt.solver.dealing.rotation import rotate
from staffopt.solver.dealing.table import compile_all
from staffopt.solver.paced import Paced
from staffopt.solver.second_press import unless_pressed_twice
from staffopt.solver.solve import DEFAULT_SECONDS, INTERRUPTED, Solved, solve

Bill = tuple[dict[str, int], tuple[PayClaim, ...], tuple[Violation, ...]]
MOST = 10**12
"""The largest budget or seed."""


def plan_problem(
    problem: Problem,
    rules: Sequence[Rule],
    goals: Sequence[Goal],
    *,
    seconds: float | None = None,
    iterations: int | None = None,
    seed: int = 1,
    start: Roster | None = None,
    on_progress: Callable[[Progress], None] | None = None,
    notes: tuple[str, ...] = (),
    manifest: Mapping[str, Any] | None = None,
) -> Plan:
    """Find a roster within a budget and bill it.

    The budget is `seconds` of search by the clock, or `iterations` moves in each of the two
    searches: then the same inputs and seed give the same plan. Raises SolverDisagrees when the
    audit finds a hard breach or another cost than the search: that is a bug of ours.
    """
    _check_budget(seconds, iterations, seed)
    began = time.monotonic()
    if not problem.people:
        raise ConfigError(Fault("the problem", "no people", "at least one person to plan"))
    goals = [goal for goal in goals if goal.enabled]
    paced = None if on_progress is None else Paced(on_progress)
    found = solve(
        problem,
        rules,
        goals,
        seconds=seconds,
        iterations=iterations,
        seed=seed,
        start=start,
        report=paced,
        inspect=_inspection(problem, rules, goals),
    )
    found, (costs, claims, violations) = _billed(_told(found, paced), problem, rules, goals)
    return Plan(
        problem=_as_worked(problem, found.roster),
        roster=found.roster,
        costs=costs,
        bound=min(found.bound, sum(costs.values())),
        bound_by=found.bound_by,
        violations=violations,
        run=_run(found, seed, began),
        claims=claims,
        forced_wages=found.forced_wages,
        notes=notes,
        manifest=dict(manifest or {}),
        carried=carry_out(problem, found.roster, rules),
    )


def rotate_roles(
    problem: Problem,
    roster: Roster,
    rules: Sequence[Rule],
    goals: Sequence[Goal],
    *,
    seconds: float | None = None,
    iterations: int | None = None,
    seed: int = 1,
    on_progress: Callable[[Progress], None] | None = None,
) -> Plan:
    """Deal out the roles of a roster again for the prices on runs, and bill it.

    Shifts, breaks, sessions and the number of people at each role stay as given; so does what else
    the roster costs, and the bound is one on such deals.
    """
    _check_budget(seconds, iterations, seed)
    began = time.monotonic()
    if seconds is None and iterations is None:
        seconds = DEFAULT_SECONDS
    compile_all()
    budget = Budget(seconds=seconds, moves=iterations)
    goals = [goal for goal in goals if goal.enabled]
    paced = None if on_progress is None else Paced(on_progress)
    found = rotate(problem, roster, rules, goals, budget=budget, seed=seed, report=paced)
    if paced is not None:
        paced.end()
    costs, claims, violations = bill(found.roster, problem, rules, goals)
    optimal = found.bound >= found.cost
    return Plan(
        problem=problem,
        roster=found.roster,
        costs=costs,
        bound=sum(costs.values()) - found.cost + found.bound,
        bound_by=f"{found.bound_by}, shifts and cover as given",
        violations=tuple(violations),
        run=Run(
            seed=seed,
            iterations=found.moves,
            seconds=budget.spent(),
            first_roster_s=0.0,
            total_s=time.monotonic() - began,
            stopped="optimal" if optimal else "budget",
        ),
        claims=tuple(claims),
    )


def _told(found: Solved, paced: Paced | None) -> Solved:
    """Pass on the last report; Ctrl-C meanwhile ends the search, and keeps what it found."""
    try:
        if paced is not None:
            paced.end()
    except KeyboardInterrupt:
        return replace(found, stopped=INTERRUPTED)
    return found


def _billed(
    found: Solved, problem: Problem, rules: Sequence[Rule], goals: Sequence[Goal]
) -> tuple[Solved, Bill]:
    """Bill what was found; raise where the search counted otherwise, or broke the law."""
    made, pressed = unless_pressed_twice(
        lambda: bill(found.roster, problem, rules, goals), pressed=found.stopped == INTERRUPTED
    )
    costs, claims, violations = made
    billed = sum(costs.values()) - retimed(found.roster, rules, violations)
    over = overpriced(found.roster, problem, rules)
    _agree(found, billed, over, len(costs) + len(violations) + len(claims))
    _check_legal(violations)
    return replace(found, stopped=INTERRUPTED if pressed else found.stopped), made


def _as_worked(problem: Problem, roster: Roster) -> Problem:
    """The problem with the service figures that the roster gives."""
    return replace(problem, requirement=as_worked(problem.requirement, roster, problem.past))


def _check_budget(seconds: float | None, iterations: int | None, seed: int) -> None:
    """Raise where a budget or a seed is none."""
    given = {"seconds": seconds, "iterations": iterations, "seed": seed}
    problems = [
        Fault(name, shown(value), f"a number from 0 to {MOST:,}")
        for name, value in given.items()
        if value is not None and not 0 <= value <= MOST
    ]
    if seconds is not None and iterations is not None:
        problems.append(Fault("iterations", shown(iterations), "no seconds beside it"))
    if problems:
        raise ConfigError(*problems)


def _check_legal(violations: Sequence[Violation]) -> None:
    """Raise where a roster of ours breaks a rule without a price."""
    hard = [violation.message for violation in violations if violation.hard]
    if hard:
        raise SolverDisagrees(Fault("our own roster", hard[0], "no hard breach: please report it"))


def _inspection(
    problem: Problem, rules: Sequence[Rule], goals: Sequence[Goal]
) -> Inspection | None:
    """What looks at rosters on the way, in a debug run; prices of runs are not known there."""
    every = moves_between()
    known = [goal for goal in goals if not goal.stays(problem)]
    return Inspection(problem, rules, known, every) if every else None


def _run(found: Solved, seed: int, began: float) -> Run:
    return Run(
        seed=seed,
        iterations=found.iterations,
        seconds=found.seconds,
        first_roster_s=found.first_roster_s,
        total_s=time.monotonic() - began,
        stopped=found.stopped,
        stages=found.stages,
    )


def _agree(found: Solved, billed: int, over: int, parts: int) -> None:
    slack = TOLERANCE * (parts + 1)
    if not billed - slack <= found.cost <= billed + over + slack:
        said = f"the search counts {found.cost}, the audit {billed} hundredths"
        raise SolverDisagrees(Fault("our own plan", said, "one cost: please report it"))
