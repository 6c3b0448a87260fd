"""Tables of other programs: a shift a line, nothing guessed, all faults at once."""

from __future__ import annotations

from datetime import date, time
from pathlib import Path

import pytest
from openpyxl import Workbook
from tests.inputs.rosters.conftest import told

import staffopt as so
from staffopt.audits.reading import read_any
from staffopt.domain.shifts import Activity
from staffopt.inputs.rosters.columns import ColumnSettings, read_columns

THEIRS = ColumnSettings(
    columns={
        "person": "Employee",
        "date": "Day",
        "start": "From",
        "end": "Till",
        "role": "Post",
        "break_minutes": "Pause",
    },
    dates="%d.%m.%Y",
    roles={"Kasse": "cashier"},
    people={"Maggie": "E01"},
    break_after_hours=4,
)
HEAD = "Employee;Day;From;Till;Post;Pause\n"


def table(folder: Path, *lines: str, head: str = HEAD) -> Path:
    """A CSV file of somebody else's."""
    path = folder / "rota.csv"
    path.write_text(head + "".join(f"{line}\n" for line in lines), encoding="utf-8")
    return path


def test_a_table_with_our_names_needs_no_columns(counter: so.Store, tmp_path: Path):
    """Names instead of ids, times by the clock, the only role of somebody not said."""
    head = "name,date,start,end\n"
    path = table(
        tmp_path, "Mei Chen,2011-11-14,09:00,17:30", "E09,2011-11-15,08:00,12:00", head=head
    )
    roster, notes = read_any(path, counter, None)
    assert told(roster) == [
        "E14 Mon 09:00-17:30 cashier 09:00",
        "E09 Tue 08:00-12:00 cashier 08:00",
    ]
    assert (roster.horizon.first, roster.horizon.days, notes) == (date(2011, 11, 14), 7, ())


def test_columns_dates_words_and_breaks_are_as_the_file_says(counter: so.Store, tmp_path: Path):
    """A break of 30 minutes begins four hours after the start, as the column file decides.

    What parts the columns is seen in the headers.
    """
    path = table(tmp_path, "Maggie;14.11.2011;09:00;17:00;Kasse;30", "E09;14.11.2011;9:00;13:00;;0")
    roster, _ = read_any(path, counter, THEIRS)
    assert told(roster) == [
        "E01 Mon 09:00-17:00 cashier 09:00, break 13:00, cashier 13:30",
        "E09 Mon 09:00-13:00 cashier 09:00",
    ]
    assert roster.shifts[0].unpaid_minutes == 30
    named = THEIRS.model_copy(update={"delimiter": ";"})
    assert read_any(path, counter, named)[0] == roster


@pytest.mark.parametrize(
    ("head", "rest", "settings"),
    [
        ("person,start,end,tasks\n", ",till;shelf;till;shelf;till;shelf;till;shelf", {}),
        ('person,start,end,"a;b;c;d;\ne;f;g;h"\n', ",", {}),
        ("a;b;c;d;e;f;g;h;i\n,,,\nperson,start,end\n", "", {"header_line": 2}),
    ],
)
def test_what_parts_the_columns_is_seen_in_the_headers_alone(
    counter: so.Store, tmp_path: Path, head: str, rest: str, settings: dict[str, int]
):
    """Lists in cells, quotes and lines above say nothing of it."""
    path = table(tmp_path, f"E09,2011-11-14 09:00,2011-11-14 17:00{rest}", head=head)
    roster, _ = read_any(path, counter, ColumnSettings.model_validate(settings))
    assert told(roster) == ["E09 Mon 09:00-17:00 cashier 09:00"]


def test_every_fault_is_told_with_its_line_and_column(tmp_path: Path, faults):
    """A stranger, a role not said, dates in another form, ends before starts, an overlap."""
    path = table(
        tmp_path,
        "Margaret Elison;14.11.2011;09:00;17:00;Kasse;",
        "E01;14.11.2011;09:00;17:00;;",
        "E02;2011-11-14;09:00;17:00;Kasse;",
        "E03;14.11.2011;17:00;09:00;Kasse;",
        "E05;14.11.2011;09:00;25:00;Chef;",
        "E09;14.11.2011;09:00;12:00;;",
        "E09;14.11.2011;11:00;15:00;;240",
    )
    found = faults(path, THEIRS)
    begins = [
        "rota.csv line 2, column 'Employee': found 'Margaret Elison'; expected one of",
        "rota.csv line 3, column 'Post': found no role; expected one of cashier, returns, floor",
        "rota.csv line 4, column 'Day': found '2011-11-14'; expected a date written as %d.%m.%Y",
        "rota.csv line 5, column 'Till': found '09:00'; expected a later time than the start",
        "rota.csv line 6, column 'Post': found 'Chef'",
        "rota.csv line 6, column 'Till': found '25:00'; expected a time such as 08:30",
        "rota.csv line 8, column 'Pause': found '240'; expected a break inside the shift",
    ]
    assert len(found) == len(begins)
    assert all(text.startswith(begin) for text, begin in zip(found, begins, strict=True))
    assert "did you mean 'Margaret Ellison'?" in found[0]


