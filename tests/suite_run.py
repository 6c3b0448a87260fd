"""One instance through the runner of the benchmarks, judged by its suite's own checker."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from tracking.row import Row, read_rows

HERE = Path(__file__).parent.parent / "benchmarks"


def run(suite: str, file: str, iterations: int, folder: Path) -> Row:
    """The row that a run of the suite's instance adds to empty results in a folder."""
    words = ["--suite", suite, HERE / "instances" / suite / file, "--seed", "1"]
    words += ["--iterations", iterations, "--results", folder / "results.csv", "--dirty"]
    words += ["--best-known", folder / "best_known.csv", "--out", folder]
    program = [sys.executable, str(HERE / "run.py"), *map(str, words)]
    done = subprocess.run(program, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    (row,) = read_rows(folder / "results.csv")
    return row
