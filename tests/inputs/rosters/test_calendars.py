"""Calendars: ours say every block, others' say when and who."""

from __future__ import annotations

import shutil
from datetime import datetime, timedelta
from pathlib import Path
from types import SimpleNamespace

import pytest
from tests.formats.sample import sample_plan, tiny_plan
from tests.inputs.rosters.conftest import COUNTER, told

import staffopt as so
from staffopt.audits.reading import read_any

DAY = "20111114T"


def calendar(path: Path, *events: str) -> Path:
    """An iCalendar of events given as lines with `|` between them."""
    body = "".join(
        f"BEGIN:VEVENT\nUID:{at}@x\n{event.replace('|', chr(10))}\nEND:VEVENT\n"
        for at, event in enumerate(events)
    )
    text = f"BEGIN:VCALENDAR\nVERSION:2.0\nPRODID:x\n{body}END:VCALENDAR\n"
    path.write_bytes(text.replace("\n", "\r\n").encode())
    return path


@pytest.mark.parametrize("first", ["2026-11-23", "2026-10-19"])
def test_our_own_calendars_come_back(tmp_path: Path, first: str, counter: so.Store):
    """Shifts with all blocks, breaks, sessions; also in the week of a clock change."""
    plan = sample_plan(first=datetime.fromisoformat(first).date())
    so.write(plan, tmp_path / "plan")
    store = SimpleNamespace(
        people=plan.problem.people,
        roles=dict.fromkeys(plan.problem.roles),
        courses=plan.problem.courses,
        zone="Europe/London",
        horizon=counter.horizon,
        week_of=counter.week_of,
    )
    roster, _ = read_any(tmp_path / "plan" / "calendars", store, None)  # type: ignore[arg-type]
    ours = {(s.person_id, s.start): s.blocks for s in plan.roster.shifts}
    back = {(s.person_id, s.start): s.blocks for s in roster.shifts}
    assert ours.keys() == back.keys()
    for key, blocks in back.items():
        assert [(b.start, b.end, b.activity, b.role, b.paid) for b in blocks] == [
            (b.start, b.end, b.activity, b.role, b.paid) for b in ours[key]
        ]
    held = {(s.course_id, s.span.start, len(s.attendees)) for s in roster.sessions}
    assert held == {(s.course_id, s.span.start, len(s.attendees) + 1) for s in plan.roster.sessions}


def test_others_name_their_people_in_title_attendee_or_file(counter: so.Store, tmp_path: Path):
    """Exactly, and with the role after a colon where somebody has several."""
    calendar(
        tmp_path / "team.ics",
        f"DTSTART:{DAY}090000Z|DTEND:{DAY}130000Z|SUMMARY:Mei Chen",
        f"DTSTART;TZID=Europe/London:{DAY}140000|DURATION:PT4H|SUMMARY:Dev Raman: floor",
        f"DTSTART:{DAY}080000Z|DTEND:{DAY}120000Z|SUMMARY:Shift"
        "|ATTENDEE;CN=Lucy Hartnell:mailto:lucy@shop.example",
        f"DTSTART:{DAY}180000Z|DTEND:{DAY}190000Z|SUMMARY:Mei Chen|STATUS:CANCELLED",
    )
    own = f"DTSTART:{DAY}100000Z|DTEND:{DAY}120000Z|SUMMARY:cashier"
    calendar(tmp_path / "E01.ics", own)
    roster, _ = read_any(tmp_path, counter, None)
    assert told(roster) == [
        "E09 Mon 08:00-12:00 cashier 08:00",
        "E14 Mon 09:00-13:00 cashier 09:00",
        "E01 Mon 10:00-12:00 cashier 10:00",
        "E02 Mon 14:00-18:00 floor 14:00",
    ]


