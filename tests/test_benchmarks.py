"""The benchmark runner works: one store week, few moves, judged by the instance's own checker."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

HERE = Path(__file__).parent.parent / "benchmarks"


def test_a_store_week_is_solved_and_its_checker_finds_no_breach() -> None:
    """300,000 moves a search on 20 people: legal by the checker, at the residual we count."""
    done = subprocess.run(
        [
            sys.executable,
            str(HERE / "run.py"),
            "--iterations",
            "300000",
            "--checker",
            str(HERE / "instances" / "check_store.py"),
            str(HERE / "instances" / "store_20_1.json"),
        ],
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    row = done.stdout.splitlines()[-1].split()
    ours = int(row[2])
    assert "store_20_1: 0 hard violations" in done.stdout
    assert f"; residual {ours};" in done.stdout
    assert ours < 2158, "worse than the instance's first legal schedule"
