"""The NRP adapter: a small instance through the suite's runner, judged by the set's checker."""

from __future__ import annotations

from pathlib import Path

from tests.suite_run import run


def test_two_weeks_of_fixed_shifts_cost_what_the_checker_says(tmp_path: Path) -> None:
    """Runs, weekends, successions, requests, 60,000 moves: legal, at the penalty we count."""
    row = run("nrp", "tiny.txt", 60_000, tmp_path)
    assert row.violations == 0
    assert row.cost == row.own_cost
    assert row.cost < 3 * 14 * 100, "no better than two people less than asked every day"
    assert (tmp_path / "tiny.csv").exists()
