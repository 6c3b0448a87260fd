"""Rosters offered from scenario to scenario, so that more freedom never looks dearer.

A roster that was found under one scenario is taken under another where it is legal there, lies on
its grid of shifts, and costs less than what the search found: by the audit's own bill.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from staffopt.auditor import bill
from staffopt.domain.plan import Plan
from staffopt.domain.problem import Problem
from staffopt.domain.roster import Roster
from staffopt.domain.training import Displaced
from staffopt.experiments.runs import Workers
from staffopt.experiments.scenarios import Scenario
from staffopt.inputs.store import Store

MOST_OFFERS = 2_500
"""Bills that are worth their time; in larger experiments offers go by way of the base alone."""

Offer = tuple[str, Roster]
Taken = tuple[Plan, str | None]


def exchanged(
    scenarios: Sequence[Scenario], plans: Sequence[Plan], workers: Workers
) -> list[Taken]:
    """Each scenario's plan and where its roster comes from, after everybody's was offered."""
    everybody = [(one.name, plan.roster) for one, plan in zip(scenarios, plans, strict=True)]
    if len(scenarios) * (len(scenarios) - 1) <= MOST_OFFERS:
        return _taken(scenarios, plans, [everybody] * len(scenarios), workers)
    [base] = _taken(scenarios[:1], plans[:1], [everybody], workers)
    offer = [(base[1] or scenarios[0].name, base[0].roster)]
    return [base, *_taken(scenarios[1:], plans[1:], [offer] * (len(scenarios) - 1), workers)]


def _taken(
    scenarios: Sequence[Scenario],
    plans: Sequence[Plan],
    offers: Sequence[Sequence[Offer]],
    workers: Workers,
) -> list[Taken]:
    """Every scenario's best of its own plan and its offers."""
    tasks = [
        (plan, one.store, [offer for offer in mine if offer[0] != one.name])
        for one, plan, mine in zip(scenarios, plans, offers, strict=True)
    ]
    found = dict(workers.run(best_of, tasks))
    return [found[number] for number in range(len(tasks))]


def best_of(plan: Plan, store: Store, offers: Sequence[Offer]) -> Taken:
    """A plan, or the cheapest offered roster that is legal under its problem and cheaper."""
    best: Taken = (plan, None)
    proposed = _proposed(plan.problem)
    for name, roster in offers:
        if roster.horizon != plan.problem.horizon or not _fits(roster, plan.problem, proposed):
            continue
        found = _billed(plan, store, roster)
        if found is not None and found.cost < best[0].cost:
            best = (found, name)
    taken, lender = best
    if lender is None:
        return best
    roster = replace(taken.roster, displaced=_displaced(taken, store))
    return replace(taken, roster=roster), lender


def _billed(plan: Plan, store: Store, roster: Roster) -> Plan | None:
    """The plan with another roster; None where that breaks a hard rule."""
    costs, claims, violations = bill(roster, plan.problem, store.rules, store.goals)
    if any(violation.hard for violation in violations):
        return None
    return replace(
        plan,
        roster=roster,
        costs=costs,
        claims=claims,
        violations=violations,
        bound=min(plan.bound, sum(costs.values())),
    )


def _proposed(problem: Problem) -> set[tuple[int, int]]:
    """First slot and end of every shift the search may propose."""
    from staffopt.domain.grid_shifts import all_shifts

    table = all_shifts(problem)
    return set(zip(table.start.tolist(), table.end.tolist(), strict=True))


def _fits(roster: Roster, problem: Problem, proposed: set[tuple[int, int]]) -> bool:
    """Whether every shift is one that the search may propose, or pinned."""
    horizon = problem.horizon
    pinned = {(pin.person_id, pin.start, pin.end) for pin in problem.pins}
    return all(
        (horizon.slot(shift.start), horizon.slot_up(shift.end)) in proposed
        or (shift.person_id, shift.start, shift.end) in pinned
        for shift in roster.shifts
    )


def _displaced(plan: Plan, store: Store) -> tuple[Displaced, ...]:
    """The training that a roster does not hold under another scenario's needs."""
    from staffopt.solver.displaced import displaced_needs

    return displaced_needs(plan.problem, store.rules, plan.roster)
