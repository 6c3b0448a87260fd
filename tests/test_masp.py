"""The MASP adapter: a small instance through the suite's runner, judged by the set's checker."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from tracking.row import read_rows

HERE = Path(__file__).parent.parent / "benchmarks"


def test_a_store_that_never_closes_is_covered_by_what_the_checker_says(tmp_path: Path) -> None:
    """Two days and nights, two tasks, 60,000 moves: legal, nobody missing, the penalty we count."""
    words = ["--suite", "masp", HERE / "instances" / "masp" / "0_2_8_2.txt", "--seed", "1"]
    words += ["--iterations", "60000", "--results", tmp_path / "results.csv", "--dirty"]
    words += ["--best-known", tmp_path / "best_known.csv", "--out", tmp_path]
    program = [sys.executable, str(HERE / "run.py"), *map(str, words)]
    done = subprocess.run(program, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    (row,) = read_rows(tmp_path / "results.csv")
    assert (row.violations, row.part["missing"]) == (0, 0)
    assert row.part["penalty"] == row.part["stated"] == row.cost == row.own_cost
    assert row.cost < 300
    assert (tmp_path / "0_2_8_2.xml").exists()
