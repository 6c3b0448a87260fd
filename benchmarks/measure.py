"""One run in this process: solve one instance, write its solution, and say what it took as JSON.

`run.py` starts it afresh for every run, so that peak memory and state are that run's own.
"""

from __future__ import annotations

import argparse
import json
import os
import resource
import time
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from staffopt import plan_problem
from staffopt.domain.plan import Plan, Progress
from tracking.suites import Suite, suite

TICKS = (1, 2, 3, 5, 7, 10, 15, 20, 25, 30, 40, 50, 60, 75, 90, 120, 150, 180, 240, 300, 420, 600)
"""Seconds at which the best cost is kept."""


@dataclass
class Heard:
    """What a search reports: the best cost at each tick, moves and the CPU time they took."""

    costs: dict[int, int] = field(default_factory=dict)
    best: int | None = None
    first: tuple[int, float] | None = None
    last: tuple[int, float] = (0, 0.0)

    def __call__(self, progress: Progress) -> None:
        """Take down one report."""
        for tick in TICKS:
            if self.best is not None and tick <= progress.seconds:
                self.costs.setdefault(tick, self.best)
        self.best = progress.cost if self.best is None else min(self.best, progress.cost)
        if self.first is None or progress.iterations > self.last[0]:
            self.last = (progress.iterations, time.process_time())
            self.first = self.first or self.last

    @property
    def rate(self) -> int | None:
        """Moves per CPU second between the first report and the last with more moves.

        Stages after annealing report no moves, and their time is not that of moves.
        """
        if self.first is None or self.last[1] - self.first[1] < 0.1:
            return None
        return round((self.last[0] - self.first[0]) / (self.last[1] - self.first[1]))


def main() -> None:
    """Do what the command line says."""
    asked = _arguments()
    which = suite(asked.suite)
    instance = which.adapter.read(asked.instance)
    heard, load = Heard(), os.getloadavg()[0]
    began, cpu = time.monotonic(), _cpu()
    plan = solved(which, instance, asked, heard)
    spent = {"wall_s": time.monotonic() - began, "cpu_s": _cpu() - cpu}
    which.write(instance, plan.roster, asked.solution)
    said = {**spent, "load": load, **figures(plan, heard, which.money)}
    asked.report.write_text(json.dumps(said), encoding="utf-8")


def solved(which: Suite, instance: Any, asked: argparse.Namespace, heard: Heard) -> Plan:
    """The plan, by the adapter's own search where it has one."""
    budget = {"seconds": asked.seconds, "iterations": asked.iterations, "seed": asked.seed}
    own = getattr(which.adapter, "solve", None)
    if own is not None:
        made: Plan = own(instance, on_progress=heard, **budget)
        return made
    facts, rules, goals = which.adapter.problem(instance)
    return plan_problem(facts, rules, goals, on_progress=heard, **budget)


def figures(plan: Plan, heard: Heard, money: int) -> dict[str, object]:
    """The cells of a row that this process knows; costs in units of the instance."""
    end = max(plan.run.seconds, 0.01)
    points: list[tuple[float, int]] = [
        (at, cost) for at, cost in sorted(heard.costs.items()) if at < end
    ]
    points.append((round(end, 1), plan.cost))
    return {
        "own_cost": plan.cost / money,
        "bound": -(-plan.bound // money),
        "bound_by": plan.bound_by,
        "trace": " ".join(f"{at:g}:{cost / money:g}" for at, cost in points),
        "first_roster_s": plan.run.first_roster_s,
        "search_s": plan.run.seconds,
        "iterations": heard.last[0] or plan.run.iterations,
        "rate": heard.rate,
        "cores": _cores(),
        "memory_mb": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024,
        "stopped": plan.run.stopped,
        "date": datetime.now(UTC).isoformat(timespec="seconds"),
    }


def _cores() -> int | None:
    """The cores that this process may use; all where the system does not say."""
    allowed = getattr(os, "sched_getaffinity", None)
    return len(allowed(0)) if allowed else os.cpu_count()


def _cpu() -> float:
    """CPU seconds of this process and of those it has waited for."""
    used = [resource.getrusage(w) for w in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    return sum(each.ru_utime + each.ru_stime for each in used)


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("suite")
    parser.add_argument("instance", type=Path)
    parser.add_argument("solution", type=Path)
    parser.add_argument("report", type=Path)
    parser.add_argument("--seconds", type=float)
    parser.add_argument("--iterations", type=int)
    parser.add_argument("--seed", type=int, default=1)
    return parser.parse_args()


if __name__ == "__main__":
    main()
