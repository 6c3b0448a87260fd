"""The calendar of the school district where somebody lives."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta


@dataclass(frozen=True, slots=True)
class SchoolCalendar:
    """School on some weekdays (0 is Monday), less its holidays, first and last date included.

    `short_days` are dates with other minutes of school than usual. `hours` are from when until when
    school is on a usual day, where known.
    """

    name: str
    weekdays: frozenset[int] = frozenset(range(5))
    holidays: tuple[tuple[date, date], ...] = ()
    minutes: int = 360
    short_days: tuple[tuple[date, int], ...] = ()
    hours: tuple[time, time] | None = None

    def minutes_on(self, day: date) -> int:
        """Minutes of school on a date; 0 on a day without."""
        off = any(first <= day <= last for first, last in self.holidays)
        if off or day.weekday() not in self.weekdays:
            return 0
        return dict(self.short_days).get(day, self.minutes)

    def hours_on(self, day: date) -> tuple[time, time] | None:
        """From when until when school is on a date; None on a day without, or where not known."""
        if self.hours is None or not self.minutes_on(day):
            return None
        begins, ends = self.hours
        if day in dict(self.short_days):
            length = timedelta(minutes=self.minutes_on(day))
            ends = (datetime.combine(day, begins) + length).time()
        return begins, ends