def test_shifts_that_overlap_are_refused_and_those_that_touch_are_one(
    counter: so.Store, tmp_path: Path, faults
):
    """09:00-12:00 and 12:00-15:00 in two roles are one shift."""
    head = "employee_id,date,start,end,role\n"
    first, day = "E01,2011-11-14,09:00,12:00,cashier", "E01,2011-11-14"
    path = table(tmp_path, f"{day},12:00,15:00,floor", first, head=head)
    roster, _ = read_any(path, counter, None)
    assert told(roster) == ["E01 Mon 09:00-15:00 cashier 09:00, floor 12:00"]
    path = table(tmp_path, first, f"{day},11:45,15:00,floor", head=head)
    (fault,) = faults(path)
    assert fault.startswith("rota.csv line 3: found a shift inside the one of rota.csv line 2")


def test_ids_are_of_person_and_date(counter: so.Store, tmp_path: Path):
    """Next week's roster of the same table has others."""
    head = "employee_id,date,start,end\n"
    lines = ("2011-11-14,09:00,12:00", "2011-11-14,13:00,15:00", "2011-11-15,09:00,12:00")
    path = table(tmp_path, *(f"E09,{line}" for line in lines), head=head)
    roster, _ = read_any(path, counter, None)
    assert [s.id for s in roster.shifts] == ["E09-20111114", "E09-20111114-2", "E09-20111115"]


def test_night_shifts_only_where_the_columns_allow_them(counter: so.Store, tmp_path: Path):
    """22:00-06:00 is eight hours with `overnight`."""
    path = table(tmp_path, "E09,2011-11-14,22:00,06:00", head="person,date,start,end\n")
    roster, _ = read_any(path, counter, ColumnSettings(overnight=True))
    assert roster.shifts[0].minutes == 480


def test_times_that_the_clock_skips_or_shows_twice_are_refused(tmp_path: Path, faults, counter):
    """London, 27 March 2011 at 01:30 and 30 October 2011 at 01:30; an offset says which."""
    head = "person,start,end\n"
    path = table(
        tmp_path,
        "E09,2011-03-27T01:30,2011-03-27T05:00",
        "E09,2011-10-30 01:30,2011-10-30 05:00",
        head=head,
    )
    skipped, twice = faults(path)
    assert "line 2, column 'start': found '2011-03-27T01:30'" in skipped
    assert "put forward" in skipped
    assert "twice" in twice
    path = table(tmp_path, "E09,2011-10-30T01:30+01:00,2011-10-30 05:00", head=head)
    roster, _ = read_any(path, counter, None)
    assert roster.shifts[0].minutes == 270


def test_a_sheet_of_a_workbook(counter: so.Store, tmp_path: Path, faults):
    """Dates and times as a workbook keeps them, under a title, on a sheet of its own."""
    book = Workbook()
    book.active.title = "Notes"
    sheet = book.create_sheet("Rota")
    for row in (
        ("Rota of the counter",),
        (),
        ("name", "date", "start", "end"),
        ("Mei Chen", date(2011, 11, 14), time(9), time(17, 30)),
        ("Lucy Hartnell", date(2011, 11, 15), "08:00", time(12)),
    ):
        sheet.append(row)
    path = tmp_path / "rota.xlsx"
    book.save(path)
    settings = ColumnSettings(sheet="Rota", header_line=3)
    roster, _ = read_any(path, counter, settings)
    assert [line[:20] for line in told(roster)] == ["E14 Mon 09:00-17:30 ", "E09 Tue 08:00-12:00 "]
    (fault,) = faults(path, ColumnSettings(sheet="Week 46"))
    assert "no sheet 'Week 46'" in fault


@pytest.mark.parametrize(
    ("columns", "fault"),
    [
        ({"start": "Begin"}, "line 1: found no column 'Begin'"),
        ({"person": "Employee"}, "line 1: found no column for start"),
        ({"person": "Employee", "start": "From", "end": "Till", "break_minutes": "Pause"},
         "found breaks of a length only; expected `break_after_hours`"),
    ],
)  # fmt: skip
def test_columns_that_are_not_there_are_told(tmp_path: Path, faults, columns, fault: str):
    """Before a line is read: the header is missing, or says too little."""
    path = table(tmp_path, "E09;14.11.2011;09:00;12:00;;")
    found = faults(path, ColumnSettings(columns=columns, delimiter=";"))
    assert any(fault in text for text in found)


