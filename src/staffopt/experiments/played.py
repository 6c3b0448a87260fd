"""Every scenario's plan against random weeks: the same weeks for all, so that they compare."""

from __future__ import annotations

from collections.abc import Sequence

from staffopt.domain.demand import Demand
from staffopt.domain.plan import Plan
from staffopt.experiments.runs import Workers
from staffopt.experiments.scenarios import Scenario
from staffopt.inputs.store import Store
from staffopt.playing import stress_tested, weeks_for


def all_played(
    scenarios: Sequence[Scenario], plans: Sequence[Plan], weeks: int | None, workers: Workers
) -> list[Plan]:
    """The plans with their stress tests, each under its own scenario's customers and store.

    Without `weeks`, as many as the first scenario's plan is played for by itself.
    """
    if weeks is None:
        weeks = weeks_for(scenarios[0].demand, scenarios[0].store)
    if weeks == 0:
        return list(plans)
    tasks = [
        (plan, one.demand, one.store, weeks) for one, plan in zip(scenarios, plans, strict=True)
    ]
    found = dict(workers.run(_played, tasks))
    return [found[number] for number in range(len(tasks))]


def _played(plan: Plan, demand: Demand, store: Store, weeks: int) -> Plan:
    return stress_tested(plan, demand, store, weeks=weeks)
