"""How much deterministic work plans take, against the record kept here.

    python benchmarks/work.py            # measure and compare; exit status 1 where work has grown
    python benchmarks/work.py --record   # measure and write work_record.json anew

The counts do not depend on the machine's speed or load: moves tried and taken, CP-SAT's
deterministic time and models, simplex iterations. The tests hold every change to the record.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path
from threading import Lock
from typing import Any
from unittest import mock

import store_weeks
from small_stores import small_store
from staffopt import plan_problem
from staffopt.domain.problem import Problem
from staffopt.goals.base import Goal
from staffopt.rules.base import Rule

RECORD = Path(__file__).resolve().parent / "work_record.json"
MORE = 0.1
"""Share by which counts may differ from the record."""
STORE_MOVES = 250_000
SMALL_MOVES = 50_000
SMALL = (11, 26)
"""Small stores that hold training."""

Facts = tuple[Problem, list[Rule], list[Goal]]


@dataclass
class Work:
    """What one plan cost and took; `cost` and `bound` in hundredths of the currency."""

    cost: int = 0
    bound: int = 0
    sessions: int = 0
    tried: int = 0
    taken: int = 0
    cp_sat: float = 0.0
    models: int = 0
    simplex: int = 0


def measured() -> dict[str, Work]:
    """The work of every plan of the record."""
    week = store_weeks.problem(store_weeks.read(store_weeks.HOME / "store_20_1.json"))
    plans: dict[str, tuple[Facts, int, int]] = {
        f"store_20_1, seed {seed}": (week, STORE_MOVES, seed) for seed in (1, 2)
    }
    for number in SMALL:
        store = small_store(number)
        facts = (store.problem, list(store.rules), list(store.goals))
        plans[f"small store {number}, seed 1"] = (facts, SMALL_MOVES, 1)
    return {name: work_of(*asked) for name, asked in plans.items()}


def work_of(facts: Facts, moves: int, seed: int) -> Work:
    """The work of one plan."""
    work = Work()
    with counting(work):
        plan = plan_problem(*facts, iterations=moves, seed=seed)
    work.cost, work.bound = plan.cost, plan.bound
    work.sessions = len(plan.roster.sessions)
    work.cp_sat = round(work.cp_sat, 6)
    return work


@contextmanager
def counting(work: Work) -> Iterator[None]:
    """Count what the engines do, without touching what they do."""
    import scipy.optimize
    from ortools.sat.python import cp_model

    from staffopt.solver.search import Search

    cp_sat, simplex, run = cp_model.CpSolver.solve, scipy.optimize.linprog, Search.run
    lock = Lock()

    def solve(solver: Any, *args: Any, **options: Any) -> Any:
        status = cp_sat(solver, *args, **options)
        work.cp_sat += solver.response_proto.deterministic_time
        work.models += 1
        return status

    def linprog(*args: Any, **options: Any) -> Any:
        found = simplex(*args, **options)
        work.simplex += int(found.nit)
        return found

    def ran(search: Search, *args: Any, **options: Any) -> None:
        before = search.state.tried.sum(axis=1)
        run(search, *args, **options)
        tried, _, taken = (search.state.tried.sum(axis=1) - before).tolist()
        with lock:  # two searches run side by side
            work.tried, work.taken = work.tried + tried, work.taken + taken

    with ExitStack() as patches:
        patches.enter_context(mock.patch.object(cp_model.CpSolver, "solve", solve))
        patches.enter_context(mock.patch.object(scipy.optimize, "linprog", linprog))
        patches.enter_context(mock.patch.object(Search, "run", ran))
        yield


def differences(now: dict[str, Work], then: dict[str, Work]) -> list[str]:
    """What is worse than the record, or so much better that the record is out of date."""
    if now.keys() != then.keys():
        return [f"plans {sorted(now)}, in the record {sorted(then)}"]
    return [said for name in now for said in _compared(name, now[name], then[name])]


def _compared(name: str, now: Work, then: Work) -> Iterator[str]:
    if now.cost > then.cost:
        yield f"{name}: cost {now.cost}, in the record {then.cost}"
    if now.bound < then.bound:
        yield f"{name}: bound {now.bound}, in the record {then.bound}"
    for count in ("tried", "taken", "cp_sat", "models", "simplex"):
        here, there = getattr(now, count), getattr(then, count)
        if abs(here - there) > MORE * there:
            yield f"{name}: {count} {here}, in the record {there}"


def read_record() -> dict[str, Work]:
    """The record by plan."""
    kept = json.loads(RECORD.read_text("utf-8"))
    return {name: Work(**work) for name, work in kept.items()}


def main() -> int:
    """Measure, then compare or record."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--record", action="store_true", help="write the record anew")
    asked = parser.parse_args()
    now = measured()
    for name, work in now.items():
        print(f"{name}: {asdict(work)}")
    if asked.record:
        kept = {name: asdict(work) for name, work in now.items()}
        RECORD.write_text(json.dumps(kept, indent=2) + "\n", encoding="utf-8")
        return 0
    worse = differences(now, read_record())
    print("\n".join(worse) or "as recorded")
    return 1 if worse else 0


if __name__ == "__main__":
    sys.exit(main())
