"""The searches, side by side on all cores; each worker process runs one search at a time."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any

from staffopt.domain.plan import Plan
from staffopt.domain.requirement import Requirement
from staffopt.errors import SolverDisagrees
from staffopt.experiments.scenarios import Scenario
from staffopt.inputs.store import Store

PROBES = (60_000, 400_000)
"""Iterations of two runs that tell what one takes and what a run takes besides."""
DIGITS = 2
"""Digits of a number of iterations that was measured; more would pretend to repeat a clock."""


@dataclass(frozen=True)
class Step:
    """One report from a running comparison: what has just been done, and how much of all."""

    done: int
    total: int
    scenario: str
    seed: int
    cost: int


class Workers:
    """Processes that run tasks; with one worker, this process itself."""

    def __init__(self, count: int | None) -> None:
        from joblib import Parallel, cpu_count

        self._pool = Parallel(n_jobs=count or cpu_count(), return_as="generator_unordered")

    def __enter__(self) -> Workers:
        self._pool.__enter__()
        return self

    def __exit__(self, *error: object) -> None:
        self._pool.__exit__(*error)

    def run(self, task: Callable[..., Any], given: Iterable[Sequence[Any]]) -> Iterator[Any]:
        """Each task's number and answer, as they come."""
        from joblib import delayed

        tasks = (delayed(_numbered)(number, task, each) for number, each in enumerate(given))
        yield from self._pool(tasks)


def _numbered(number: int, task: Callable[..., Any], given: Sequence[Any]) -> tuple[int, Any]:
    return number, task(*given)


def iterations_for(seconds: float, base: Scenario, seed: int, workers: Workers) -> int:
    """How many iterations of the base's search fit into so many seconds, when it runs alone."""
    ((_, found),) = workers.run(_iterations_in, [(seconds, base.need, base.store, seed)])
    return int(found)


def _iterations_in(seconds: float, need: Requirement, store: Store, seed: int) -> int:
    from staffopt.steps import plan

    few, many = PROBES
    short, long = (
        plan(need, store, iterations=n, seed=seed, reasons=False).run.seconds for n in PROBES
    )
    each = (long - short) / (many - few)
    if each <= 0:
        each, short = long / many, few * long / many
    return rounded(few + (seconds - short) / each)


def rounded(number: float) -> int:
    """A number of at least 1, to two digits."""
    whole = max(round(number), 1)
    return max(round(whole, DIGITS - len(str(whole))), 1)


def searched(
    scenarios: Sequence[Scenario],
    seeds: Sequence[int],
    iterations: int,
    workers: Workers,
    report: Callable[[Step], None] | None = None,
) -> list[list[Plan]]:
    """Every scenario's plan by every seed.

    The first search runs alone: it compiles what the others then load.
    """
    runs = [(scenario, seed) for scenario in scenarios for seed in seeds]
    plans: dict[int, Plan] = {}
    for part in (runs[:1], runs[1:]):
        tasks = [(one.name, one.need, one.store, iterations, seed) for one, seed in part]
        first = len(plans)
        for number, plan in workers.run(_plan, tasks):
            scenario, seed = part[number]
            plans[first + number] = plan
            if report is not None:
                report(Step(len(plans), len(runs), scenario.name, seed, plan.cost))
    ordered = [plans[number] for number in range(len(runs))]
    return [ordered[k : k + len(seeds)] for k in range(0, len(runs), len(seeds))]


def _plan(name: str, need: Requirement, store: Store, iterations: int, seed: int) -> Plan:
    from staffopt.steps import plan

    try:
        return plan(need, store, iterations=iterations, seed=seed, reasons=False)
    except SolverDisagrees as bug:
        here = f"scenario {name!r}, seed {seed}, {iterations} iterations, "
        problems = (replace(each, where=here + each.where) for each in bug.problems)
        raise SolverDisagrees(*problems) from bug
