"""The MASP adapter: a small instance through the suite's runner, judged by the set's checker."""

from __future__ import annotations

from pathlib import Path

from tests.suite_run import run


def test_a_store_that_never_closes_is_covered_by_what_the_checker_says(tmp_path: Path) -> None:
    """Two days and nights, two tasks, 60,000 moves: legal, nobody missing, the penalty we count."""
    row = run("masp", "0_2_8_2.txt", 60_000, tmp_path)
    assert (row.violations, row.part["missing"]) == (0, 0)
    assert row.part["penalty"] == row.part["stated"] == row.cost == row.own_cost
    assert row.cost < 300
    assert (tmp_path / "0_2_8_2.xml").exists()
