"""What is known of a person's work before a date: more than the past roster reaches back."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from staffopt.domain.calendar import DAY, minutes_between
from staffopt.domain.shifts import Activity, Block, Shift


@dataclass(frozen=True, slots=True)
class Balance:
    """Paid minutes and whole days of leave since a date, and from when on they are known."""

    first: date
    minutes: int
    leave_days: int = 0
    known_from: date | None = None
    """None: from `first` on."""

    def with_more(self, minutes: int, leave_days: int) -> Balance:
        """The balance after more work and leave."""
        return replace(
            self, minutes=self.minutes + minutes, leave_days=self.leave_days + leave_days
        )


@dataclass(frozen=True, slots=True)
class PaidShift:
    """When a shift was and how much of it is paid."""

    start: datetime
    end: datetime
    paid_minutes: int

    def as_shift(self, person_id: str, role: str) -> Shift:
        """A shift of one role, what is not paid as a break in its middle."""
        unpaid = minutes_between(self.start, self.end) - self.paid_minutes
        rest = self.start + timedelta(minutes=self.paid_minutes // 2)
        over = rest + timedelta(minutes=unpaid)
        blocks = [
            Block(self.start, rest, role=role),
            Block(rest, over, Activity.BREAK, paid=False),
            Block(over, self.end, role=role),
        ]
        parts = tuple(each for each in blocks if each.start < each.end)
        return Shift(f"history-{person_id}-{self.start:%Y%m%d%H%M}", person_id, parts)


@dataclass(frozen=True, slots=True)
class History:
    """One person's digest: what happened before `as_of`.

    `shifts` are those of the last four weeks, `weeks` what each week held, `periods` what was
    worked since the first dates of periods that go on. `kept` are columns that no rule reads.
    """

    as_of: date
    shifts: tuple[PaidShift, ...] = ()
    weeks: tuple[Balance, ...] = ()
    periods: tuple[Balance, ...] = ()
    kept: tuple[tuple[str, str], ...] = ()

    def since(self, first: date) -> Balance | None:
        """What was worked from a date up to `as_of`, by a period or by weeks; None: not known."""
        for period in self.periods:
            if period.first == first < self.as_of:
                return period
        weeks = [week for week in self.weeks if first <= week.first < self.as_of]
        if not weeks:
            return None
        minutes, leave = sum(w.minutes for w in weeks), sum(w.leave_days for w in weeks)
        known = min(week.first for week in weeks)
        return Balance(first, minutes, leave, known if known > first else None)

    def begun_before(self, first: date) -> Balance | None:
        """The known week that goes on over a date; None where a sum begins on that very date."""
        begins = any(each.first == first for each in (*self.periods, *self.weeks))
        near = [w for w in self.weeks if first - 7 * DAY < w.first < first < self.as_of]
        return None if begins or not near else max(near, key=lambda week: week.first)
