"""How the search grows with people, weeks, slots, roles, nights and rules, on stores made by seed.

    python benchmarks/scaling.py                 # the whole table, 60 s a store: about 25 minutes
    python benchmarks/scaling.py --seconds 10 --only people

Each store is solved in a process of its own. Rows go to `scaling.csv`: what the facts, the first
roster and the search took, cost and bound, seconds to a gap of 2 %, peak memory, or why it failed.
"""

from __future__ import annotations

import argparse
import csv
import json
import os
import subprocess
import sys
import time
from dataclasses import asdict
from pathlib import Path
from typing import Any

from made_stores import Wanted, made_store, varied
from measure import Heard
from tracking.source import commit

TABLE = Path(__file__).resolve().parent / "scaling.csv"
GAP = 0.02
VARIED: dict[str, list[Wanted]] = {
    "people": [varied(people=people) for people in (10, 20, 50, 100, 200, 300)],
    "weeks": [varied(weeks=weeks) for weeks in (1, 2, 3, 4)],
    "slots": [varied(slot_minutes=minutes) for minutes in (5, 15, 30)],
    "roles": [varied(roles=roles) for roles in (1, 2, 3, 4, 6)],
    "laws": [varied(law=name) for name in ("", "uk", "us-ca", "nl", "fr", "us-ny", "au-gria")],
    "nights": [varied(people=30, night=night) for night in (False, True)],
    "largest": [varied(people=300, weeks=4)],
}
COLUMNS = (
    *("store", "seconds", "slots", "rules", "rows", "build_s", "first_roster_s", "to_gap_s"),
    *("search_s", "total_s", "cpu_s", "cost", "bound", "gap", "moves", "rate", "memory_mb"),
    *("violations", "load", "commit", "failed"),
)


def main() -> int:
    """Run the table or one row of it; 1 where a store failed."""
    asked = _arguments()
    if asked.one:
        print(json.dumps(solved(Wanted(**json.loads(asked.one)), asked.seconds)))
        return 0
    failed = 0
    names = [asked.only] if asked.only else list(VARIED)
    for wanted in dict.fromkeys(each for name in names for each in VARIED[name]):
        row = _apart(wanted, asked)
        failed += bool(row.get("failed"))
        _append(row, asked.table)
        print(" ".join(f"{name}={row[name]}" for name in COLUMNS if row.get(name)), flush=True)
    return min(failed, 1)


def _apart(wanted: Wanted, asked: argparse.Namespace) -> dict[str, Any]:
    """A store in a process of its own; what it said, or why it said nothing."""
    words = [sys.executable, __file__, "--one", json.dumps(asdict(wanted))]
    words += ["--seconds", str(asked.seconds)]
    about = {
        "store": wanted.name,
        "seconds": asked.seconds,
        "load": round(os.getloadavg()[0], 1),
        "commit": commit("made_stores"),
    }
    try:
        done = subprocess.run(
            words,
            capture_output=True,
            text=True,
            check=False,
            timeout=asked.seconds + asked.patience,
        )
    except subprocess.TimeoutExpired:
        return {**about, "failed": f"no end within {asked.patience:g} s after the budget"}
    if done.returncode:
        said = done.stderr.strip().splitlines() or [f"killed by signal {-done.returncode}"]
        return {**about, "failed": said[-1][:200]}
    return {**about, **json.loads(done.stdout.splitlines()[-1])}


def solved(wanted: Wanted, seconds: float) -> dict[str, Any]:
    """One store in this process: every cell of its row that is known here."""
    import resource

    from staffopt import plan_problem
    from staffopt.domain.plan import UNPROVEN
    from staffopt.solver.solve import prepare

    facts, rules, goals = made_store(wanted)
    began = time.process_time()
    packed = prepare(facts, rules, goals)
    build = time.process_time() - began
    rows = sum(len(each.table) for each in packed.candidates)
    del packed
    heard, started, cpu = Heard(), time.monotonic(), time.process_time()
    plan = plan_problem(facts, rules, goals, seconds=seconds, seed=wanted.seed, on_progress=heard)
    reached = [at for at, cost in heard.costs.items() if cost - plan.bound <= GAP * cost]
    if not reached and plan.gap <= GAP:
        reached = [round(plan.run.seconds)]
    return {
        "slots": facts.horizon.slots,
        "rules": len(rules),
        "rows": rows,
        "build_s": round(build, 2),
        "first_roster_s": round(plan.run.first_roster_s, 2),
        "to_gap_s": min(reached, default=""),
        "search_s": round(plan.run.seconds, 1),
        "total_s": round(time.monotonic() - started, 1),
        "cpu_s": round(time.process_time() - cpu, 1),
        "cost": round(plan.cost / 100),
        "bound": round(plan.bound / 100),
        "gap": f"{plan.gap:.4f}" if plan.bound_by != UNPROVEN else "",
        "moves": heard.last[0],
        "rate": heard.rate or "",
        "memory_mb": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024,
        "violations": len(plan.violations),
    }


def _append(row: dict[str, Any], path: Path) -> None:
    new = not path.exists()
    with path.open("a", encoding="utf-8", newline="") as handle:
        writer = csv.DictWriter(handle, COLUMNS, restval="", lineterminator="\n")
        if new:
            writer.writeheader()
        writer.writerow(row)


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seconds", type=float, default=60)
    parser.add_argument("--only", choices=list(VARIED))
    parser.add_argument("--patience", type=float, default=300, help="seconds beyond the budget")
    parser.add_argument("--table", type=Path, default=TABLE)
    parser.add_argument("--one", help=argparse.SUPPRESS)
    return parser.parse_args()


if __name__ == "__main__":
    sys.exit(main())
