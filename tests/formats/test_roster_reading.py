"""Any roster with our columns is read, and every fault is told with its line."""

from __future__ import annotations

import json
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from tests.formats.sample import sample_plan, tiny_plan

from staffopt.domain.people import Person
from staffopt.domain.shifts import Activity
from staffopt.domain.training import Course, TrainingNeed
from staffopt.errors import DataError
from staffopt.formats.roster_reading import at_store, read_roster
from staffopt.formats.writing import write

HEADER = "employee_id,name,shift_id,start,end,activity,role,session_id,paid\n"


@dataclass(frozen=True)
class Names:
    """The part of a store that reading asks for."""

    name: str = "shop"
    zone: str = "Europe/London"
    week_starts: int = 0
    slot_minutes: int = 15
    people: tuple[Person, ...] = (Person("E1", "Ann", ("cashier",), 0, 0, 40, 1200),)
    roles: dict[str, object] = field(default_factory=lambda: {"cashier": None})
    courses: tuple[Course, ...] = (Course("fire", "Fire", 60), Course("fire_2", "Fire again", 60))
    needs: tuple[TrainingNeed, ...] = (TrainingNeed("E1", "fire", date(2026, 12, 1), True, 4000),)


def table(folder: Path, *rows: str, header: str = HEADER) -> Path:
    """A table of rows on Monday 23 November 2026."""
    path = folder / "roster.csv"
    path.write_text(header + "".join(f"{row}\n" for row in rows), encoding="utf-8")
    return path


def row(start: str, end: str, activity: str = "work", role: str = "cashier", shift: str = "S1"):
    """A row of Ann's; `08:00` is London's clock."""
    day = "2026-11-23T"
    return f"E1,Ann,{shift},{day}{start}:00+00:00,{day}{end}:00+00:00,{activity},{role},,"


def problems(path: Path, store: Names | None = None) -> list[str]:
    """What is wrong with a table."""
    with pytest.raises(DataError) as caught:
        read_roster(path, store)
    return [str(problem) for problem in caught.value.problems]


def test_our_own_roster_comes_back(tmp_path: Path):
    """Shifts, sessions with trainers and courses, the period; displaced needs with reasons."""
    plan = sample_plan()
    write(plan, tmp_path / "plan")
    back = read_roster(tmp_path / "plan" / "roster.csv")
    assert set(back.shifts) == set(plan.roster.shifts)
    assert back.horizon == plan.roster.horizon
    told = [(s.id, s.course_id, s.span, s.trainer_id, set(s.attendees)) for s in back.sessions]
    assert told == [
        (s.id, s.course_id, s.span, s.trainer_id, set(s.attendees))
        for s in sorted(plan.roster.sessions, key=lambda s: s.span.start)
    ]
    assert [one.reason for one in back.displaced] == [one.reason for one in plan.roster.displaced]


def test_a_clock_change_week_comes_back(tmp_path: Path):
    """With two offsets in one table, from the folder and with a store."""
    plan = sample_plan(first=date(2026, 10, 19))
    write(plan, tmp_path / "plan")
    assert read_roster(tmp_path / "plan").horizon == plan.roster.horizon
    (tmp_path / "plan" / "manifest.json").unlink()
    back = read_roster(tmp_path / "plan" / "roster.csv")
    assert set(back.shifts) == set(plan.roster.shifts)
    people = plan.problem.people
    store = Names(people=people, roles=dict.fromkeys(plan.problem.roles))
    assert at_store(back, store).horizon == plan.roster.horizon
    assert read_roster(tmp_path / "plan" / "roster.csv", store).horizon == plan.roster.horizon


def test_weeks_without_a_shift_stay_weeks_of_their_plan(tmp_path: Path):
    """Two planned weeks of which the last is closed are two, from the folder and as planned."""
    plan = sample_plan()
    horizon = replace(plan.roster.horizon, days=14)
    longer = replace(plan.roster, horizon=horizon)
    store = Names(people=plan.problem.people, roles=dict.fromkeys(plan.problem.roles))
    assert at_store(longer, store).horizon == horizon
    guessed = replace(longer, horizon=replace(horizon, zone="Etc/GMT-1"))
    assert at_store(guessed, store).horizon == plan.roster.horizon
    write(plan, tmp_path / "plan")
    manifest = tmp_path / "plan" / "manifest.json"
    record = json.loads(manifest.read_text("utf-8"))
    record["horizon"]["days"] = 14
    manifest.write_text(json.dumps(record), "utf-8")
    assert read_roster(tmp_path / "plan" / "roster.csv", store).horizon == horizon