def test_a_plans_folder_is_read_as_blocks(counter: so.Store, tmp_path: Path, faults):
    """Whatever calendars lie in it; known by its roster, or by the manifest where that is gone."""
    folder = tmp_path / "week"
    so.write(tiny_plan(), folder)
    calendar(folder / "old.ics", f"DTSTART:{DAY}090000Z|DTEND:{DAY}130000Z|SUMMARY:Mei Chen")
    (folder / "roster.csv").unlink()
    assert "roster.csv: found No such file" in faults(folder)[0]
    (folder / "manifest.json").unlink()
    shutil.copy(COUNTER / "past_roster.csv", folder / "roster.csv")
    found, _ = read_any(folder, counter, None)
    assert found == so.read_roster(folder, counter)
    assert found == so.read_roster(COUNTER / "past_roster.csv", counter)


@pytest.mark.parametrize("place", ["", "1a2b3c4d."])
def test_an_identity_of_ours_says_whose_a_shift_is(place: str, counter: so.Store, tmp_path: Path):
    """Before the title; with the store's mark or, as plans kept in one file have it, without."""
    event = f"DTSTART:{DAY}090000Z|DTEND:{DAY}130000Z|SUMMARY:Mei Chen: cashier"
    path = calendar(tmp_path / "all.ics", event)
    own = path.read_text("utf-8").replace("0@x", f"E09-2011-11-14@{place}staffopt")
    path.write_text(own, "utf-8")
    assert told(read_any(path, counter, None)[0]) == ["E09 Mon 09:00-13:00 cashier 09:00"]


def test_events_that_are_no_shift_are_told(tmp_path: Path, faults):
    """Whole days, repeating events, strangers, no role, an end before the start."""
    path = calendar(
        tmp_path / "team.ics",
        "DTSTART;VALUE=DATE:20111114|DTEND;VALUE=DATE:20111115|SUMMARY:Mei Chen",
        f"DTSTART:{DAY}090000Z|DTEND:{DAY}130000Z|RRULE:FREQ=WEEKLY|SUMMARY:Mei Chen",
        f"DTSTART:{DAY}090000Z|DTEND:{DAY}130000Z|SUMMARY:Zoe",
        f"DTSTART:{DAY}090000Z|DTEND:{DAY}130000Z|SUMMARY:Dev Raman",
        f"DTSTART:{DAY}090000Z|DTEND:{DAY}080000Z|SUMMARY:Mei Chen",
    )
    assert [text.split(";")[0] for text in faults(path)] == [
        "team.ics event 1: found no times in 'Mei Chen'",
        "team.ics event 2: found an event that repeats",
        "team.ics event 3: found nobody known in 'Zoe'",
        "team.ics event 4: found no role",
        "team.ics event 5: found 2011-11-14 09:00 to 2011-11-14 08:00",
    ]


def test_an_event_of_two_people_is_told(tmp_path: Path, faults):
    """A shift is one person's."""
    guests = "|ATTENDEE;CN=Lucy Hartnell:mailto:a|ATTENDEE;CN=Mei Chen:mailto:b"
    path = calendar(
        tmp_path / "team.ics", f"DTSTART:{DAY}090000Z|DTEND:{DAY}130000Z|SUMMARY:x{guests}"
    )
    assert faults(path) == [
        "team.ics event 1: found several people: E09, E14; expected an event a person"
    ]


def test_what_is_no_calendar_is_told(tmp_path: Path, faults):
    """A file of something else, and one that is not there."""
    (tmp_path / "a.ics").write_text("hello", encoding="utf-8")
    assert faults(tmp_path / "a.ics")[0].startswith("a.ics: found")
    assert "No such file" in faults(tmp_path / "b.ics")[0]


def test_a_shift_of_more_than_a_day_is_told(tmp_path: Path, faults):
    """25 hours are no shift."""
    end = datetime(2011, 11, 14, 9) + timedelta(hours=25)
    path = calendar(
        tmp_path / "E09.ics", f"DTSTART:{DAY}090000Z|DTEND:{end:%Y%m%dT%H%M%S}Z|SUMMARY:cashier"
    )
    assert "at most 24 hours later" in faults(path)[0]
