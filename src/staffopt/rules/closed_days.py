"""Days on which the law closes a store."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, time, timedelta
from typing import Annotated

import numpy as np
from pydantic import Field

from staffopt.domain.calendar import DAY, minutes_between
from staffopt.domain.people import Person
from staffopt.domain.problem import Problem
from staffopt.domain.roster import Roster
from staffopt.domain.shapes import Bools, ShiftTable
from staffopt.domain.shifts import Shift
from staffopt.domain.violation import Violation
from staffopt.domain.wall_time import ClockTime
from staffopt.rules._holidays import WithHolidays
from staffopt.rules.dated_work import dated
from staffopt.rules.words import from_to, on_day
from staffopt.rules.yearly_days import YearlyDay, date_in, easter

MIDNIGHT = time(0)
SUNDAY = 6
Month = Annotated[int, Field(ge=1, le=12)]


class ClosedDays(WithHolidays):
    """Nobody works on days, or from a time on, when the law closes the store.

    The store is closed to customers then, whatever its opening hours say, and needs nobody. Days
    are those of the store's clock from midnight to midnight.

    Why: laws ban trade on Sundays and holidays, with trading Sundays of their own.
    Example: `sundays: true, holidays_of: PL, open_last_sundays: [1, 4, 6, 8],
    open_sundays_before_easter: 1, open_sundays_before_christmas_eve: 3, early: {easter-1: "14:00"}`
    is Poland's formula. A trading Sunday that is a holiday is closed; a date of `open` is open.
    """

    name = "closed_days"
    sundays: bool = Field(False, description="Closed on Sundays.")
    days: tuple[YearlyDay, ...] = Field((), description="Closed every year, as 12-24 or easter-1.")
    dates: tuple[date, ...] = Field((), description="Closed on single dates.")
    early: dict[YearlyDay, ClockTime] = Field({}, description="Closed every year from a time on.")
    open_last_sundays: tuple[Month, ...] = Field(
        (), description="Months, 1 to 12, whose last Sunday is open."
    )
    open_sundays_before_easter: int = Field(0, ge=0, description="Open Sundays before Easter.")
    open_sundays_before_christmas_eve: int = Field(
        0, ge=0, description="Open Sundays before 24 December."
    )
    open: tuple[date, ...] = Field((), description="Dates that are open all the same.")

    def closes(self, day: date) -> time | None:
        """From when on the law closes the store on a date, midnight for all day; None if open."""
        if not (self.valid_from or day) <= day <= (self.valid_to or day) or day in self.open:
            return None
        yearly = any(day == date_in(each, day.year) for each in self.days)
        if yearly or day in self.dates or self.is_public_holiday(day):
            return MIDNIGHT
        if self.sundays and day.weekday() == SUNDAY and not self.is_trading_sunday(day):
            return MIDNIGHT
        times = [at for each, at in self.early.items() if day == date_in(each, day.year)]
        return min(times, default=None)

    def is_trading_sunday(self, day: date) -> bool:
        """Whether a Sunday is one of those that the law leaves open, unless it is a holiday."""
        last = (day + timedelta(days=7)).month != day.month and day.month in self.open_last_sundays
        to_easter = (easter(day.year) - day).days
        to_eve = (date(day.year, 12, 24) - day).days
        return (
            last
            or 0 < to_easter <= 7 * self.open_sundays_before_easter
            or 0 < to_eve <= 7 * self.open_sundays_before_christmas_eve
        )

    def allows(self, problem: Problem, person: Person, table: ShiftTable) -> Bools | None:
        horizon = problem.horizon
        start = table.start * horizon.slot_minutes
        banned = np.zeros(len(table), bool)
        for day in (*horizon.dates, horizon.dates[-1] + DAY):
            since = self.closes(day)
            if since is not None:
                closed = horizon.window(day, since, MIDNIGHT)
                first, end = (
                    minutes_between(horizon.start, at) for at in (closed.start, closed.end)
                )
                banned |= (start < end) & (start + table.minutes > first)
        return np.asarray(~(banned & self.chosen(person, table)), bool)

    def check(self, problem: Problem, roster: Roster) -> Iterable[Violation]:
        for person, day, shift in dated(problem, roster, self):
            days = (day, day + timedelta(days=1))
            for closed in (each for each in days if self._meets(problem, shift, each)):
                since = self.closes(closed)
                when = f" from {since:%H:%M} on" if since and since != MIDNIGHT else ""
                text = f"{person.name} works {from_to(problem, shift)}; the law closes the store "
                text += f"on {on_day(closed)}{when}"
                open_till = since is not None and since != MIDNIGHT and closed == day
                mend = f"end at {since:%H:%M} or earlier" if open_till else "no work on the day"
                yield self.breach(text, person.id, shift.start, shift.end, mend=mend)
                break

    def _meets(self, problem: Problem, shift: Shift, day: date) -> bool:
        """Whether a shift reaches into the closed hours of a date."""
        since = self.closes(day)
        if since is None:
            return False
        opens = problem.horizon.at(day + timedelta(days=1), MIDNIGHT)
        return shift.start < opens and shift.end > problem.horizon.at(day, since)
