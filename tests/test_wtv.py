"""The WTV adapter: a day through the suite's runner, judged by the set's checker."""

from __future__ import annotations

from pathlib import Path

from tests.suite_run import run

FILE = "generated-seed-1-length-10-open-8-workers-8-block-15.dzn"


def test_a_day_of_eight_people_is_dealt_out_and_proven(tmp_path: Path) -> None:
    """A million moves a search: the known optimum of 108, as cost and as bound."""
    row = run("wtv", FILE, 1_000_000, tmp_path)
    assert (row.violations, row.cost, row.own_cost, row.bound) == (0, 108, 108, 108)
