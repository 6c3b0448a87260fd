"""The NRP adapter: a small instance through the suite's runner, judged by the set's checker."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from tracking.row import read_rows

HERE = Path(__file__).parent.parent / "benchmarks"


def test_two_weeks_of_fixed_shifts_cost_what_the_checker_says(tmp_path: Path) -> None:
    """Runs, weekends, successions, requests, 60,000 moves: legal, at the penalty we count."""
    words = ["--suite", "nrp", HERE / "instances" / "nrp" / "tiny.txt", "--seed", "1"]
    words += ["--iterations", "60000", "--results", tmp_path / "results.csv", "--dirty"]
    words += ["--best-known", tmp_path / "best_known.csv", "--out", tmp_path]
    program = [sys.executable, str(HERE / "run.py"), *map(str, words)]
    done = subprocess.run(program, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    (row,) = read_rows(tmp_path / "results.csv")
    assert row.violations == 0
    assert row.cost == row.own_cost
    assert row.cost < 3 * 14 * 100, "no better than two people less than asked every day"
    assert (tmp_path / "tiny.csv").exists()
