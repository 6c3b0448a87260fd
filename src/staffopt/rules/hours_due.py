"""Hours due in a reference period."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, time, timedelta
from typing import Self

import numpy as np
from pydantic import Field, model_validator

from staffopt.domain.calendar import Horizon
from staffopt.domain.people import Person
from staffopt.domain.problem import Problem
from staffopt.domain.roster import Roster
from staffopt.domain.shapes import Bools, Count, ShiftTable
from staffopt.domain.violation import Violation
from staffopt.rules._holidays import WithHolidays
from staffopt.rules.dated_work import whole_days
from staffopt.rules.hour_amounts import HourSums, Window, windows
from staffopt.rules.hours_limit import HoursLimit
from staffopt.rules.hours_worked import Worked
from staffopt.rules.public_holidays import public_holidays
from staffopt.rules.words import in_hours, on_day

DAY = timedelta(days=1)
MONDAY_TO_FRIDAY = 5
SATURDAY, SUNDAY = 5, 6


class HoursDue(WithHolidays):
    """Everybody gets the hours that are due in a reference period, evenly over its working days.

    Why: some laws say how many hours a period has: whole weeks, single days, less its holidays; and
    what was promised must be offered.
    Example: `reference_from: 2026-01-01, reference_months: 12, holidays_of: PL`: 52 weeks of 40 h
    and one Thursday of 8 h less ten holidays that are no Sundays are 2008 h. Somebody with a target
    of 20 h a week is due half. Whole days of leave from Monday to Friday, of the past too as far as
    `time_off.csv` has them, are worked off, and so is what lies before a person's work is known: by
    the history's balance of the period, else by its weeks, else by the first past shift, else by
    the plan. A plan owes a part of what the period has left: that of its working days, those from
    Monday to Friday without holidays and leave, in whole slots; where no working day comes after
    it, all that is left. Each hour less costs `short_price`.
    """

    name = "hours_due"
    reference_from: date = Field(
        description="First date of one period; from the 29th on, shorter months' last."
    )
    reference_weeks: int | None = Field(None, ge=1, le=53, description="Its length in weeks.")
    reference_months: int | None = Field(None, ge=1, le=12, description="Its length in months.")
    week_hours: float = Field(40, gt=0, description="Hours of a full week.")
    day_hours: float = Field(8, gt=0, description="Hours of a single day, and of a holiday.")
    holidays: tuple[date, ...] = Field(
        (), description="Public holidays beside those of `holidays_of`; Sundays take nothing off."
    )
    short_price: float = Field(
        30, ge=0, description="What each hour short of a plan's part costs, in the currency."
    )

    @model_validator(mode="after")
    def _has_a_period(self) -> Self:
        self._period()
        return self

    def _period(self) -> HoursLimit:
        """The windows of the periods."""
        return HoursLimit(
            per="reference",
            most_hours=0,
            reference_from=self.reference_from,
            reference_weeks=self.reference_weeks,
            reference_months=self.reference_months,
        )

    def reaches_back(self, day: date) -> Iterable[date]:
        return self._period().reaches_back(day)

    def counts(self, problem: Problem, person: Person, table: ShiftTable) -> Sequence[Count]:
        horizon = problem.horizon
        if not self.picks(person, horizon.first):
            return ()
        sums = HourSums(self._period(), problem, person, table)
        found = []
        for window in windows(self._period(), horizon):
            inner = Window(horizon, max(window.first, 0), min(window.end, horizon.days))
            least = self._part(sums, window, inner)
            price = round(self.short_price * 100)
            amount = sums.amounts(window)
            found.append(Count(amount, inner.about, least=least, least_price=price))
        return found

    def _part(self, sums: HourSums, window: Window, inner: Window) -> int:
        """Minutes that the plan owes of a period."""
        weekday = (np.arange(window.days) + window.about.weekday()) % 7
        known = _known_from(sums, window)
        holiday = np.array([(day - window.about).days for day in self._off(window)], np.int64)
        holiday = np.unique(holiday[(holiday >= known) & (holiday < window.days)])
        working = weekday < MONDAY_TO_FRIDAY
        single = int(working[window.days - window.days % 7 :].sum())
        single -= int((weekday[holiday] != SUNDAY).sum())
        working[holiday] = False
        away = working & (_away(sums, window) | (np.arange(window.days) < known))
        minutes = self.week_hours * 60 * (window.days // 7)
        minutes += self.day_hours * 60 * (single - int(away.sum()))
        due = round(max(minutes, 0) * sums.person.hours_target / self.week_hours)
        left = max(due - sums.told(window), 0)
        ahead = [day + 1 for day, _, _ in sums.around if day < window.end]
        to_come = working & ~away
        to_come[: inner.first - window.first] = False
        to_come[inner.end - window.first : max([inner.end, *ahead]) - window.first] = False
        ours = int(to_come[inner.first - window.first : inner.end - window.first].sum())
        days = int(to_come.sum())
        part = left * ours // max(days, 1)
        return part if ours == days else part - part % sums.horizon.slot_minutes

    def _off(self, window: Window) -> set[date]:
        """The holidays of the years that a window touches."""
        years = range(window.about.year, (window.about + window.days * DAY).year + 1)
        country = self.holidays_of
        named = (public_holidays(country, self.region, y) for y in years if country)
        return {*self.holidays, *(day for each in named for day in each)}

    def check(self, problem: Problem, roster: Roster) -> Iterable[Violation]:
        dates = problem.horizon.dates
        for person in problem.people:
            if not self.picks(person, dates[0]):
                continue
            worked = Worked(self._period(), problem, roster, person)
            for first, last in sorted({pair for day in dates for pair in worked.around(day)}):
                period = worked.between(first, last)
                inner = [day for day in dates if first <= day <= last]
                done = period.minutes - period.planned - period.untold
                since = self._told_since(problem, worked, first)
                left = max(self._due(problem, person, since, (first, last)) - done, 0)
                known = [problem.horizon.date_of(s.start) for s in problem.around(person.id)]
                after = max([inner[-1], *(day for day in known if day <= last)]) + DAY
                rest = [after + k * DAY for k in range((last - after).days + 1)]
                ours = [day for day in inner if self._works(problem, person, day)]
                others = [day for day in rest if self._works(problem, person, day)]
                least = left * len(ours) // max(len(ours) + len(others), 1)
                least -= least % problem.horizon.slot_minutes if others else 0
                if period.planned < least:
                    price = (least - period.planned) * round(self.short_price * 100) / 60
                    text = f"{person.name} is paid {in_hours(period.planned)} from "
                    text += f"{on_day(inner[0])} to {on_day(inner[-1])}; {in_hours(least)} are due "
                    text += f"of {in_hours(left)} to {on_day(last)}"
                    span = whole_days(problem, inner[0], inner[-1])
                    mend = f"{in_hours(least - period.planned)} more"
                    yield self.breach(text, person.id, *span, round(price), mend=mend)

    def notes(self, problem: Problem) -> Iterable[str]:
        first = problem.horizon.first
        held = [each for each in problem.people if each.hours_min and self.picks(each, first)]
        if held and self.short_price:
            yield (
                f"{self.key}: {len(held)} of {len(problem.people)} people have hours_min as well; "
                "where contract_hours prices it, a missing hour costs twice: set hours_min to 0"
            )

    def _due(self, problem: Problem, person: Person, since: date, period: tuple[date, date]) -> int:
        """Minutes of a whole period, by counting its weeks and days, that begin on a date."""
        hours, (first, last) = 0.0, period
        day = first
        while day + 6 * DAY <= last:
            hours += self.week_hours
            day += 7 * DAY
        while day <= last:
            hours += self.day_hours if day.weekday() < SATURDAY else 0
            day += DAY
        day = first
        while day <= last:
            told, off = day >= since, self._is_off(day)
            if told and off:
                hours -= self.day_hours if day.weekday() != SUNDAY else 0
            elif day.weekday() < SATURDAY:
                hours -= 0 if told and self._works(problem, person, day) else self.day_hours
            day += DAY
        return round(max(hours * 60, 0) * person.hours_target / self.week_hours)

    def _told_since(self, problem: Problem, worked: Worked, first: date) -> date:
        """From when on somebody's work is known: by the balance; else by a shift, or the plan."""
        balance = worked.history.since(first) if worked.history else None
        if balance is not None:
            return balance.known_from or first
        told = [problem.horizon.date_of(s.start) for s in problem.around(worked.person.id)]
        return max(min([*told, worked.planned_from]), first)

    def _is_off(self, day: date) -> bool:
        """Whether a date is a holiday."""
        return day in self.holidays or self.is_public_holiday(day)

    def _works(self, problem: Problem, person: Person, day: date) -> bool:
        """Whether a date is a working day of a person."""
        if day.weekday() >= SATURDAY or self._is_off(day):
            return False
        start, end = whole_days(problem, day, day) if person.time_off else (None, None)
        return not any(
            start is not None
            and off.span.start <= start
            and end is not None
            and end <= off.span.end
            for off in person.time_off
        )


def _known_from(sums: HourSums, window: Window) -> int:
    """The day of a window from which on a person's work is known: that of the balance it has."""
    found = sums.history.since(window.about) if sums.history else None
    if found is not None:
        return (found.known_from - window.about).days if found.known_from else 0
    return max(min([0, *(day for day, _, _ in sums.around)]) - window.first, 0)


def _away(sums: HourSums, window: Window) -> Bools:
    """The days of a window that are leave from midnight to midnight."""
    away = np.zeros(window.days, bool)
    horizon: Horizon = sums.horizon
    for off in sums.person.time_off:
        start, end = (horizon.local(at) for at in (off.span.start, off.span.end))
        first = start.date() + (DAY if start.time() > time(0) else 0 * DAY)
        low, high = ((day - window.about).days for day in (first, end.date()))
        away[max(low, 0) : max(high, 0)] = True
    return away