def test_a_column_file_is_checked(tmp_path: Path):
    """Unknown keys are told with their line; headers of the command line lie over the file's."""
    path = tmp_path / "columns.yaml"
    path.write_text("columns: {start: From}\nsheets: Rota\n", encoding="utf-8")
    with pytest.raises(so.ConfigError, match=r"columns.yaml:2:1, key 'sheets'"):
        read_columns(path)
    path.write_text("columns: {start: From, end: Till}\n", encoding="utf-8")
    assert read_columns(path, {"end": "Until"}).columns == {"start": "From", "end": "Until"}


def test_a_role_and_people_that_the_store_does_not_know_are_told(tmp_path: Path, faults):
    """A column file that maps to strangers is refused, by its key."""
    path = table(tmp_path, "E09,2011-11-14,09:00,12:00", head="person,date,start,end\n")
    found = faults(path, ColumnSettings(people={"Bob": "E99"}, roles={"Till": "chef"}))
    assert found[0].startswith("column file, people: Bob: found 'E99'")
    assert found[1].startswith("column file, roles: Till: found 'chef'")


def test_a_table_that_is_no_text_is_told_with_its_line(tmp_path: Path, faults):
    """Latin letters of another code, and quotes that do not end."""
    path = tmp_path / "rota.csv"
    path.write_bytes(b"person,start,end\nJos\xe9,a,b\n")
    assert faults(path)[0].startswith("rota.csv line 2: found b'\\xe9,a,b\\n'; expected UTF-8")
    path.write_text('person,start,end\n"E09,a,b\n', encoding="utf-8")
    assert "rota.csv line 2: found no CSV" in faults(path)[0]


def test_headers_that_say_it_by_themselves_may_have_capitals(counter: so.Store, tmp_path: Path):
    """`Name` is `name`; where both are there, the exact one counts."""
    path = table(
        tmp_path,
        "Mei Chen,nobody,2011-11-14,09:00,17:30",
        head="name,Name,Date,Start,END\n",
    )
    assert told(read_any(path, counter, None)[0]) == ["E14 Mon 09:00-17:30 cashier 09:00"]


@pytest.mark.parametrize(
    ("head", "twice"), [("Start,End,Start,End", ["Start", "End"]), ("START,End,Start", ["Start"])]
)
def test_a_column_that_is_read_stands_once(tmp_path: Path, faults, head: str, twice: list[str]):
    """Of split shifts side by side the first would be lost; remarks may stand twice."""
    path = table(tmp_path, "Mei Chen,2011-11-14,x,x", head=f"Name,Date,Note,Note,{head}\n")
    assert faults(path) == [
        f"rota.csv line 1: found column {header!r} twice; "
        "expected each column once; a second shift of a day is a line of its own"
        for header in twice
    ]


@pytest.mark.parametrize("minutes", ["nan", "inf", "-inf", "1e400", "30.5"])
def test_minutes_of_a_break_are_a_whole_number(tmp_path: Path, faults, minutes: str):
    """What other programs write for an empty cell is told with its place."""
    path = table(tmp_path, f"E09;14.11.2011;09:00;17:00;;{minutes}")
    (found,) = faults(path, THEIRS)
    wanted = f"found {minutes!r}; expected a whole number of minutes"
    assert found == f"rota.csv line 2, column 'Pause': {wanted}"


@pytest.mark.parametrize("minutes", ["", "0", "0.0"])
def test_no_minutes_are_no_break(counter: so.Store, tmp_path: Path, minutes: str):
    """Also where a program writes whole numbers with a point."""
    path = table(tmp_path, f"E09;14.11.2011;09:00;17:00;;{minutes}")
    (shift,) = read_any(path, counter, THEIRS)[0].shifts
    assert [block.activity for block in shift.blocks] == [Activity.WORK]


def test_a_part_without_a_column_is_told_with_the_columns_there_are(
    counter: so.Store, tmp_path: Path
):
    """What the file has, and what would do."""
    path = table(tmp_path, "Mei Chen,2011-11-14,09:00,17:30", head="Who,date,start,end\n")
    with pytest.raises(so.StaffoptError) as caught:
        read_any(path, counter, None)
    assert str(caught.value) == (
        "rota.csv line 1: found no column for person among Who, date, start, end; "
        "expected employee_id, person or name, or --column person=HEADER"
    )


@pytest.mark.parametrize("columns", [None, ColumnSettings()])
def test_an_empty_table_is_called_so(
    counter: so.Store, tmp_path: Path, columns: ColumnSettings | None
):
    """Once, as other readers say it."""
    path = table(tmp_path, head="\n")
    with pytest.raises(so.StaffoptError) as caught:
        read_any(path, counter, columns)
    assert str(caught.value).startswith("rota.csv: found an empty file; expected a line of headers")
    assert len(caught.value.problems) == 1
