"""The workbook is ready to hang up, and a name is never a formula."""

from __future__ import annotations

import zipfile
from dataclasses import replace
from datetime import datetime
from pathlib import Path

import pytest
from openpyxl import Workbook, load_workbook
from tests.formats.sample import sample_plan, tiny_plan

from staffopt.domain.plan import Plan
from staffopt.formats.excel_book import ExcelBook
from staffopt.formats.plan_file import without_pay


def book(plan: Plan, folder: Path, *, with_pay: bool = False) -> Workbook:
    """The workbook as a spreadsheet program reads it."""
    path = folder / "roster.xlsx"
    ExcelBook().write(plan, path, with_pay=with_pay)
    return load_workbook(path)


def named(plan: Plan, name: str) -> Plan:
    """The plan with its first person named so."""
    first, *rest = plan.problem.people
    people = (replace(first, name=name), *rest)
    return replace(plan, problem=replace(plan.problem, people=people))


def test_a_sheet_a_week_and_a_day(tmp_path: Path):
    """Then totals, and the law."""
    assert book(sample_plan(), tmp_path).sheetnames == [
        "Week",
        "Mon 23 Nov",
        "Tue 24 Nov",
        "Wed 25 Nov",
        "Thu 26 Nov",
        "Fri 27 Nov",
        "Sat 28 Nov",
        "Sun 29 Nov",
        "Totals",
        "Law",
    ]


def test_every_sheet_prints_on_one_page_width(tmp_path: Path):
    """A4 on its side, heads repeated and kept in sight."""
    for sheet in book(sample_plan(), tmp_path).worksheets:
        assert (sheet.page_setup.orientation, sheet.page_setup.paperSize) == ("landscape", 9)
        assert (sheet.page_setup.fitToWidth or 1, sheet.page_setup.fitToHeight) == (1, 0)
        assert sheet.sheet_properties.pageSetUpPr.fitToPage
        assert sheet.freeze_panes == "B4"
        assert sheet.print_title_rows == "$1:$3"


def test_the_week_says_who_works_when(tmp_path: Path):
    """Ann on Monday from 08:00 to 16:00 on the till, 7.5 hours in all."""
    sheet = book(tiny_plan(), tmp_path)["Week"]
    assert [cell.value for cell in sheet[4]][:3] == ["Ann", "08:00\u201316:00\nCashier", "\u00b7"]
    assert sheet["I4"].value == 7.5


def test_a_row_is_as_high_as_its_longest_cell(tmp_path: Path):
    """Times and one role are two lines; a role of 45 letters takes three by itself."""
    plan = tiny_plan()
    assert book(plan, tmp_path)["Week"].row_dimensions[4].height == 30
    (need,), (shift,) = plan.problem.requirement.roles.values(), plan.roster.shifts
    role = 45 * "x"
    named = replace(plan.problem.requirement, roles={role: need})
    blocks = (replace(block, role=role if block.role else None) for block in shift.blocks)
    shifts = (replace(shift, blocks=tuple(blocks)),)
    plan = replace(
        plan,
        problem=replace(plan.problem, requirement=named),
        roster=replace(plan.roster, shifts=shifts),
    )
    assert book(plan, tmp_path)["Week"].row_dimensions[4].height == 60


def test_a_day_is_coloured_by_quarter_hour(tmp_path: Path):
    """Two stretches of work around a break of two quarters, from 08:00 on."""
    sheet = book(tiny_plan(), tmp_path)["Mon 23 Nov"]
    merged = sorted(str(area) for area in sheet.merged_cells.ranges if area.min_row == 4)
    assert merged == ["D4:S4", "T4:U4", "V4:AI4"]
    assert sheet["D4"].value == "Cashier 08:00\u201312:00"
    assert sheet["D4"].fill.fgColor.rgb == "FF1F4F91"
    assert sheet["T4"].fill.patternType != sheet["D4"].fill.patternType


def test_too_few_are_marked(tmp_path: Path):
    """At 12:00 nobody is there and one is needed: 0 in white on red; at 08:00 not."""
    sheet = book(tiny_plan(), tmp_path)["Mon 23 Nov"]
    assert (sheet["T7"].value, sheet["T8"].value) == (0, 1)
    assert sheet["T7"].fill.fgColor.rgb == "FFB3261E"
    assert (sheet["D7"].value, sheet["D7"].fill.fgColor.rgb) == (1, "00000000")


