"""Dates in words, the same on every machine."""

from __future__ import annotations

from datetime import date, datetime

from staffopt.domain.calendar import Horizon
from staffopt.formats.cells import clock

DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
MONTHS = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)


def short_day(day: date) -> str:
    """Return `Mon 23`."""
    return f"{DAYS[day.weekday()][:3]} {day.day}"


def day_month(day: date) -> str:
    """Return `Mon 23 Nov`."""
    return f"{short_day(day)} {MONTHS[day.month - 1][:3]}"


def long_day(day: date) -> str:
    """Return `Monday 23 November`."""
    return f"{DAYS[day.weekday()]} {day.day} {MONTHS[day.month - 1]}"


def period(first: date, last: date) -> str:
    """Return `23\u201329 November 2026`, with both months and years where they differ."""
    end = f"{last.day} {MONTHS[last.month - 1]} {last.year}"
    if first == last:
        return end
    if (first.year, first.month) == (last.year, last.month):
        return f"{first.day}\u2013{end}"
    year = "" if first.year == last.year else f" {first.year}"
    return f"{first.day} {MONTHS[first.month - 1]}{year} \u2013 {end}"


def short_period(first: date, last: date) -> str:
    """Return `23\u201329 Nov`, with both months where they differ."""
    end = f"{last.day} {MONTHS[last.month - 1][:3]}"
    if first.month == last.month:
        return f"{first.day}\u2013{end}"
    return f"{first.day} {MONTHS[first.month - 1][:3]}\u2013{end}"


def span_text(horizon: Horizon, start: datetime, end: datetime) -> str:
    """Return `07:00\u201315:30`."""
    return f"{clock(horizon, start)}\u2013{clock(horizon, end)}"


def moment_text(horizon: Horizon, start: datetime | None, end: datetime | None) -> str:
    """Return `Tue 24 Nov 16:30\u201317:00`, with the second day where it is another."""
    if start is None:
        return ""
    first = horizon.date_of(start)
    text = f"{day_month(first)} {clock(horizon, start)}"
    if end is None:
        return text
    last = horizon.date_of(end)
    between = "\u2013" if first == last else f" \u2013 {day_month(last)} "
    return f"{text}{between}{clock(horizon, end)}"
