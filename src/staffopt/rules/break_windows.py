"""Where in candidate shifts a break may start, as the shapes see it: columns of minutes."""

from __future__ import annotations

from datetime import time

import numpy as np

from staffopt.domain.calendar import Span, minutes_between
from staffopt.domain.shapes import Bools, Ints, ShiftTable

DAY_MINUTES = 24 * 60


def clock(text: str) -> tuple[time, time]:
    """The two times of `11:00-14:00`."""
    since, until = text.split("-")
    return time.fromisoformat(since), time.fromisoformat(until)


def begins(table: ShiftTable) -> Ints:
    """When each row starts, in minutes of the horizon."""
    return np.asarray(table.start * table.horizon.slot_minutes, np.int64)


def shows(table: ShiftTable, wall: time) -> Ints:
    """When the clock shows a time on the date each row starts on, in minutes of the horizon."""
    horizon = table.horizon
    days = [minutes_between(horizon.start, horizon.at(day, wall)) for day in horizon.dates]
    return np.array(days, np.int64)[table.day]


def clock_window(table: ShiftTable, text: str) -> tuple[Ints, Ints]:
    """From when to when a clock window lasts on each row's date, in minutes of the horizon."""
    horizon = table.horizon
    spans: list[Span] = [horizon.window(day, *clock(text)) for day in horizon.dates]
    edges = [[minutes_between(horizon.start, at) for at in (s.start, s.end)] for s in spans]
    found = np.array(edges, np.int64)[table.day]
    return found[:, 0], found[:, 1]


def starts_between(table: ShiftTable, text: str) -> Bools:
    """Rows that start from one time of the clock until before another, next day's if earlier."""
    since, until = (wall.hour * 60 + wall.minute for wall in clock(text))
    walls = table.horizon.wall_minute[np.clip(table.start, 0, table.horizon.slots - 1)]
    return np.asarray(
        (walls - since) % DAY_MINUTES < ((until - since) % DAY_MINUTES or DAY_MINUTES)
    )