def test_totals_tell_cost_only_with_pay(tmp_path: Path):
    """7.5 h at 12.00."""
    plain = book(tiny_plan(), tmp_path)["Totals"]
    assert plain["K3"].value is None
    paid = book(tiny_plan(), tmp_path, with_pay=True)["Totals"]
    assert (paid["K3"].value, paid["K4"].value) == ("Cost GBP", 90)
    assert [cell.value for cell in paid[4]][:5] == ["Ann", 7.5, 10, 8, 40]


def test_the_law_sheet_itemises_what_is_owed(tmp_path: Path):
    """24.88 to Amara for the Tuesday shift; by name only with pay. The pack is named under it."""
    claim = sample_plan().claims[0]
    for with_pay, first, column in ((True, "Amara Okafor", 6), (False, "Tue 24 Nov", 4)):
        sheet = book(sample_plan(), tmp_path, with_pay=with_pay)["Law"]
        rows = [[cell.value for cell in row] for row in sheet.iter_rows(min_row=4)]
        assert (rows[0][0], rows[0][column]) == (first, claim.amount / 100)
        assert (rows[1][0], rows[1][column]) == ("Owed on top of wages", 24.88)
        assert "Amara Okafor" not in [row[0] for row in rows[1:]]
        pack = next(row for row in rows if row[0] == sample_plan().packs[0].name)
        assert pack[1] == sample_plan().packs[0].title


@pytest.mark.parametrize("with_pay", [True, False])
def test_the_law_sheet_of_a_plan_read_back_without_pay_says_what_is_owed(
    tmp_path: Path, *, with_pay: bool
):
    """The 24.88 of Tuesday, asked for with pay or not; the pack is not needed for it."""
    plan = without_pay(replace(sample_plan(), packs=()))
    sheet = book(plan, tmp_path, with_pay=with_pay)["Law"]
    assert [sheet["A4"].value, sheet["E4"].value, sheet["E5"].value] == ["Tue 24 Nov", 24.88, 24.88]


@pytest.mark.parametrize("with_pay", [True, False])
def test_the_law_sheets_columns_fit_what_is_in_them(tmp_path: Path, *, with_pay: bool):
    """A citation has room in both, amounts are last and narrow."""
    sheet = book(sample_plan(), tmp_path, with_pay=with_pay)["Law"]
    widths = {head.value: sheet.column_dimensions[head.column_letter].width for head in sheet[3]}
    assert widths["Law"] == pytest.approx(36, abs=1)
    assert widths["Rule"] == pytest.approx(26, abs=1)
    assert widths["GBP"] == pytest.approx(12, abs=1)


def test_without_packs_and_premiums_there_is_no_law_sheet(tmp_path: Path):
    """Nothing to say."""
    assert book(tiny_plan(), tmp_path).sheetnames[-1] == "Totals"


@pytest.mark.parametrize("name", ["=1+1", "+1", "-1", "@SUM(A1)", '=HYPERLINK("http://a.example")'])
def test_a_name_is_never_a_formula(name: str, tmp_path: Path):
    """It is text, and stays text when somebody edits the cell."""
    made = book(named(sample_plan(), name), tmp_path)
    cells = [c for s in made.worksheets for r in s.iter_rows() for c in r if c.value == name]
    assert len(cells) > 3
    assert {cell.data_type for cell in cells} == {"s"}
    assert all(cell.quotePrefix for cell in cells)
    with zipfile.ZipFile(tmp_path / "roster.xlsx") as parts:
        sheets = [parts.read(part) for part in parts.namelist() if "worksheets" in part]
    assert not any(b"<f>" in sheet or b"hyperlink" in sheet for sheet in sheets)


def test_the_workbooks_date_is_the_plans(tmp_path: Path):
    """Not the clock's."""
    assert book(tiny_plan(), tmp_path).properties.created == datetime(2026, 11, 23)


def test_a_footer_that_begins_with_a_digit_keeps_its_size(tmp_path: Path):
    """`&823` would be letters of size 823: a space parts the size from the date."""
    path = tmp_path / "week.xlsx"
    ExcelBook().write(tiny_plan(), path)
    footer = load_workbook(path)["Week"].oddFooter.center
    assert (footer.size, footer.text.strip()) == (8, "23\u201329 November 2026")
