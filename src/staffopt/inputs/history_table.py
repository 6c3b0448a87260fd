"""employee_history.csv: everybody's digest of the time before the past roster."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import UTC, date, datetime
from pathlib import Path as FilePath
from typing import Annotated, Any

from pydantic import BeforeValidator, Field

from staffopt.domain.calendar import minutes_between
from staffopt.domain.history import Balance, History, PaidShift
from staffopt.inputs.findings import Findings
from staffopt.inputs.rows import Read, RowModel, Staff, read_rows
from staffopt.inputs.values import Day, iso_date

_WEEK = re.compile(r"(?P<first>[\d-]+)=(?P<minutes>\d{1,5})(\+(?P<leave>[0-7]))?")
MOST_MINUTES = 366 * 24 * 60


def _listed(value: object) -> list[str]:
    """Return the parts of `a;b`, none for nothing."""
    return [part.strip() for part in str(value).split(";")]


def _dates(value: object) -> tuple[date, ...]:
    return tuple(iso_date(part) for part in _listed(value))


def _numbers(value: object) -> tuple[int, ...]:
    parts = _listed(value)
    if not all(part.isdecimal() and int(part) <= MOST_MINUTES for part in parts):
        raise ValueError("whole numbers of at least 0, separated by ;")
    return tuple(map(int, parts))


def _weeks(value: object) -> tuple[Balance, ...]:
    found = []
    for part in _listed(value):
        match = _WEEK.fullmatch(part)
        if match is None:
            raise ValueError("weeks as 2026-05-25=2400;2026-06-01=1920+2 (minutes, days of leave)")
        leave = int(match["leave"] or 0)
        found.append(Balance(iso_date(match["first"]), int(match["minutes"]), leave))
    return tuple(found)


def _shifts(value: object) -> tuple[PaidShift, ...]:
    return tuple(_shift(part) for part in _listed(value))


def _shift(text: str) -> PaidShift:
    """Return the shift of `2026-05-30T14:00+02:00/2026-05-30T22:00+02:00/450`."""
    try:
        since, until, paid = text.split("/")
        start, end = (datetime.fromisoformat(each) for each in (since, until))
        found = PaidShift(start.astimezone(UTC), end.astimezone(UTC), int(paid))
        aware = start.tzinfo is not None and end.tzinfo is not None
        fits = aware and 0 <= found.paid_minutes <= minutes_between(start, end) <= 24 * 60
    except ValueError:
        fits = False
    if not fits:
        raise ValueError("shifts as START/END/PAID MINUTES with offsets, separated by ;")
    return found


def _several(read: Any) -> Any:
    return BeforeValidator(lambda value: () if value in ("", ()) else read(value))


class HistoryRow(RowModel):
    """What is known of one person before a date."""

    employee_id: str
    as_of: Day | None = None
    shifts: Annotated[tuple[PaidShift, ...], _several(_shifts)] = ()
    week_minutes: Annotated[tuple[Balance, ...], _several(_weeks)] = ()
    period_start: Annotated[tuple[date, ...], _several(_dates)] = ()
    period_minutes: Annotated[tuple[int, ...], _several(_numbers)] = ()
    period_neutral_days: Annotated[tuple[int, ...], _several(_numbers)] = ()
    period_known_from: Annotated[tuple[date, ...], _several(_dates)] = ()
    last_shift_end: str = ""
    consecutive_days: str = ""
    worked_minutes_this_week: str = ""
    sundays_off_last_52: str = ""
    overtime_minutes_year: str = ""
    compensatory_rest_due: str = ""
    last_short_rest: str = ""
    consents: str = Field("", max_length=1000)
    certificates: str = Field("", max_length=1000)
    school_district: str = Field("", max_length=200)


KEPT = (
    "sundays_off_last_52",
    "overtime_minutes_year",
    "compensatory_rest_due",
    "last_short_rest",
)
"""Columns that go on as they are."""


def histories(folder: FilePath, staff: Staff, findings: Findings) -> Mapping[str, History]:
    """Return everybody's history."""
    found: dict[str, History] = {}
    seen: set[str] = set()
    for read in read_rows(folder / "employee_history.csv", HistoryRow, findings, staff):
        person = staff.of(read, read.value.employee_id, findings)
        if person is None:
            continue
        if person in seen:
            findings.add(read.where("employee_id"), f"{person} twice", "one row a person")
        seen.add(person)
        history = _history(read, findings)
        if history is not None:
            found[person] = history
    return found


def _history(read: Read[HistoryRow], findings: Findings) -> History | None:
    """Return a row's history; None where it has no balance, or a wrong one, which is noted."""
    row = read.value
    leave = row.period_neutral_days or (0,) * len(row.period_start)
    known = row.period_known_from or row.period_start
    if not len(row.period_start) == len(row.period_minutes) == len(leave) == len(known):
        found = f"{len(row.period_start)} dates, {len(row.period_minutes)} and {len(leave)} numbers"
        found += f", known from {len(known)}" if len(known) != len(row.period_start) else ""
        findings.add(read.where("period_start"), found, "as many numbers as dates")
        return None
    if row.as_of is None:
        if row.shifts or row.week_minutes or row.period_start:
            wanted = "the first date that the balances do not count"
            findings.add(read.where("as_of"), "nothing", wanted)
        return None
    later = (k if k > first else None for first, k in zip(row.period_start, known, strict=True))
    periods = zip(row.period_start, row.period_minutes, leave, later, strict=True)
    begun = [*row.period_start, *known, *(week.first for week in row.week_minutes)]
    late = [day for day in begun if day >= row.as_of]
    if late:
        findings.add(read.where("as_of"), f"{row.as_of}", f"a date after {max(late)}")
    kept = ((name, str(getattr(row, name))) for name in KEPT)
    return History(
        row.as_of,
        row.shifts,
        row.week_minutes,
        tuple(Balance(*each) for each in periods),
        tuple(each for each in kept if each[1]),
    )
