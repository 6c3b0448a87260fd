"""Stamps in another zone: what clock changes and opening hours give away.

Customers keep to the wall clock. Where stamps are read in the right zone, the mean hour of the day
stays put when the clocks change; where not, it jumps by the change.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, time
from typing import TYPE_CHECKING

import numpy as np

from staffopt.domain.calendar import DAY, Horizon, to_utc
from staffopt.inputs.transactions.quality import Finding, day
from staffopt.inputs.transactions.usual import Bools, Floats

if TYPE_CHECKING:
    import pandas as pd

WINDOW_DAYS = 28
LEAST_CUSTOMERS = 200
JUMP = 0.5
STANDARD_ERRORS = 4.0
MISPLACED = 0.1


@dataclass(frozen=True)
class Shift:
    """How far the mean hour moved at one clock change, with its standard error, in hours."""

    day: date
    change: float
    hours: float
    error: float

    @property
    def share(self) -> float:
        """The move per hour of the change: 0 where stamps keep to the wall clock, else 1."""
        return abs(self.hours / self.change)


def zone_finding(horizon: Horizon, counts: Floats, stamp_zone: str) -> Finding | None:
    """Return what clock changes say about the zone of the stamps; None when all is well."""
    walls = _walls(horizon, horizon.zone)
    shifts = list(_shifts(horizon, walls, counts))
    odd = [s for s in shifts if s.share >= JUMP and abs(s.hours) >= STANDARD_ERRORS * s.error]
    if not odd or len(odd) * 2 < len(shifts):
        return None
    told = tuple(f"{day(s.day)}: mean hour moves by {s.hours:+.1f} h" for s in odd)
    better = _better_zone(horizon, counts, stamp_zone)
    guess = f"; read as {better} they would not" if better else ""
    text = f"stamps read as {stamp_zone} jump when the clocks of {horizon.zone} change{guess}"
    return Finding("zone", text, len(odd), told)


def hours_finding(horizon: Horizon, counts: Floats, open_slots: Bools) -> Finding | None:
    """Return by how many hours stamps would have to move to fall into opening hours."""
    total = counts.sum()
    now = counts[open_slots].sum() / total if total else 1.0
    if now >= 1 - MISPLACED:
        return None
    hour = 60 // horizon.slot_minutes
    inside = {h: np.roll(counts, h * hour)[open_slots].sum() / total for h in range(-14, 15) if h}
    best = max(sorted(inside, key=abs), key=lambda h: inside[h])
    if inside[best] < now + MISPLACED:
        return None
    text = (
        f"{1 - now:.0%} of customers outside the opening hours; {best:+d} h would leave "
        f"{1 - inside[best]:.0%}: check the zone of the stamps and the opening hours"
    )
    return Finding("zone_hours", text, round(float(total * (1 - now))))


def _walls(horizon: Horizon, zone: str) -> pd.DatetimeIndex:
    """Return what the clocks of a zone show at the start of every slot."""
    import pandas as pd

    step = pd.Timedelta(minutes=horizon.slot_minutes)
    slots = pd.date_range(horizon.start, periods=horizon.slots, freq=step)
    return slots.tz_convert(zone).tz_localize(None)


def _shifts(horizon: Horizon, walls: pd.DatetimeIndex, counts: Floats) -> Iterator[Shift]:
    """Yield the move of the mean hour at each clock change of the store's zone."""
    angle = 2 * np.pi * (walls.hour + walls.minute / 60).to_numpy() / 24
    turning = counts * np.exp(1j * angle)
    for change_day, change in _clock_changes(horizon):
        middle = horizon.slot(to_utc(change_day, time(3), horizon.tz))
        reach = WINDOW_DAYS * 24 * 60 // horizon.slot_minutes
        sides = slice(max(0, middle - reach), middle), slice(middle, middle + reach)
        sizes = [counts[side].sum() for side in sides]
        if min(sizes) < LEAST_CUSTOMERS:
            continue
        means = [turning[side].sum() / size for side, size in zip(sides, sizes, strict=True)]
        hours = float(np.angle(means[1] / means[0]) * 24 / (2 * np.pi))
        spread = [np.sqrt(max(-2 * np.log(abs(mean)), 0)) * 24 / (2 * np.pi) for mean in means]
        error = float(np.sqrt(sum(s**2 / n for s, n in zip(spread, sizes, strict=True))))
        yield Shift(change_day, change, hours, error)


def _clock_changes(horizon: Horizon) -> Iterator[tuple[date, float]]:
    """Yield the days on which the store's clocks change, and by how many hours."""
    for one in horizon.dates:
        length = to_utc(one + DAY, time(0), horizon.tz) - to_utc(one, time(0), horizon.tz)
        if length != DAY:
            yield one, (DAY - length).total_seconds() / 3600


def _better_zone(horizon: Horizon, counts: Floats, stamp_zone: str) -> str:
    """Return the zone, UTC or the store's, in which the stamps would stay put; empty if none."""
    import pandas as pd

    best, least = "", JUMP
    for zone in sorted({"UTC", horizon.zone} - {stamp_zone}):
        written = _walls(horizon, stamp_zone)
        first = np.ones(len(written), bool)
        hour = pd.Timedelta(hours=1)
        read = written.tz_localize(zone, ambiguous=first, nonexistent=hour)
        walls = read.tz_convert(horizon.zone).tz_localize(None)
        moves = [shift.share for shift in _shifts(horizon, walls, counts)]
        if moves and max(moves) < least:
            best, least = zone, max(moves)
    return best