def test_a_roster_made_elsewhere(tmp_path: Path):
    """Four columns and the role are enough: blocks that touch are a shift, a break is unpaid."""
    path = table(
        tmp_path,
        "work,2026-11-23T14:30:00+01:00,2026-11-23T17:00:00+01:00,cashier,E1,x",
        "break,2026-11-23T14:00:00+01:00,2026-11-23T14:30:00+01:00,,E1,",
        "work,2026-11-23T09:00:00+01:00,2026-11-23T14:00:00+01:00,floor,E1,",
        "work,2026-11-24T09:00:00+01:00,2026-11-24T14:00:00+01:00,floor,E1,",
        header="activity,start,end,role,employee_id,remark\n",
    )
    roster = read_roster(path)
    first, second = roster.shifts
    assert [block.activity for block in first.blocks] == ["work", "break", "work"]
    assert first.start == datetime(2026, 11, 23, 8, tzinfo=UTC)
    assert (first.paid_minutes, first.unpaid_minutes) == (450, 30)
    assert (first.id, second.id) == ("E1-20261123", "E1-20261124")
    horizon = roster.horizon
    assert (horizon.first, horizon.days, horizon.zone) == (date(2026, 11, 23), 7, "Etc/GMT-1")
    assert horizon.slot_minutes == 15
    assert horizon.local(first.start).hour == 9


def test_ids_that_a_table_does_not_say_are_of_person_and_date(tmp_path: Path):
    """The date is of the clock on which the row is written; an id of the table's own is left out.

    Numbers would begin again in every week's table.
    """
    rows = [
        row("13:00", "14:00", shift="").replace("23T13", "24T00").replace("23T14", "24T01"),
        row("08:00", "09:00", shift=""),
        row("10:00", "11:00", shift=""),
        row("12:00", "13:00", shift="E1-20261123"),
    ]
    rows[0] = rows[0].replace("+00:00", "+05:00")
    shifts = read_roster(table(tmp_path, *rows)).shifts
    day = "E1-2026112"
    assert [s.id for s in shifts] == [f"{day}3-2", f"{day}3-3", f"{day}3", f"{day}4"]


def test_the_week_begins_where_the_stores_does(tmp_path: Path):
    """A store whose week starts on Sunday puts Monday 23 November after Sunday 22."""
    path = table(tmp_path, row("08:00", "16:00"))
    roster = read_roster(path, Names(week_starts=6, slot_minutes=30))
    assert (roster.horizon.first, roster.horizon.slot_minutes) == (date(2026, 11, 22), 30)


def test_a_session_finds_its_course(tmp_path: Path):
    """Without training.csv, the longest course id with which the session's begins; else itself."""
    rows = [
        row("08:00", "09:00"),
        row("09:00", "10:00", "training", "").replace(",,,", ",,fire_2-1,"),
        row("10:00", "11:00", "training", "").replace(",,,", ",,other,"),
    ]
    roster = read_roster(table(tmp_path, *rows), Names())
    assert [session.course_id for session in roster.sessions] == ["fire_2", "other"]
    assert [session.attendees for session in roster.sessions] == [("E1",), ("E1",)]


def test_a_displaced_need_is_the_stores_own(tmp_path: Path):
    """Its date and price come from the store."""
    path = table(tmp_path, row("08:00", "16:00"))
    (tmp_path / "training.csv").write_text(
        "session_id,course,start,end,employee_id,part,status,reason\n"
        ",fire,,,E1,trainee,displaced,no room\n"
    )
    (lost,) = read_roster(path, Names()).displaced
    assert (lost.need.price, lost.need.hard, lost.reason) == (4000, True, "no room")


def test_every_fault_is_told_with_line_and_column(tmp_path: Path):
    """Seven faults in one reading."""
    path = table(
        tmp_path,
        row("08:00", "10:00"),
        row("10:00", "09:00"),
        row("10:00", "11:00", "wrok"),
        row("11:00", "12:00", role=""),
        row("12:00", "13:00").replace("12:00:00+00:00", "12:00:00"),
        row("13:00", "14:00") + "maybe",
        row("14:00", "15:00").replace("E1", ""),
        "E1,Ann",
    )
    told = problems(path)
    assert len(told) == 7
    assert "line 3, column 'end': found '2026-11-23T09:00:00+00:00'" in told[0]
    assert "line 4, column 'activity': found 'wrok'" in told[1]
    assert "did you mean 'work'?" in told[1]
    assert "line 5, column 'role': found nothing" in told[2]
    assert "line 6, column 'start': found '2026-11-23T12:00:00'" in told[3]
    assert "with offset" in told[3]
    assert "line 7, column 'paid': found 'maybe'; expected true or false" in told[4]
    assert "line 8, column 'employee_id': found nothing" in told[5]
    assert "line 9: found 2 cells; expected 9" in told[6]


def test_holes_and_overlaps_are_faults(tmp_path: Path):
    """A shift is unbroken and nobody is in two places."""
    hole = problems(table(tmp_path, row("08:00", "10:00"), row("10:30", "12:00")))
    found = "roster.csv line 3, column 'start': found a hole of 30 minutes after line 2"
    assert hole == [f"{found}; expected a break as a row of its own, or another shift_id"]
    twice = problems(table(tmp_path, row("08:00", "10:00"), row("09:00", "12:00", shift="S2")))
    assert "found 2026-11-23 09:00 UTC, inside the block of line 2" in twice[0]


