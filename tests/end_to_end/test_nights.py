"""A kiosk that never closes, from files to files, in weeks in which the clocks change."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from itertools import pairwise
from pathlib import Path

import pytest
from click.testing import CliRunner
from tests.end_to_end.night_store import write_night_store
from tests.end_to_end.test_clock_changes import events, table

from staffopt.cli import main

HALF = timedelta(minutes=30)
WEEKS = {date(2026, 3, 23): "07:00", date(2026, 10, 19): "05:00"}
"""A week in whose last night but one the clocks change, and when a shift from 22:00 then ends."""


def at(stamp: str) -> datetime:
    """The instant of a stamp with an offset, in UTC."""
    return datetime.fromisoformat(stamp).astimezone(UTC)


@dataclass(frozen=True)
class Planned:
    """A week, the store's folder and the plan's."""

    week: date
    store: Path
    plan: Path

    @property
    def midnight(self) -> datetime:
        return at(table(self.plan / "coverage.csv")[0]["start"])

    def moments(self, file: str) -> list[tuple[dict[str, str], datetime, datetime]]:
        """The rows of a file with their starts and ends."""
        return [(row, at(row["start"]), at(row["end"])) for row in table(self.plan / file)]


@pytest.fixture(scope="module", params=WEEKS, ids=str)
def kiosk(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Planned:
    """The week planned with few moves."""
    folder = tmp_path_factory.mktemp("kiosk")
    found = Planned(request.param, folder / "kiosk", folder / "plan")
    write_night_store(found.store, found.week)
    words = ["plan", found.store, "--week", found.week, "--requirement", found.store / "need.csv"]
    words += ["--iterations", "8000", "--seed", "1", "--out", found.plan, "--quiet"]
    result = CliRunner().invoke(main, [*map(str, words)], catch_exceptions=False)
    assert result.exit_code == 0, result.output
    return found


def test_cover_is_counted_in_the_half_hours_that_are_worked(kiosk: Planned) -> None:
    """Blocks of roster.csv, half-hour by half-hour, are coverage.csv, also after midnight."""
    there: Counter[tuple[str, datetime]] = Counter()
    for row, start, end in kiosk.moments("roster.csv"):
        if row["activity"] == "work":
            there.update((row["role"], start + k * HALF) for k in range((end - start) // HALF))
    rows = table(kiosk.plan / "coverage.csv")
    assert {each["start"][-6:] for each in rows} == {"+01:00", "+02:00"}
    for row in rows:
        slot = at(row["start"])
        assert int(row["scheduled"]) == there[row["role"], slot]
        missing = max(int(row["required"]) - int(row["scheduled"]), 0)
        assert row["loss"] == f"{100 * missing}.00"
    nights = [row for row in rows if row["role"] == "stock" and row["start"][11:13] == "01"]
    assert sum(int(row["scheduled"]) for row in nights) >= 8


def test_the_night_before_the_week_covers_its_first_morning(kiosk: Planned) -> None:
    """Person 1 is there until Monday 06:00: no cashier is left to find, and 11 h of rest follow."""
    first = kiosk.midnight
    early = [
        (row["role"], row["required"])
        for row in table(kiosk.plan / "coverage.csv")
        if at(row["start"]) < first + timedelta(hours=3)
    ]
    assert sorted(set(early)) == [("cashier", "0"), ("stock", "1")]
    mine = [start for row, start, _ in kiosk.moments("shifts.csv") if row["employee_id"] == "E1"]
    assert all(start >= first + timedelta(hours=6 + 11) for start in mine)


def test_eight_hours_are_eight_hours_in_every_night(kiosk: Planned) -> None:
    """All begin at 06:00, 14:00 or 22:00 and are paid 8 h; one ends an hour earlier or later."""
    assert {row["start"][11:16] for row, _, _ in kiosk.moments("shifts.csv")} == {
        "06:00",
        "14:00",
        "22:00",
    }
    ends: dict[str, str] = {}
    for row, start, end in kiosk.moments("shifts.csv"):
        assert end - start == timedelta(hours=8)
        assert (row["paid_minutes"], row["unpaid_minutes"]) == ("480", "0")
        assert row["date"] == row["start"][:10]
        if row["start"][11:16] == "22:00":
            ends.setdefault(row["date"], row["end"][11:16])
    changed = (kiosk.week + timedelta(days=5)).isoformat()
    assert {day: end for day, end in ends.items() if end != "06:00"} == {changed: WEEKS[kiosk.week]}


def test_rest_and_breaks_are_elapsed_time(kiosk: Planned) -> None:
    """11 h between two shifts of a person; the break 2 to 6 h after the start, for all of them."""
    shifts = sorted((r["employee_id"], a, b) for r, a, b in kiosk.moments("shifts.csv"))
    for (one, _, end), (two, start, _) in pairwise(shifts):
        assert one != two or start - end >= timedelta(hours=11)
    starts = {row["shift_id"]: start for row, start, _ in kiosk.moments("shifts.csv")}
    rests = [each for each in kiosk.moments("roster.csv") if each[0]["activity"] == "break"]
    assert len(rests) == len(starts)
    for row, start, end in rests:
        assert timedelta(hours=2) <= start - starts[row["shift_id"]] <= timedelta(hours=6)
        assert end - start == HALF


def test_calendars_and_the_audit_agree(kiosk: Planned) -> None:
    """Every shift is an event at the same instants, and the roster read back breaks nothing."""
    held = {
        (person, *(moment.astimezone(UTC) for moment in event))
        for person, found in events(kiosk.plan / "calendars").items()
        for event in found
    }
    assert held == {(r["employee_id"], a, b) for r, a, b in kiosk.moments("shifts.csv")}
    words = ["audit", str(kiosk.plan / "roster.csv"), "--store", str(kiosk.store)]
    result = CliRunner().invoke(main, words, catch_exceptions=False)
    assert result.exit_code == 0, result.output
