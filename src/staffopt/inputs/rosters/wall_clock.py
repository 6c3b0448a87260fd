"""Dates and times in the cells of a roster, to instants; what the clock never shows is refused."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from staffopt.domain.calendar import YEARS

MIDNIGHT = 24 * 60
_WALL = re.compile(r"([01]?\d|2[0-4]):([0-5]\d)(?::00)?")


class NotSaidError(ValueError):
    """A cell that does not say what it should; the text is what would do."""


def day_in(cell: object, form: str | None) -> date:
    """Return the date a cell says."""
    if isinstance(cell, datetime):
        cell = cell.date()
    if not isinstance(cell, date):
        try:
            text = str(cell).strip()
            cell = datetime.strptime(text, form).date() if form else date.fromisoformat(text)
        except ValueError:
            said = f"a date written as {form}" if form else "a date such as 2026-11-23"
            more = "" if form else ", or `dates` in a column file"
            raise NotSaidError(f"{said}{more}") from None
    if cell.year not in YEARS:
        raise NotSaidError(f"a year from {YEARS[0]} to {YEARS[-1]}")
    return cell


def minutes_in(cell: object, form: str | None) -> int:
    """Return the minutes past midnight that a cell says; 24:00 is the end of the day."""
    if isinstance(cell, timedelta):
        cell = f"{cell.days * 24 + cell.seconds // 3600:02}:{cell.seconds // 60 % 60:02}"
    if isinstance(cell, datetime | time):
        if cell.second or cell.microsecond:
            raise NotSaidError("a time in whole minutes")
        return cell.hour * 60 + cell.minute
    text = str(cell).strip()
    if form:
        try:
            found = datetime.strptime(text, form)
        except ValueError:
            raise NotSaidError(f"a time written as {form}") from None
        return found.hour * 60 + found.minute
    match = _WALL.fullmatch(text)
    if match is None or (match[1] == "24" and match[2] != "00"):
        raise NotSaidError("a time such as 08:30, or `times` in a column file")
    return int(match[1]) * 60 + int(match[2])


def moment_in(cell: object, zone: ZoneInfo) -> datetime:
    """Return the instant that a cell with date and time says, with an offset or on the clock."""
    if not isinstance(cell, datetime):
        try:
            cell = datetime.fromisoformat(str(cell).strip())
        except ValueError:
            raise NotSaidError(
                "a date and time such as 2026-11-23T08:30, or a column for dates"
            ) from None
    if cell.second or cell.microsecond:
        raise NotSaidError("a time in whole minutes")
    if cell.year not in YEARS:
        raise NotSaidError(f"a year from {YEARS[0]} to {YEARS[-1]}")
    if cell.tzinfo is not None:
        return cell.astimezone(UTC)
    return at(cell.date(), cell.hour * 60 + cell.minute, zone)


def at(day: date, minutes: int, zone: ZoneInfo) -> datetime:
    """Return the one instant at which the clock shows a time; up to 48:00 is the next day."""
    wall = datetime.combine(day, time(0)) + timedelta(minutes=minutes)
    both = [wall.replace(tzinfo=zone, fold=fold).astimezone(UTC) for fold in (0, 1)]
    if both[0].astimezone(zone).replace(tzinfo=None) != wall:
        raise NotSaidError("a time that the clock shows: it is put forward over this one")
    if both[0] != both[1]:
        raise NotSaidError("an instant with offset: the clock shows this time twice")
    return both[0]