def test_one_shift_id_for_two_people_is_a_fault(tmp_path: Path):
    """And it says whose it is already."""
    told = problems(
        table(tmp_path, row("08:00", "10:00"), row("08:00", "10:00").replace("E1", "E2"))
    )
    assert "column 'shift_id': found 'S1', a shift of E1 too" in told[0]


def test_times_on_the_stores_clock_need_no_offset(tmp_path: Path):
    """As past_roster.csv may have them; without a store, or where the clock is changed, they do."""
    summer = "E1,Ann,S1,2026-07-06T08:00,2026-07-06T10:00,work,cashier,,"
    (shift,) = read_roster(table(tmp_path, summer), Names()).shifts
    assert shift.start == datetime(2026, 7, 6, 7, tzinfo=UTC)
    assert "with offset" in problems(table(tmp_path, summer))[0]
    for never in ("2026-03-29T01:30", "2026-10-25T01:30"):
        changed = summer.replace("2026-07-06T08:00", never)
        assert (
            "the clock of Europe/London shows once"
            in problems(table(tmp_path, changed), Names())[0]
        )


def test_the_stores_names_are_asked(tmp_path: Path):
    """An employee or a role the store does not know, with the nearest it does."""
    path = table(tmp_path, row("08:00", "10:00", role="cashire").replace("E1", "E7"))
    told = problems(path, Names())
    assert "column 'employee_id': found 'E7'; expected E1" in told[0]
    assert "did you mean 'cashier'?" in told[1]
    with pytest.raises(DataError, match="employee 'E7': found shift S1; expected E1"):
        at_store(read_roster(path), Names())


def test_a_roster_of_another_store_is_one_line(tmp_path: Path):
    """Not one a row and name: whose it is, as far as is known, and whose it should be."""
    write(tiny_plan(), tmp_path / "plan")
    path = tmp_path / "plan" / "roster.csv"
    manifest = path.with_name("manifest.json")
    told = json.loads(manifest.read_text("utf-8"))
    told["record"] = {"store": "bakery"}
    manifest.write_text(json.dumps(told), "utf-8")
    strangers = Names(people=tuple(replace(one, id="B1") for one in Names().people))
    found = "roster.csv: found people 'E1' of 'bakery'"
    (said,) = problems(path, strangers)
    assert said == f"{found}; expected those of 'shop': people 'B1'"
    two = replace(tiny_plan().roster.shifts[0], id="S2", person_id="E2")
    roster = replace(tiny_plan().roster, shifts=(*tiny_plan().roster.shifts, two))
    with pytest.raises(DataError) as caught:
        at_store(roster, strangers)
    (problem,) = caught.value.problems
    assert str(problem).startswith("roster: found people 'E1', 'E2' of another")


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (b"", "line 1: found no column 'employee_id'"),
        (HEADER.encode(), "found no rows"),
        (HEADER.replace("start", "begin").encode(), "found no column 'start'"),
        (HEADER.replace("name", "end").encode(), "column 'end': found the column twice"),
        (HEADER.encode() + b'"E1', "no CSV"),
        (HEADER.encode() + b"E1,\xff\xfe", "line 2: found b'\\xff\\xfe'; expected UTF-8 text"),
        (HEADER.encode() + b"x" * 70_000, "line 2: found a line of more than 65,536 bytes"),
    ],
)
def test_what_is_no_table_is_a_data_error(content: bytes, told: str, tmp_path: Path):
    """Empty, headless, torn, not UTF-8, one endless line."""
    path = tmp_path / "roster.csv"
    path.write_bytes(content)
    assert told in "\n".join(problems(path))


@pytest.mark.parametrize(("mark", "called"), [(";", "semicolons"), ("\t", "tabs"), ("|", "bars")])
def test_a_table_without_commas_is_one_fault(mark: str, called: str, tmp_path: Path):
    """What parts the columns instead is named, as in the store's tables."""
    path = tmp_path / "roster.csv"
    path.write_text((HEADER + row("08:00", "16:00")).replace(",", mark))
    (said,) = problems(path)
    assert said.endswith(
        f"line 1: found columns parted by {called}; expected commas: CSV, comma delimited"
    )


def test_a_missing_table_is_a_data_error(tmp_path: Path):
    """It names the path."""
    assert "No such file" in problems(tmp_path / "nowhere.csv")[0]


def test_a_mark_at_the_start_of_the_file_is_passed_over(tmp_path: Path):
    """Spreadsheets put one there."""
    path = tmp_path / "roster.csv"
    path.write_text("\ufeff" + HEADER + row("08:00", "16:00"), encoding="utf-8")
    (shift,) = read_roster(path).shifts
    assert shift.blocks[0].activity == Activity.WORK
    assert shift.person_id == tiny_plan().roster.shifts[0].person_id
