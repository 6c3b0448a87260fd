"""Weekdays by their English names, whatever the locale of the process."""

from __future__ import annotations

from datetime import date
from typing import Literal

Weekday = Literal["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"]
WEEKDAYS: tuple[Weekday, ...] = (
    "monday",
    "tuesday",
    "wednesday",
    "thursday",
    "friday",
    "saturday",
    "sunday",
)


def weekday_of(day: date) -> Weekday:
    """The weekday of a date. Why: `strftime` says it in the language of the locale."""
    return WEEKDAYS[day.weekday()]
