"""so.compare: scenarios in, one comparison out."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path

from staffopt.domain.plan import Plan
from staffopt.errors import ConfigError, Problem, shown
from staffopt.experiments.comparison import Comparison, Outcome
from staffopt.experiments.offers import Taken, exchanged
from staffopt.experiments.played import all_played
from staffopt.experiments.runs import Step, Workers, iterations_for, searched
from staffopt.experiments.scenarios import (
    Scenario,
    changes_by_name,
    check_as_read,
    labels,
    prepared,
)
from staffopt.experiments.service import service
from staffopt.formats.figures import role_covers, totals
from staffopt.inputs.record import record_of
from staffopt.inputs.store import Store
from staffopt.simulation.stress import check_settings

SEEDS = (1, 2, 3)


def compare(  # noqa: PLR0913 - all but three have a default
    store: Store,
    scenarios: Mapping[str, object],
    week: date | str,
    *,
    weeks: int = 1,
    seconds: float | None = None,
    iterations: int | None = None,
    seeds: Sequence[int] = SEEDS,
    workers: int | None = None,
    overrides: str | Path | Sequence[str | Path] | None = None,
    stress_weeks: int | None = None,
    name: str = "",
    on_progress: Callable[[Step], None] | None = None,
) -> Comparison:
    """Plan one week, or several, as it is and under every scenario, and say what differs.

    `scenarios` maps names to dotted changes, or dotted keys to lists of values: a grid. Everything
    is planned with the same seeds and the same `iterations`; `seconds` (the store's limit where
    neither is given) are first turned into the iterations that the base manages in them. Searches
    run side by side on `workers` processes, all cores by default. All plans are then played against
    the same `stress_weeks` random weeks, as many as for a single plan by default, 0 for none. One
    error holds the problems of all scenarios, before anything is searched.
    """
    wanted = changes_by_name(scenarios)
    _check_seeds(seeds)
    check_settings(stress_weeks or 1, 0, 1.0)
    check_as_read(store)
    ready = prepared(store, wanted, week, overrides, weeks=weeks)
    different, places = _distinct(ready)
    if iterations is not None:
        seconds = None
    elif seconds is None:
        seconds = store.limits.seconds
    with Workers(workers) as pool:
        if iterations is None:
            iterations = iterations_for(seconds or 0.0, ready[0], seeds[0], pool)
        found = searched(different, seeds, iterations, pool, on_progress)
        taken = exchanged(different, [_best(plans) for plans in found], pool)
        played = all_played(different, [plan for plan, _ in taken], stress_weeks, pool)
    taken = [(plan, owner) for plan, (_, owner) in zip(played, taken, strict=True)]
    short = labels(wanted)
    outcomes = [
        _outcome(one, short.get(one.name, one.name), found[at], taken[at])
        for one, at in zip(ready, places, strict=True)
    ]
    return Comparison(
        name=name or store.name,
        store=store.name,
        week=ready[0].need.horizon.first,
        currency=store.currency,
        iterations=iterations,
        seeds=tuple(seeds),
        outcomes=tuple(outcomes),
        seconds=seconds,
        notes=ready[0].need.notes,
        manifest=record_of(store),
    )


def _check_seeds(seeds: Sequence[int]) -> None:
    """Seeds that repeat would pretend that there is no noise."""
    if not seeds or len(set(seeds)) != len(seeds) or min(seeds) < 0:
        raise ConfigError(Problem("seeds", shown(list(seeds)), "different numbers from 0 on"))


def _distinct(scenarios: Sequence[Scenario]) -> tuple[list[Scenario], list[int]]:
    """The scenarios that are different stores, and for each scenario which of them it is."""
    different: list[Scenario] = []
    places = []
    for one in scenarios:
        known = (k for k, other in enumerate(different) if one.same_as(other))
        places.append(next(known, len(different)))
        if places[-1] == len(different):
            different.append(one)
    return different, places


def _best(plans: Sequence[Plan]) -> Plan:
    """The cheapest plan, with the best bound that any of them proved for their one problem."""
    best = min(plans, key=lambda plan: plan.cost)
    proof = max(plans, key=lambda plan: plan.bound)
    return replace(best, bound=min(proof.bound, best.cost), bound_by=proof.bound_by)


def _outcome(scenario: Scenario, label: str, plans: Sequence[Plan], taken: Taken) -> Outcome:
    plan, roster_of = taken
    together, by_role = service(scenario, plan)
    return Outcome(
        name=scenario.name,
        label=label,
        changes=scenario.changes,
        plan=plan,
        seed_costs=tuple(each.cost for each in plans),
        totals=totals(plan, role_covers(plan)),
        service=together,
        role_service=by_role,
        roster_of=roster_of,
    )
