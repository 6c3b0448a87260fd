"""The stress test in the workbook: the figures of the plan, as numbers."""

from __future__ import annotations

from pathlib import Path

import pytest
from openpyxl import load_workbook
from openpyxl.worksheet.worksheet import Worksheet
from tests.formats.sample import played_plan, sample_plan, tiny_plan

from staffopt.domain.plan import Plan
from staffopt.domain.stress_wording import bottleneck_text
from staffopt.formats.excel_book import ExcelBook

PLAYED = played_plan(sample_plan())


def sheets(plan: Plan, folder: Path) -> dict[str, Worksheet]:
    """The sheets as a spreadsheet program reads them."""
    path = folder / "roster.xlsx"
    ExcelBook().write(plan, path)
    return {sheet.title: sheet for sheet in load_workbook(path).worksheets}


def lines(sheet: Worksheet) -> dict[str, tuple[object, ...]]:
    """What stands beside the first cell of each row, by that cell; the first of a name counts."""
    found: dict[str, tuple[object, ...]] = {}
    for row in sheet.iter_rows(values_only=True):
        found.setdefault(str(row[0]), row[1:])
    return found


def test_a_plan_that_was_not_played_has_no_such_sheet(tmp_path: Path):
    """Nobody knows how long its customers wait."""
    assert "Customers" not in sheets(tiny_plan(), tmp_path)


def test_the_sheet_says_wait_and_share_in_time_by_role_and_day(tmp_path: Path):
    """The cashiers' week and Monday, minutes and shares as numbers; nobody comes on Wednesday."""
    found = PLAYED.stress_test
    assert found is not None
    role = found.roles["cashier"]
    said = lines(sheets(PLAYED, tmp_path)["Customers"])
    week, monday = said["Cashier"], said["Mon 23 Nov"]
    assert week[:2] == pytest.approx((role.customers, role.wait / 60))
    assert week[5:7] == pytest.approx((role.in_time, role.shares[0.5]))
    assert week[10] == role.slots_at_risk.sum()
    assert monday[:2] == pytest.approx((role.days[0].customers, role.days[0].wait / 60))
    assert monday[9] == pytest.approx(role.days[0].left)
    assert "Wed 25 Nov" not in said


def test_the_sheet_names_the_bottleneck_and_the_worst_stretch(tmp_path: Path):
    """In the words of the page; the worst stretch stands first below the heading."""
    found = PLAYED.stress_test
    assert found is not None
    rows = list(sheets(PLAYED, tmp_path)["Customers"].iter_rows(values_only=True))
    assert bottleneck_text(found) in {row[0] for row in rows}
    at = next(k for k, row in enumerate(rows) if row[0] == "At risk")
    worst = found.at_risk[0]
    assert rows[at + 1][2:4] == pytest.approx((worst.customers, worst.late))


def test_a_share_below_the_wanted_one_stands_out(tmp_path: Path):
    """It is bold and red, others are black."""
    found = PLAYED.stress_test
    assert found is not None
    sheet = sheets(PLAYED, tmp_path)["Customers"]
    cells = {row[0].value: row[6] for row in sheet.iter_rows(min_row=4) if row[0].value}
    for role in found.roles.values():
        red = cells[role.role.title()].font.color
        assert (red is not None and red.rgb == "FFB3261E") == (role.in_time < role.served_share)
