"""Dates as people read them."""

from __future__ import annotations

from datetime import date


def day_text(day: date) -> str:
    """Return `Mon 14 Nov`."""
    return f"{day:%a} {day.day} {day:%b}"
