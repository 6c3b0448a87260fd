"""Solve store-week instances through the public API and print what their checker says.

    python benchmarks/run.py --seconds 60 --seeds 1 path/to/store_20_1.json ...

Each result is written beside a solution file that the instances' own checker reads; with
`--checker path/to/check_store.py` that checker is the judge of the residual and of legality.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path

import store_weeks

import staffopt as so


def main() -> int:
    """Solve all instances named and print one row each; 1 when a checker finds a breach."""
    asked = _arguments()
    print(f"load {os.getloadavg()[0]:.1f} on {os.cpu_count()} cores")
    print(
        f"{'instance':12} {'seed':>4} {'residual':>9} {'moves':>11} {'first s':>8} {'s':>7}  judge"
    )
    worst = 0
    for path in asked.instances:
        for seed in asked.seeds:
            worst = max(worst, solve(path, seed, asked))
    return worst


def solve(path: Path, seed: int, asked: argparse.Namespace) -> int:
    """One instance and seed: a row of figures, and the checker's exit code."""
    instance = store_weeks.read(path)
    facts, rules, goals = store_weeks.problem(instance)
    plan = so.plan_problem(
        facts, rules, goals, seconds=asked.seconds, iterations=asked.iterations, seed=seed
    )
    out = asked.out or Path(tempfile.mkdtemp())
    out.mkdir(parents=True, exist_ok=True)
    file = out / f"{instance['name']}-{seed}.json"
    file.write_text(json.dumps(store_weeks.solution(instance, plan.roster)))
    code, verdict = judged(path, file, asked.checker)
    run = plan.run
    residual = plan.cost / store_weeks.MONEY
    print(
        f"{instance['name']:12} {seed:4d} {residual:9.0f} {run.iterations:11,d} "
        f"{run.first_roster_s:8.3f} {run.seconds:7.1f}  {verdict}",
        flush=True,
    )
    return code


def judged(path: Path, file: Path, checker: Path | None) -> tuple[int, str]:
    """The checker's exit code, and its words on breaches and residual."""
    if checker is None:
        return 0, "not asked"
    done = subprocess.run(
        [sys.executable, str(checker), str(path), str(file)],
        capture_output=True,
        text=True,
        check=False,
    )
    lines = [line.strip() for line in done.stdout.splitlines()]
    said = [line for line in lines if "hard violations" in line or line.startswith("residual")]
    return done.returncode, "; ".join(" ".join(line.split()) for line in said)


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description="Solve store-week instances.")
    parser.add_argument("instances", nargs="+", type=Path)
    parser.add_argument("--seconds", type=float)
    parser.add_argument("--iterations", type=int)
    parser.add_argument("--seeds", type=int, nargs="+", default=[1])
    parser.add_argument("--checker", type=Path, help="The instances' own check_store.py.")
    parser.add_argument("--out", type=Path, help="Folder for solution files.")
    return parser.parse_args()


if __name__ == "__main__":
    sys.exit(main())
