"""The WTV adapter: a day through the suite's runner, judged by the set's checker."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from tracking.row import read_rows

HERE = Path(__file__).parent.parent / "benchmarks"
FILE = "generated-seed-1-length-10-open-8-workers-8-block-15.dzn"


def test_a_day_of_eight_people_is_dealt_out_and_proven(tmp_path: Path) -> None:
    """A million moves a search: the known optimum of 108, as cost and as bound."""
    words = ["--suite", "wtv", HERE / "instances" / "wtv" / FILE, "--seed", "1"]
    words += ["--iterations", "1000000", "--results", tmp_path / "results.csv", "--dirty"]
    words += ["--best-known", tmp_path / "best_known.csv", "--out", tmp_path]
    program = [sys.executable, str(HERE / "run.py"), *map(str, words)]
    done = subprocess.run(program, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    (row,) = read_rows(tmp_path / "results.csv")
    assert (row.violations, row.cost, row.own_cost, row.bound) == (0, 108, 108, 108)
