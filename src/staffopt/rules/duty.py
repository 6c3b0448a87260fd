"""Who is at work between two instants, as the checks see it."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime

from staffopt.domain.calendar import minutes_between
from staffopt.domain.roster import Roster
from staffopt.domain.shifts import Activity


def at_work(roster: Roster, people: Collection[str], start: datetime, end: datetime) -> list[str]:
    """Those of `people` who work, in whatever role, all the time from `start` to `end`."""
    found = []
    for shift in roster.shifts:
        if shift.person_id in people and shift.start <= start and end <= shift.end:
            away = [block for block in shift.blocks if block.activity is not Activity.WORK]
            if not any(block.start < end and start < block.end for block in away):
                found.append(shift.person_id)
    return found


def worth(start: datetime, end: datetime, missing: int, price: int) -> int:
    """What missing people cost from `start` to `end` at a price per hour, halves up."""
    return (minutes_between(start, end) * missing * price + 30) // 60
