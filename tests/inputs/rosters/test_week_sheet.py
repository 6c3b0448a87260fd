"""Our workbook, edited by hand and saved by another program."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from openpyxl import load_workbook
from tests.inputs.rosters.conftest import told

import staffopt as so
from staffopt.audits.reading import read_any

START = "2011-11-14T"


@pytest.fixture(scope="module")
def written(counter: so.Store, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A plan's folder of two shifts: Mei's with a break, Dev's in two roles."""
    folder = tmp_path_factory.mktemp("plan")
    rows = [
        f"E14,{START}09:00Z,{START}13:00Z,work,cashier",
        f"E14,{START}13:00Z,{START}13:30Z,break,",
        f"E14,{START}13:30Z,{START}17:00Z,work,cashier",
        f"E02,{START}10:00Z,{START}14:00Z,work,returns",
        f"E02,{START}14:00Z,{START}18:00Z,work,floor",
    ]
    path = folder / "own.csv"
    path.write_text("employee_id,start,end,activity,role\n" + "\n".join(rows), encoding="utf-8")
    so.write(so.audited(so.read_roster(path, counter), counter), folder / "plan")
    return folder / "plan"


def edited(folder: Path, place: Path, changes: dict[str, str | None]) -> Path:
    """A copy of the plan whose week sheet has other texts in some cells."""
    shutil.copytree(folder, place / "plan")
    path = place / "plan" / "roster.xlsx"
    book = load_workbook(path)
    sheet = book["Week"]
    rows = {sheet.cell(row, 1).value: row for row in range(4, sheet.max_row + 1)}
    for where, text in changes.items():
        name, _, day = where.rpartition(" ")
        sheet.cell(rows[name], ["Name", "Mon", "Tue"].index(day) + 1).value = text
    book.save(path)
    return path


def test_untouched_it_is_the_plan(written: Path, counter: so.Store):
    """Every block comes back from the roster beside it."""
    roster, notes = read_any(written / "roster.xlsx", counter, None)
    assert told(roster) == told(so.read_roster(written, counter))
    assert notes == ()


def test_without_the_roster_beside_it_says_what_is_missing(written: Path, tmp_path: Path, counter):
    """A workbook that was mailed has no breaks; one note says what to put where."""
    shutil.copy(written / "roster.xlsx", tmp_path)
    _, notes = read_any(tmp_path / "roster.xlsx", counter, None)
    assert len(notes) == 1
    assert notes[0].startswith("no roster.csv beside roster.xlsx: put it there")


def test_longer_and_shorter_shifts_keep_their_breaks(
    written: Path, counter: so.Store, tmp_path: Path
):
    """Mei's day begins half an hour later and ends an hour later; a note says what was kept."""
    path = edited(written, tmp_path, {"Mei Chen Mon": "09:30\u201318:00\nCashier"})
    roster, notes = read_any(path, counter, None)
    assert told(roster) == [
        "E14 Mon 09:30-18:00 cashier 09:30, break 13:00, cashier 13:30",
        "E02 Mon 10:00-18:00 returns 10:00, floor 14:00",
    ]
    assert [note.rpartition(": ")[2] for note in notes] == [
        "other times than before; breaks and roles as before"
    ]


def test_a_new_shift_is_taken_as_the_sheet_says(written: Path, counter: so.Store, tmp_path: Path):
    """Dev is free on Monday and works on Tuesday, in the first role, without a break."""
    changes = {"Dev Raman Mon": None, "Dev Raman Tue": "08:00-12:00\nFloor, Returns"}
    roster, notes = read_any(edited(written, tmp_path, changes), counter, None)
    assert told(roster)[1:] == ["E02 Tue 08:00-12:00 floor 08:00"]
    assert "taken as floor throughout, without a break" in notes[0]


def test_cells_that_are_no_shift_are_told(written: Path, tmp_path: Path, faults):
    """A word, an unknown role and a name that nobody has, each with its cell."""
    path = edited(written, tmp_path, {"Mei Chen Mon": "sick", "Dev Raman Tue": "8:00-12:00\nChef"})
    book = load_workbook(path)
    book["Week"].append(["Zoe Nobody"])
    book.save(path)
    found = faults(path)
    assert len(found) == 3
    assert any("column 'Mon 14 Nov': found 'sick'; expected times" in text for text in found)
    assert any("column 'Tue 15 Nov': found 'Chef'" in text for text in found)
    assert any("column 'Name': found 'Zoe Nobody'" in text for text in found)
