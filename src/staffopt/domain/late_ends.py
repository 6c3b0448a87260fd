"""Which shifts end at or after a time of day, which may lie after midnight."""

from __future__ import annotations

from datetime import datetime, time

import numpy as np

from staffopt.domain.arrays import Bools
from staffopt.domain.calendar import DAY, Horizon, minutes_between
from staffopt.domain.shapes import ShiftTable

NOON = time(12)
"""A time before it is the next day's for shifts that start at or after it: 01:00 closes a night."""


def ends_late(horizon: Horizon, start: datetime, end: datetime, late: time) -> bool:
    """Whether a shift ends at or after a time of its day or night."""
    day = horizon.date_of(start)
    if late < NOON and start >= horizon.at(day, late):
        day += DAY
    return end >= horizon.at(day, late)


def late_rows(table: ShiftTable, late: time) -> Bools:
    """The rows of a table that end at or after a time of their day or night."""
    horizon = table.horizon
    days = (*horizon.dates, horizon.first + horizon.days * DAY)
    late_at = np.array([minutes_between(horizon.start, horizon.at(day, late)) for day in days])
    start = table.start * horizon.slot_minutes
    after = (start >= late_at[table.day]) & (late < NOON)
    found: Bools = start + table.minutes >= late_at[table.day + after]
    return found
