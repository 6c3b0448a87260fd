"""Slots, days and zones: the only module that knows about clock changes.

Instants are timezone-aware datetimes in UTC, so that subtracting two of them gives elapsed time.
Wall-clock questions (curfews, opening hours, dates) go through :meth:`Horizon.local`.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from functools import cached_property
from zoneinfo import ZoneInfo

import numpy as np
from numpy.typing import NDArray

DAY = timedelta(days=1)
MINUTES_A_DAY = 24 * 60
YEARS = range(1900, 3000)
"""The years that dates in files and options may lie in: near the ends of the calendar, weeks and
zones overflow."""


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A half-open interval [start, end) between two UTC instants."""

    start: datetime
    end: datetime

    @property
    def minutes(self) -> int:
        """Elapsed minutes."""
        return minutes_between(self.start, self.end)

    def overlaps(self, other: Span) -> bool:
        """Whether the two share any instant."""
        return self.start < other.end and other.start < self.end

    def contains(self, other: Span) -> bool:
        """Whether the other lies wholly inside."""
        return self.start <= other.start and other.end <= self.end


def in_force(day: date, first: date | None, last: date | None) -> bool:
    """Whether a date lies between two inclusive ends; None leaves a side open."""
    return (first is None or first <= day) and (last is None or day <= last)


def minutes_between(start: datetime, end: datetime) -> int:
    """Elapsed whole minutes between two aware instants, whatever their zones."""
    if start.tzinfo is not UTC:
        start = start.astimezone(UTC)
    if end.tzinfo is not UTC:
        end = end.astimezone(UTC)
    elapsed = end - start
    return elapsed.days * MINUTES_A_DAY + elapsed.seconds // 60


def to_the_minute(instant: datetime) -> datetime:
    """An aware instant in UTC, without its seconds: rosters and notices have none."""
    return instant.astimezone(UTC).replace(second=0, microsecond=0)


def to_utc(day: date, at: time, zone: ZoneInfo) -> datetime:
    """The instant when the wall clock shows `at` on `day`.

    A time skipped by a clock change is read as the same number of minutes after the change; of a
    time shown twice, the first is taken.
    """
    return datetime.combine(day, at.replace(fold=0), tzinfo=zone).astimezone(UTC)


@dataclass(frozen=True)
class Horizon:
    """The planned days of one store, cut into slots of equal elapsed length.

    Slot 0 starts at local midnight of `first`. Slots are absolute: a day has 96 quarter-hours, 92
    or 100 when the clocks change. Slots may be negative or lie beyond the end where a shift of the
    past roster does.
    """

    first: date
    days: int
    zone: str
    slot_minutes: int = 15

    @cached_property
    def tz(self) -> ZoneInfo:
        return ZoneInfo(self.zone)

    @cached_property
    def start(self) -> datetime:
        """Local midnight of the first day, in UTC."""
        return to_utc(self.first, time(0), self.tz)

    @cached_property
    def end(self) -> datetime:
        """Local midnight after the last day, in UTC."""
        return to_utc(self.first + self.days * DAY, time(0), self.tz)

    @property
    def span(self) -> Span:
        return Span(self.start, self.end)

    @cached_property
    def dates(self) -> tuple[date, ...]:
        return tuple(self.first + k * DAY for k in range(self.days))

    @cached_property
    def day_starts(self) -> tuple[int, ...]:
        """The slot of each local midnight: `days + 1` numbers."""
        return tuple(
            self.slot(to_utc(self.first + k * DAY, time(0), self.tz)) for k in range(self.days + 1)
        )

    @property
    def slots(self) -> int:
        """Slots between the first and the last midnight."""
        return self.day_starts[-1]

    def slot(self, instant: datetime) -> int:
        """The slot an instant lies in."""
        return minutes_between(self.start, instant) // self.slot_minutes

    def slot_up(self, instant: datetime) -> int:
        """The first slot that starts at or after an instant."""
        return -(-minutes_between(self.start, instant) // self.slot_minutes)

    def instant(self, slot: int) -> datetime:
        """When a slot starts, in UTC."""
        return self.start + timedelta(minutes=int(slot) * self.slot_minutes)

    def local(self, instant: datetime) -> datetime:
        """The same instant on the store's clock."""
        return instant.astimezone(self.tz)

    def date_of(self, instant: datetime) -> date:
        """The local date of an instant."""
        found = self._dates.get(instant)
        if found is None:
            found = self._dates[instant] = self.local(instant).date()
        return found

    @cached_property
    def _dates(self) -> dict[datetime, date]:
        """Dates already asked for: checks ask of the same shifts again and again."""
        return {}

    def day_of(self, instant: datetime) -> int:
        """How many days after the first the local date of an instant is; may be negative."""
        return (self.date_of(instant) - self.first).days

    def at(self, day: date, wall: time) -> datetime:
        """The instant when the store's clock shows `wall` on `day`, in UTC."""
        found = self._instants.get((day, wall))
        if found is None:
            found = self._instants[day, wall] = to_utc(day, wall, self.tz)
        return found

    @cached_property
    def _instants(self) -> dict[tuple[date, time], datetime]:
        """Instants already asked for."""
        return {}

    def window(self, day: date, opens: time, closes: time) -> Span:
        """From `opens` to `closes` by the store's clock; `closes` until `opens` is next day's."""
        following = day + DAY if closes <= opens else day
        return Span(self.at(day, opens), self.at(following, closes))

    @cached_property
    def slot_day(self) -> NDArray[np.int32]:
        """The day index of every slot of the horizon."""
        sizes = np.diff(self.day_starts)
        return np.repeat(np.arange(self.days, dtype=np.int32), sizes)

    @cached_property
    def wall_minute(self) -> NDArray[np.int32]:
        """Minutes past local midnight on the wall clock at the start of every slot."""
        plain = np.arange(0, MINUTES_A_DAY, self.slot_minutes, dtype=np.int32)
        midnight = [self._at_midnight(slot) for slot in self.day_starts]
        pieces = [
            plain
            if end - start == len(plain) and midnight[k] and midnight[k + 1]
            else self._walls(start, end)
            for k, (start, end) in enumerate(
                zip(self.day_starts, self.day_starts[1:], strict=False)
            )
        ]
        return np.concatenate([np.empty(0, np.int32), *pieces])

    def _at_midnight(self, slot: int) -> bool:
        """Whether a slot starts as the wall clock shows midnight."""
        return self.local(self.instant(slot)).time() == time(0)

    def _walls(self, start: int, end: int) -> NDArray[np.int32]:
        """Minutes past midnight of the slots of a day on which the clocks change."""
        walls = (self.local(self.instant(t)) for t in range(start, end))
        return np.fromiter((w.hour * 60 + w.minute for w in walls), np.int32, end - start)

    def mask(self, span: Span) -> NDArray[np.bool_]:
        """The slots of the horizon that lie wholly inside a span."""
        inside = np.zeros(self.slots, bool)
        first, last = self.slot_up(span.start), self.slot(span.end)
        inside[max(first, 0) : max(last, 0)] = True
        return inside
