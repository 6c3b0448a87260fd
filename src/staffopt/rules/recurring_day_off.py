"""Days of the week off, again and again."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, time, timedelta
from typing import Self

from pydantic import Field, model_validator

from staffopt.domain.calendar import Span, minutes_between
from staffopt.domain.people import Person
from staffopt.domain.problem import Problem
from staffopt.domain.rest_shapes import FreeSpans, Rest
from staffopt.domain.roster import Roster
from staffopt.domain.shapes import ShiftTable
from staffopt.domain.shifts import Shift
from staffopt.domain.violation import Violation
from staffopt.domain.wall_time import ClockTime
from staffopt.domain.weekdays import Weekday, weekday_of
from staffopt.rules.base import Rule
from staffopt.rules.dated_work import in_order
from staffopt.rules.free_time import from_day, meant, week_of
from staffopt.rules.rest_demands import Days, mendable, week_back
from staffopt.rules.words import many, on_day

Runs = tuple[tuple[int, int], ...]


class RecurringDayOff(Rule):
    """In every so many weeks, or in every year, `least` weeks leave the named days free.

    Why: Sundays and weekends are when family and friends are free. A day is free when no shift
    touches it, the night before included. Past shifts and those published for later count; what is
    not known is free, so that a year's number binds only when no other day is left. Where shifts
    around the plan leave too few whatever is planned, that is not the plan's.
    Example: with `days: [sunday], least: 1, per_weeks: 4`, somebody who worked the last three
    Sundays is off on this one. With `days: [saturday, sunday], consecutive_days: 3` a weekend
    counts with the Friday before it or the Monday after it.
    """

    name = "recurring_day_off"
    days: tuple[Weekday, ...] = Field(
        ("sunday",), min_length=1, description="The weekdays that are free, all in one week."
    )
    least: int = Field(1, ge=1, description="How many weeks leave them free.")
    per_weeks: int | None = Field(
        None, ge=1, le=520, description="Of every so many weeks in a row."
    )
    per_year: bool = Field(False, description="Of every calendar year, in place of `per_weeks`.")
    consecutive_days: int = Field(
        1, ge=1, le=14, description="Least free days in a row around them."
    )
    week_starts: Weekday = Field("monday", description="First day of a week.")
    day_starts: ClockTime = Field(time(0), description="When days start.")

    @model_validator(mode="after")
    def _one_period(self) -> Self:
        if self.per_year == (self.per_weeks is not None):
            raise ValueError("say `per_weeks`, or `per_year: true`, and not both")
        if self.per_weeks is not None and self.least > self.per_weeks:
            raise ValueError(f"`least` at most the {self.per_weeks} weeks")
        return self

    def frees(self, problem: Problem, person: Person, table: ShiftTable) -> Sequence[Rest]:
        periods = [each for each in self._periods(problem) if each[0].picked(self, person)]
        runs = {week: tuple(self._runs(problem, week)) for _, weeks in periods for week in weeks}
        busy = self._busy(problem, person, runs)
        demands = [
            Rest(((FreeSpans(tuple(runs[week] for week in weeks), self.least),),), days.about)
            for days, weeks in periods
            if len(weeks) - len(busy & set(weeks)) < self.least
        ]
        return [each for each in demands if mendable(problem, person, each)]

    def _busy(self, problem: Problem, person: Person, runs: Mapping[int, Runs]) -> set[int]:
        """The weeks that a shift around the plan, or one of it, may touch."""
        start, day = problem.horizon.start, 24 * 60
        spans = [(0, minutes_between(start, problem.horizon.end) + day)]
        spans += [
            (minutes_between(start, shift.start), minutes_between(start, shift.end))
            for shift in problem.around(person.id)
        ]
        return {
            week
            for week, found in runs.items()
            if any(since < b and a < until for since, until in spans for a, b in found)
        }

    def _periods(self, problem: Problem) -> Iterator[tuple[Days, list[int]]]:
        """Each period with the first days of its weeks."""
        horizon = problem.horizon
        back = week_back(horizon, self.week_starts)
        if self.per_weeks is not None:
            for first in range(back - 7 * (self.per_weeks - 1), horizon.days, 7):
                days = Days(horizon, first, 7 * self.per_weeks)
                yield days, list(range(first, first + days.length, 7))
            return
        for year in sorted({day.year for day in horizon.dates}):
            first, end = ((date(n, 1, 1) - horizon.first).days for n in (year, year + 1))
            days = Days(horizon, first, end - first)
            earliest = back - 7 * ((back - first) // 7 + 1)
            weeks = range(earliest, end, 7)
            yield days, [week for week in weeks if first <= self._named(problem, week)[0] < end]

    def _named(self, problem: Problem, week: int) -> list[int]:
        """The named days of the week from a day on."""
        dates = Days(problem.horizon, week, 7)
        days = range(week, week + 7)
        return [day for day in days if weekday_of(dates.date_of(day)) in self.days]

    def _runs(self, problem: Problem, week: int) -> Iterator[tuple[int, int]]:
        """The runs of days around the named ones, of which one is to be free."""
        named = self._named(problem, week)
        length = max(self.consecutive_days, named[-1] - named[0] + 1)
        for first in range(named[-1] - length + 1, named[0] + 1):
            yield Days(problem.horizon, first, length, self.day_starts).span

    def check(self, problem: Problem, roster: Roster) -> Iterable[Violation]:
        periods = list(self._weeks_by_period(problem))
        starts = sorted({week for _, _, weeks in periods for week in weeks})
        runs = {week: self._free_runs(problem, self._dates(week)) for week in starts}
        for person in problem.people:
            line = in_order(problem, roster, person)
            around = [shift for shift, planned in line if not planned]
            shifts = [shift for shift, _ in line]
            open_now, open_before = _open(runs, shifts), _open(runs, around)
            for first, days, weeks in periods:
                if not meant(problem, self, person, first, days):
                    continue
                free = len(open_now & weeks)
                if free < self.least <= len(open_before & weeks):
                    span = from_day(problem, first, days)
                    named = " and ".join(day.capitalize() for day in self.days)
                    text = f"{person.name} is off on {named} in "
                    text += f"{many(free, 'week')} of {len(weeks)} from {on_day(first)}"
                    if self.consecutive_days > len(self.days):
                        text += f", for {self.consecutive_days} days in a row"
                    text += f"; at least {self.least}"
                    yield self.breach(text, person.id, span.start, span.end)

    def _weeks_by_period(self, problem: Problem) -> Iterator[tuple[date, int, set[date]]]:
        """First date and days of each period, and the first dates of its weeks."""
        dates = problem.horizon.dates
        if self.per_weeks is not None:
            first = week_of(dates[0], self.week_starts) - timedelta(weeks=self.per_weeks - 1)
            while first <= dates[-1]:
                starts = {first + timedelta(weeks=n) for n in range(self.per_weeks)}
                yield first, 7 * self.per_weeks, starts
                first += timedelta(weeks=1)
            return
        for year in sorted({day.year for day in dates}):
            first, starts = date(year, 1, 1), set()
            start = week_of(first, self.week_starts)
            while start.year <= year:
                starts |= {start} if self._dates(start)[0].year == year else set()
                start += timedelta(weeks=1)
            yield first, (date(year + 1, 1, 1) - first).days, starts

    def _dates(self, start: date) -> list[date]:
        week = [start + timedelta(days=n) for n in range(7)]
        return [day for day in week if weekday_of(day) in self.days]

    def _free_runs(self, problem: Problem, named: Sequence[date]) -> list[Span]:
        """The runs of days that hold the named ones and are long enough."""
        length = max(self.consecutive_days, (named[-1] - named[0]).days + 1)
        first = named[-1] - timedelta(days=length - 1)
        runs = [first + timedelta(days=n) for n in range((named[0] - first).days + 1)]
        return [from_day(problem, run, length, self.day_starts) for run in runs]


def _open(weeks: Mapping[date, Sequence[Span]], shifts: Sequence[Shift]) -> set[date]:
    """The weeks that have a run of days without a shift."""
    spans = [shift.span for shift in shifts]
    return {
        week
        for week, runs in weeks.items()
        if any(not any(run.overlaps(span) for span in spans) for run in runs)
    }
