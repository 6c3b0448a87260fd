"""The benchmark of audits runs, small: as many shifts as asked for, and their rows."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import audit_speed


def test_a_small_run(tmp_path: Path):
    """40 people, two weeks of five shifts: three rows a shift, all read and judged."""
    found = audit_speed.measured(audit_speed.HERE / "configs" / "trade-counter", 400, 40, tmp_path)
    assert (found["shifts"], found["weeks"], found["rows"]) == (400, 2, 1200)
    assert found["violations"] > 0
    assert found["all s"] >= found["audit s"] >= 0


def test_the_command_prints_a_row():
    """One line of figures."""
    command = [sys.executable, audit_speed.__file__, "--shifts", "50", "--people", "10"]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    head, row = done.stdout.splitlines()
    assert head.split()[:2] == ["shifts", "people"]
    assert row.split()[:2] == ["50", "10"]
