"""The time axis that every day of a page shares: the same wall clock from left to right."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import time
from itertools import pairwise

import numpy as np

from staffopt.domain.calendar import DAY, Horizon
from staffopt.domain.plan import Plan

HOUR = 60
MIDNIGHT = 24 * HOUR
MOST_LABELS = 17
LABELS_A_LINE = 2
"""Small pictures have an upright line at every other label of the large ones."""


@dataclass(frozen=True)
class Axis:
    """The slots [first, end) of one day; `ticks` are (slots from the left, label)."""

    first: int
    end: int
    ticks: tuple[tuple[int, str], ...]

    @property
    def slots(self) -> int:
        return self.end - self.first


def wall_range(plan: Plan) -> tuple[int, int]:
    """Return the whole hours, in minutes past midnight, in which anything happens on any day.

    Staffed hours that go on over midnight end there; shifts are drawn to their end.
    """
    horizon, found = plan.problem.horizon, [9 * HOUR, 17 * HOUR]
    edges = [(horizon.instant(first), horizon.instant(end)) for first, end in _runs(plan)]
    edges += [(shift.start, shift.end) for shift in plan.roster.shifts]
    if edges:
        found = []
    for start, end in edges:
        day = horizon.date_of(start)
        for instant in (start, end):
            wall = horizon.local(instant)
            found.append((wall.date() - day).days * MIDNIGHT + wall.hour * HOUR + wall.minute)
    return min(found) // HOUR * HOUR, -(-max(found) // HOUR) * HOUR


def hours_text(wall: tuple[int, int]) -> str:
    """Return a small picture's hours as a title says them, and how far apart its lines are."""
    first, last = (f"{minute // HOUR % 24:02d}:{minute % HOUR:02d}" for minute in wall)
    next_day = " the next day" if wall[1] > MIDNIGHT else ""
    apart = LABELS_A_LINE * _hours_a_label((wall[1] - wall[0]) // HOUR + 1)
    return f"{first} to {last}{next_day}, a line every {apart} hours"


def _runs(plan: Plan) -> list[tuple[int, int]]:
    """Return the stretches of staffed slots of each day, [first, end)."""
    found = []
    for begin, over in pairwise(plan.problem.horizon.day_starts):
        staffed = plan.problem.requirement.staffed[begin:over].astype(np.int8)
        turns = np.flatnonzero(np.diff(staffed, prepend=0, append=0)) + begin
        found += [(int(a), int(b)) for a, b in zip(turns[::2], turns[1::2], strict=True)]
    return found


def day_axis(horizon: Horizon, day: int, wall: tuple[int, int]) -> Axis:
    """Return the axis of one day; where the clocks change it is an hour longer or shorter."""
    first, end = (_slot_at(horizon, day, minute) for minute in wall)
    end = max(end, first + 1)
    hours = []
    for slot in range(first, end + 1):
        local = horizon.local(horizon.instant(slot))
        if local.minute == 0:
            hours.append((slot - first, local.strftime("%H:%M")))
    return Axis(first, end, tuple(hours[:: _hours_a_label(len(hours))]))


def _hours_a_label(hours: int) -> int:
    return -(-hours // MOST_LABELS)


def _slot_at(horizon: Horizon, day: int, minute: int) -> int:
    """Return the slot that starts so many wall-clock minutes after a day's midnight."""
    date = horizon.first + (day + minute // MIDNIGHT) * DAY
    left = minute % MIDNIGHT
    return horizon.slot(horizon.at(date, time(left // HOUR, left % HOUR)))
