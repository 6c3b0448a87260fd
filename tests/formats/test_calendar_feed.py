"""Calendars are right on the store's clock, also where it changes."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path
from typing import Any

import pytest
from icalendar import Calendar
from tests.formats.sample import sample_plan, tiny_plan

from staffopt.domain.plan import Plan
from staffopt.formats.calendar_feed import CalendarFeed, file_names, uid


def events(plan: Plan, folder: Path) -> list[Any]:
    """The events of a plan as a calendar program reads them."""
    path = folder / "all.ics"
    CalendarFeed().write(plan, path)
    return Calendar.from_ical(path.read_bytes()).walk("VEVENT")


@pytest.mark.parametrize(
    ("first", "start", "wall", "instant"),
    [
        (
            date(2026, 10, 25),
            time(0, 30),
            "00:30 09:30",
            datetime(2026, 10, 24, 23, 30, tzinfo=UTC),
        ),
        (date(2026, 10, 25), time(8), "08:00 18:00", datetime(2026, 10, 25, 8, tzinfo=UTC)),
        (date(2026, 3, 29), time(0, 30), "00:30 11:30", datetime(2026, 3, 29, 0, 30, tzinfo=UTC)),
        (date(2026, 3, 29), time(8), "08:00 18:00", datetime(2026, 3, 29, 7, tzinfo=UTC)),
    ],
)
def test_times_across_a_clock_change(
    first: date, start: time, wall: str, instant: datetime, tmp_path: Path
):
    """Ten hours from 00:30 end at 09:30 in October and at 11:30 in March, in London."""
    (event,) = events(tiny_plan(first, start=start, hours=10), tmp_path)
    begin, end = event["DTSTART"].dt, event["DTEND"].dt
    assert f"{begin:%H:%M} {end:%H:%M}" == wall
    assert begin.astimezone(UTC) == instant
    assert end.astimezone(UTC) - begin.astimezone(UTC) == timedelta(hours=10)
    assert event["DTSTART"].params["TZID"] == "Europe/London"


def test_the_zones_rules_are_those_of_the_weeks(tmp_path: Path):
    """Summer and winter time around the change, and not seventy years of them."""
    path = tmp_path / "all.ics"
    CalendarFeed().write(tiny_plan(date(2026, 10, 19)), path)
    text = path.read_text("utf-8")
    assert text.count("BEGIN:VTIMEZONE") == 1
    assert (text.count("BEGIN:DAYLIGHT"), text.count("BEGIN:STANDARD")) == (1, 1)
    assert len(text) < 2_000


def test_a_later_plan_replaces_its_events(tmp_path: Path):
    """Moved by an hour, Ann's Monday keeps its identity and stamp."""
    (before,) = events(tiny_plan(), tmp_path)
    (after,) = events(tiny_plan(start=time(9)), tmp_path)
    assert before["UID"] == after["UID"] == "E1-2026-11-23@staffopt"
    assert before["DTSTAMP"].dt == after["DTSTAMP"].dt == datetime(2026, 11, 23, tzinfo=UTC)
    assert before["DTSTART"].dt != after["DTSTART"].dt


def test_another_stores_events_are_others(tmp_path: Path):
    """Two stores with an E1 in one calendar keep both; the same store's are replaced."""
    found = []
    for store, start in (("North", time(8)), ("North", time(9)), ("S\u00fcd", time(8))):
        plan = replace(tiny_plan(start=start), manifest={"store": store})
        found += [str(event["UID"]) for event in events(plan, tmp_path)]
    assert found[0] == found[1] == "E1-2026-11-23@43f853bb.staffopt"
    assert found[2] not in found[:2]


def test_an_event_says_what_is_done_when(tmp_path: Path):
    """Role, break, role; the break is named as unpaid."""
    (event,) = events(tiny_plan(), tmp_path)
    assert str(event["SUMMARY"]) == "Ann: Cashier"
    assert str(event["DESCRIPTION"]).splitlines() == [
        "08:00\u201312:00 Cashier",
        "12:00\u201312:30 Break (unpaid)",
        "12:30\u201316:00 Cashier",
    ]


def test_a_folder_has_a_file_a_person(tmp_path: Path):
    """Everybody's file has just their own shifts."""
    plan = sample_plan()
    CalendarFeed().write_into(plan, tmp_path)
    found = {path.stem: path for path in (tmp_path / "calendars").iterdir()}
    assert set(found) == {person.id for person in plan.problem.people}
    own: list[Any] = Calendar.from_ical(found["E04"].read_bytes()).walk("VEVENT")
    starts = [event["DTSTART"].dt.astimezone(UTC) for event in own]
    assert starts == [shift.start for shift in plan.roster.of("E04")]


def test_file_names_are_safe_and_unlike():
    """No way out of the folder, no two alike where case does not count; else the id."""
    ids = ["../etc", "a b", "A-B", "\u96ea", "E1", "\u0141ukasz", "\u03c3", "\u03c2", "/"]
    names = file_names(ids)
    assert names == {
        "../etc": "etc.ics",
        "a b": "a-b.ics",
        "A-B": "A-B-2.ics",
        "\u96ea": "\u96ea.ics",
        "E1": "E1.ics",
        "\u0141ukasz": "\u0141ukasz.ics",
        "\u03c3": "\u03c3.ics",
        "\u03c2": "\u03c2-2.ics",
        "/": "person.ics",
    }


def test_identities_are_unlike_for_unlike_people():
    """Also for ids that no identity may hold as they are."""
    ids = ("a b", "a-b", "a/b", "\u96ea")
    assert len({uid(one, "2026-11-23", 1, "") for one in ids}) == 4
    assert all(uid(one, "2026-11-23", 1, "").isascii() for one in ids)
    assert uid("E1", "2026-11-23", 2, "") == "E1-2026-11-23-2@staffopt"
