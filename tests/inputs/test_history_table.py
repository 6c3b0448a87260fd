"""employee_history.csv: read whole, written by a plan, wrong cells named."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from tests.formats.sample import tiny_plan

from staffopt.domain.history import Balance, History, PaidShift
from staffopt.errors import ConfigError
from staffopt.formats.history_table import HistoryTable
from staffopt.inputs.findings import Findings
from staffopt.inputs.history_table import histories
from staffopt.inputs.rows import Staff

KNOWN = History(
    date(2026, 6, 8),
    (PaidShift(datetime(2026, 6, 5, 12, tzinfo=UTC), datetime(2026, 6, 5, 20, tzinfo=UTC), 450),),
    (Balance(date(2026, 5, 25), 2400), Balance(date(2026, 6, 1), 1920, 2)),
    (Balance(date(2026, 1, 1), 61_200, 5, date(2026, 2, 2)), Balance(date(2026, 5, 1), 9_600)),
    (("last_short_rest", "2026-05-02"),),
)


@pytest.fixture
def read(tmp_path: Path) -> Callable[[str], History | None]:
    """Read a table's lines for E1."""

    def reader(lines: str) -> History | None:
        (tmp_path / "employee_history.csv").write_text(lines, encoding="utf-8")
        findings = Findings()
        found = histories(tmp_path, Staff(frozenset({"E1", "E2"})), findings)
        findings.raise_if_any()
        return found.get("E1")

    return reader


def test_what_a_plan_writes_is_read_back(tmp_path: Path) -> None:
    """The same history, shifts, weeks, periods and columns that no rule reads."""
    plan = replace(tiny_plan(), carried={"E1": KNOWN, "E2": History(date(2026, 6, 8))})
    HistoryTable().write(plan, tmp_path / "employee_history.csv")
    found = histories(tmp_path, Staff(frozenset({"E1", "E2"})), Findings())
    assert found == plan.carried


def test_a_digest_by_hand_needs_a_date_and_a_balance(read: Callable[[str], History | None]) -> None:
    """One period, typed as payroll says it; columns may be left out."""
    found = read("employee_id,as_of,period_start,period_minutes\nE1,2026-06-08,2026-05-01,9600\n")
    assert found == History(date(2026, 6, 8), periods=(Balance(date(2026, 5, 1), 9600),))


@pytest.mark.parametrize(
    ("header", "row", "says"),
    [
        ("period_start,period_minutes", "2026-05-01,9600", "column 'as_of'"),
        ("as_of,period_start,period_minutes", "2026-06-08,2026-05-01,", "as many numbers"),
        (
            "as_of,period_start,period_minutes,period_known_from",
            "2026-06-08,2026-05-01,9600,2026-05-04;2026-05-05",
            "known from 2; expected as many",
        ),
        ("as_of,week_minutes", "2026-06-08,2026-05-25:2400", "weeks as"),
        ("as_of,week_minutes", "2026-05-25,2026-05-25=2400", "a date after 2026-05-25"),
        ("as_of,shifts", "2026-06-08,2026-06-05T14:00/2026-06-05T22:00/450", "with offsets"),
        ("as_of,shifts", "2026-06-08,2026-06-05T14:00Z/2026-06-05T22:00Z/481", "PAID MINUTES"),
        ("as_of,period_start,period_minutes", "2026-06-08,2026-05-01,-1", "whole numbers"),
    ],
)
def test_wrong_cells_are_named(
    read: Callable[[str], History | None], header: str, row: str, says: str
) -> None:
    """A balance without its date, numbers without theirs, times that cannot be."""
    with pytest.raises(ConfigError, match=says):
        read(f"employee_id,{header}\nE1,{row}\n")
