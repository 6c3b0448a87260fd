"""The past of one driver by date and wall clock, which is how customers know it."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import date, timedelta

import numpy as np
from numpy.typing import NDArray

from staffopt.domain.calendar import DAY, Horizon
from staffopt.domain.demand import Counts

Floats = NDArray[np.float64]
Bools = NDArray[np.bool_]


@dataclass(frozen=True)
class Past:
    """What is known of one driver: a row per date from `first`, a column per wall-clock slot.

    An hour that the clocks skip is unknown; of an hour shown twice the row holds the average.
    """

    first: date
    counts: Floats
    known: Bools

    @property
    def end(self) -> date:
        """The first date that is not in the past."""
        return self.first + len(self.counts) * DAY

    @property
    def known_days(self) -> int:
        """Dates from the first to the last with anything known, both included; 0 for none."""
        rows = np.flatnonzero(self.known.any(axis=1))
        return int(rows[-1] - rows[0]) + 1 if len(rows) else 0

    def until(self, day: date) -> Past:
        """The same past as it was known at the start of a date."""
        rows = max((day - self.first).days, 0)
        return Past(self.first, self.counts[:rows], self.known[:rows])

    def on(self, days: Collection[date]) -> tuple[Floats, Bools]:
        """Counts and what is known of them on given dates; a date outside is unknown."""
        rows = np.array([(day - self.first).days for day in days], int)
        inside = (rows >= 0) & (rows < len(self.counts))
        counts = np.zeros((len(rows), self.counts.shape[1]))
        known = np.zeros(counts.shape, bool)
        counts[inside], known[inside] = self.counts[rows[inside]], self.known[rows[inside]]
        return counts, known

    def same_weekday(self, weekday: int, skip: Collection[date] = ()) -> tuple[Floats, Bools]:
        """The rows of one weekday without the dates to skip, latest first."""
        offset = (weekday - self.first.weekday()) % 7
        rows = np.arange(offset, len(self.counts), 7)[::-1]
        kept = [row for row in rows if self.first + timedelta(days=int(row)) not in skip]
        return self.counts[kept], self.known[kept]


def read_past(history: Counts, driver: str) -> Past:
    """Turn a driver's counts per slot into rows per date and columns per wall-clock slot."""
    horizon = history.horizon
    width = 24 * 60 // horizon.slot_minutes
    series = np.asarray(history.series[driver], float)
    counts = np.zeros((horizon.days, width))
    known = np.zeros((horizon.days, width), bool)
    for day, first, last in _days(horizon):
        values, sure = series[first:last], history.known[first:last]
        if last - first == width:
            counts[day], known[day] = np.where(sure, values, 0.0), sure
            continue
        column = _wall_columns(horizon, first, last)
        seen = np.bincount(column, sure, minlength=width)
        total = np.bincount(column, np.where(sure, values, 0.0), minlength=width)
        counts[day] = np.divide(total, seen, out=np.zeros(width), where=seen > 0)
        known[day] = seen > 0
    return Past(horizon.first, counts, known)


def by_slot(rows: Floats, horizon: Horizon) -> Floats:
    """Lay rows per date and wall-clock slot over the slots of a horizon."""
    return rows[horizon.slot_day, horizon.wall_minute // horizon.slot_minutes]


def known_before(history: Counts, day: date) -> Counts:
    """The history as it was known at the first midnight of a date: nothing later remains."""
    days = min(max((day - history.horizon.first).days, 0), history.horizon.days)
    old = history.horizon
    horizon = Horizon(old.first, days, old.zone, old.slot_minutes)
    slots = horizon.slots
    return Counts(
        horizon,
        {driver: series[:slots] for driver, series in history.series.items()},
        history.known[:slots],
        {name: series[:slots] for name, series in history.extra.items()},
        frozenset(closed for closed in history.closed if closed < day),
    )


def _days(horizon: Horizon) -> Iterator[tuple[int, int, int]]:
    """Day number, first slot and end slot of every day."""
    starts = horizon.day_starts
    return ((day, starts[day], starts[day + 1]) for day in range(horizon.days))


def _wall_columns(horizon: Horizon, first: int, last: int) -> NDArray[np.int64]:
    """The wall-clock column of each slot of a day on which the clocks change."""
    walls = (horizon.local(horizon.instant(slot)) for slot in range(first, last))
    minutes = [wall.hour * 60 + wall.minute for wall in walls]
    return np.array(minutes, np.int64) // horizon.slot_minutes
