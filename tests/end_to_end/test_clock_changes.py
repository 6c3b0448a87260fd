"""Weeks in which the clocks change are planned in elapsed time and written in local time."""

from __future__ import annotations

import csv
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from icalendar import Calendar
from tests.end_to_end.conftest import PLANNED, WEEK, Command
from tests.end_to_end.spoiling import edit

WEEKS = {
    "2011-03-21": ("+00:00", "2011-03-27", "+01:00"),
    "2011-10-24": ("+01:00", "2011-10-30", "+00:00"),
}
"""A week of the trade counter, the offset in it, the day of the change, the offset after it."""


def table(path: Path) -> list[dict[str, str]]:
    """Return the rows of a table."""
    with path.open(encoding="utf-8", newline="") as handle:
        return list(csv.DictReader(handle))


def events(folder: Path) -> dict[str, set[Any]]:
    """Return from when to when each calendar's events last, on the store's clock."""
    found = {}
    for path in sorted(folder.glob("*.ics")):
        calendar = Calendar.from_ical(path.read_bytes())
        found[path.stem] = {(each.start, each.end) for each in calendar.events}
    return found


@pytest.mark.parametrize("week", WEEKS)
def test_the_trade_counter_when_the_clocks_change(
    week: str, root: Path, tmp_path: Path, staffopt: Command
):
    """The offset changes on Sunday, opening hours stay on the wall; calendars agree with tables."""
    before, sunday, after = WEEKS[week]
    store, out = root / "configs/trade-counter", tmp_path / "plan"
    result = staffopt(*f"plan {store} --week {week} --iterations 1 --quiet --out {out}".split())
    assert result.exit_code == 0, result.stderr
    blocks, shifts = table(out / "roster.csv"), table(out / "shifts.csv")
    assert {row["start"][-6:] for row in blocks if row["start"] < sunday} == {before}
    assert {row["start"][-6:] for row in blocks if row["start"] > sunday} == {after}
    walls = [(row["start"][11:16], row["end"][11:16]) for row in shifts if row["date"] == sunday]
    assert walls
    assert all(start >= "09:00" and end <= "17:30" for start, end in walls)
    for row in shifts:
        length = datetime.fromisoformat(row["end"]) - datetime.fromisoformat(row["start"])
        minutes = int(row["paid_minutes"]) + int(row["unpaid_minutes"])
        assert length == timedelta(minutes=minutes)
    calendars = events(out / "calendars")
    for person, held in calendars.items():
        own = [row for row in shifts if row["employee_id"] == person]
        said = {tuple(datetime.fromisoformat(row[end]) for end in ("start", "end")) for row in own}
        assert {(start.astimezone(UTC), end.astimezone(UTC)) for start, end in held} == said
        assert {(start.hour, end.hour) for start, end in held} == {
            (start.hour, end.hour) for start, end in said
        }
    assert set(calendars) == {row["employee_id"] for row in shifts}


def test_a_night_in_which_an_hour_is_left_out(desk: Path, staffopt: Command):
    """Open from Saturday 22:00 to Sunday 06:00, 29 March 2026: seven hours, and seven are paid."""
    edit("store.yaml", "sat: 10:00-16:00", "sat: 22:00-06:00")(desk)
    edit("store.yaml", "missing_price: 150", "missing_price: 900")(desk)
    (desk / "shop/availability.csv").unlink()
    result = staffopt(*f"plan shop --week {WEEK} --iterations 20000 --quiet".split())
    assert result.exit_code == 0, result.stderr
    nights = [row for row in table(desk / PLANNED / "shifts.csv") if row["date"] == "2026-03-28"]
    across = [row for row in nights if row["end"] > "2026-03-29T03"]
    assert across
    for row in across:
        start, end = (datetime.fromisoformat(row[name]) for name in ("start", "end"))
        assert (row["start"][-6:], row["end"][-6:]) == ("+01:00", "+02:00")
        wall = end.replace(tzinfo=None) - start.replace(tzinfo=None)
        minutes = int(row["paid_minutes"]) + int(row["unpaid_minutes"])
        assert timedelta(minutes=minutes) == wall - timedelta(hours=1)
    held = events(desk / PLANNED / "calendars")
    for row in across:
        ends = {end.isoformat() for _, end in held[row["employee_id"]]}
        assert row["end"] in ends
