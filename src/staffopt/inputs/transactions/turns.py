"""Days near a change of a zone's clocks, and whether its clocks keep to a grid of minutes."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from functools import cache
from itertools import pairwise
from zoneinfo import ZoneInfo

from staffopt.inputs.transactions.clock import YEARS

DAY = timedelta(days=1)


@cache
def turns_of(zone: str) -> tuple[date, ...]:
    """Return the days of the years a history may lie in on which clocks change, and the next."""
    found: set[date] = set()
    offsets = _offsets(zone)
    for (day, before), (after_day, after) in pairwise(offsets):
        if before != after:
            found |= {day, after_day}
    return tuple(sorted(found))


@cache
def keeps_to(zone: str, minutes: int) -> bool:
    """Whether the zone's clocks are always so many whole minutes, or a multiple, apart from UTC."""
    step = timedelta(minutes=minutes)
    return all(offset % step == timedelta() for _, offset in _offsets(zone))


@cache
def _offsets(zone: str) -> tuple[tuple[date, timedelta], ...]:
    """Return how far the clocks are from UTC at the start of each day."""
    clock, found = ZoneInfo(zone), []
    day, last = date(YEARS[0] - 1, 12, 31), date(YEARS[1] + 1, 1, 2)
    while day < last:
        found.append((day, datetime.combine(day, time(0), clock).utcoffset() or timedelta()))
        day += DAY
    return tuple(found)
