"""Names that a spreadsheet or a browser would run are shown as they are."""

from __future__ import annotations

from pathlib import Path

import pytest
from openpyxl import load_workbook
from tests.end_to_end.conftest import PLANNED, WEEK, Command
from tests.end_to_end.spoiling import edit

NAMES = {
    "Anna Example": "=1+1|cmd!A1",
    "Bartek Example": "<script>alert(1)</script>",
    "Celina Example": "+48 22 555",
    "Dawid Example": "@SUM(A1)",
    "Ewa Example": "{{ 7 * 7 }}",
    "Filip Example": "Zo\u00eb \u6f22\u5b57 \u05d0",
}


@pytest.fixture
def planned(desk: Path, staffopt: Command) -> Path:
    """A plan of the store with such names."""
    for old, new in NAMES.items():
        edit("employees.csv", old, new)(desk)
    result = staffopt(*f"plan shop --week {WEEK} --iterations 2000".split())
    assert result.exit_code == 0, result.output
    return desk / PLANNED


def test_no_name_runs_in_the_workbook(planned: Path):
    """Every cell that holds a name is text; no formula but the workbook's own holds one."""
    sheets = load_workbook(planned / "roster.xlsx").worksheets
    cells = [cell for sheet in sheets for row in sheet.iter_rows() for cell in row]
    named = {str(cell.value) for cell in cells if cell.data_type == "s"}
    assert set(NAMES.values()) <= named
    formulas = [str(cell.value) for cell in cells if cell.data_type == "f"]
    assert not [
        text for text in formulas if any(name.lstrip("=") in text for name in NAMES.values())
    ]


def test_no_name_runs_on_the_page(planned: Path):
    """Marks of HTML are written as such, and templates are not filled in twice."""
    page = (planned / "report.html").read_text("utf-8")
    assert "<script>alert(1)" not in page
    assert "&lt;script&gt;alert(1)" in page
    assert "{{ 7 * 7 }}" in page
    assert "Zo\u00eb \u6f22\u5b57 \u05d0" in page


def test_calendars_have_names_of_ids(planned: Path):
    """No file is named after a person, and none lies outside its folder."""
    found = {path.name for path in (planned / "calendars").iterdir()}
    assert found
    assert found <= {f"E{n}.ics" for n in range(1, 7)}
