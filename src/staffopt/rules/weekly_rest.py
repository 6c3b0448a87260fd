"""Rest in the week."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, time, timedelta
from typing import Literal, Self

from pydantic import Field, model_validator

from staffopt.domain.calendar import Span
from staffopt.domain.people import Person
from staffopt.domain.problem import Problem
from staffopt.domain.rest_shapes import Asked, Rest, Stretches
from staffopt.domain.roster import Roster
from staffopt.domain.shapes import ShiftTable
from staffopt.domain.shifts import Shift
from staffopt.domain.violation import Violation
from staffopt.domain.wall_time import ClockTime
from staffopt.domain.weekdays import Weekday, weekday_of
from staffopt.rules.base import Rule
from staffopt.rules.dated_work import in_order
from staffopt.rules.free_time import free_spans, from_day, meant, week_of
from staffopt.rules.light_weeks import LightWeeks
from staffopt.rules.rest_demands import Days, every, mendable, week_back
from staffopt.rules.words import in_hours, on_day


class WeeklyRest(Rule):
    """Every window of days holds `hours` of free time in one piece.

    Why: a week needs a real break, not only nights. Hours are elapsed, so clock changes count; past
    shifts and those published for later count, what is not known is free. A window in which shifts
    around the plan leave no such rest whatever is planned is not the plan's. A birthday inside the
    window does not end the rest that was due before it.
    Example: with `hours: 35`, work until Saturday 14:00 and from Monday 01:00 leaves 34 hours, or
    35 when no clock goes forward. With `or_hours: 72, or_piece_hours: 32` a week without its rest
    is fine if the 14 days that end with it hold 72 free hours in pieces of 32 or more.
    The compiled search measures the windows of every changed day exactly, as CP-SAT does; the
    kernel of weeks leaves a store with this rule to them.
    """

    name = "weekly_rest"
    hours: float = Field(gt=0, description="Least free hours in one piece.")
    window: Literal["calendar_week", "rolling", "fixed"] = Field(
        "calendar_week",
        description="Weeks from `week_starts`; any `days` in a row; or `days` from `counted_from`.",
    )
    days: Literal[7, 14] = Field(7, description="Days of a rolling or fixed window.")
    week_starts: Weekday | None = Field(
        None, description="First day of the week; the plan's first weekday if empty."
    )
    counted_from: date | None = Field(
        None, description="A date on which a fixed window starts; the plan's first if empty."
    )
    day_starts: ClockTime = Field(time(0), description="When days, and with them windows, start.")
    includes_daily_rest: bool = Field(
        True, description="Whether the daily rest lies inside the hours or is due besides."
    )
    daily_rest_hours: float = Field(
        11, ge=0, description="The daily rest due besides, next to the hours."
    )
    must_include: tuple[Weekday, ...] = Field(
        (), description="The rest holds one whole day of these weekdays; any time if empty."
    )
    or_hours: float | None = Field(
        None, gt=0, description="Free hours in the days that end with the window, in its place."
    )
    or_days: Literal[7, 14] = Field(14, description="How many days those are.")
    or_piece_hours: float | None = Field(
        None, gt=0, description="Least hours of a piece of `or_hours`; one piece if empty."
    )
    exempt_week_hours: float | None = Field(
        None, ge=0, description="Nothing is due where each of its weeks has so few hours paid."
    )
    exempt_day_hours: float | None = Field(
        None, ge=0, description="And no day of these weeks has more."
    )

    @model_validator(mode="after")
    def _window_fits(self) -> Self:
        if self.window == "calendar_week" and self.days != 7:
            raise ValueError("a calendar week has 7 days; take `window: fixed` for 14")
        weeks = self.window == "calendar_week" or self.exempt_week_hours is not None
        if self.week_starts is not None and not weeks:
            raise ValueError("week_starts only with `window: calendar_week` or exempt_week_hours")
        if self.counted_from is not None and self.window != "fixed":
            raise ValueError("counted_from only with `window: fixed`")
        return self

    @property
    def _minutes(self) -> int:
        daily = 0 if self.includes_daily_rest else self.daily_rest_hours
        return round((self.hours + daily) * 60)

    @property
    def _piece(self) -> int:
        """Least minutes of a piece of the longer rest."""
        return round((self.or_piece_hours or self.or_hours or 0) * 60)

    def frees(self, problem: Problem, person: Person, table: ShiftTable) -> Sequence[Rest]:
        light = LightWeeks(problem, person, table, self.exempt_week_hours, self.exempt_day_hours)
        demands = [
            Rest(tuple(self._ways(window, light)), window.about)
            for window in self._windows(problem)
            if window.picked(self, person)
        ]
        return [each for each in demands if mendable(problem, person, each)]

    def _windows(self, problem: Problem) -> Iterator[Days]:
        horizon = problem.horizon
        if self.window == "calendar_week":
            return every(horizon, week_back(horizon, self.week_starts), 7, 7, self.day_starts)
        if self.window == "rolling":
            return every(horizon, 0, 1, self.days, self.day_starts)
        first = 0 if self.counted_from is None else (self.counted_from - horizon.first).days
        return every(horizon, first, self.days, self.days, self.day_starts)

    def _ways(self, window: Days, light: LightWeeks) -> Iterator[tuple[Asked, ...]]:
        yield (self._stretch(window, self._minutes, self._minutes),)
        if self.or_hours is not None:
            total = round(self.or_hours * 60)
            yield (self._stretch(window.ending(self.or_days), self._piece, total),)
        if self.exempt_week_hours is not None:
            yield light.of(window, self.week_starts)

    def _stretch(self, window: Days, least: int, total: int) -> Stretches:
        return Stretches(*window.span, least, total, tuple(window.whole(self.must_include)))

    def check(self, problem: Problem, roster: Roster) -> Iterable[Violation]:
        firsts = list(self._firsts(problem))
        for person in problem.people:
            line = in_order(problem, roster, person)
            around = [shift for shift, planned in line if not planned]
            shifts = [shift for shift, _ in line]
            for first in firsts:
                if not meant(problem, self, person, first, self.days):
                    continue
                if self._kept(problem, shifts, first) or not self._kept(problem, around, first):
                    continue
                window = from_day(problem, first, self.days, self.day_starts)
                yield self.breach(
                    self._words(person, problem, shifts, first), person.id, window.start, window.end
                )

    def _firsts(self, problem: Problem) -> Iterator[date]:
        """The first dates of the windows with a planned date."""
        dates = problem.horizon.dates
        first, step = dates[0] - timedelta(days=self.days - 1), 1
        if self.window == "calendar_week":
            named = self.week_starts or weekday_of(dates[0])
            step = 7
            while weekday_of(first) != named:
                first += timedelta(days=1)
        elif self.window == "fixed":
            step = self.days
            while ((self.counted_from or dates[0]) - first).days % step:
                first += timedelta(days=1)
        while first <= dates[-1]:
            yield first
            first += timedelta(days=step)

    def _kept(self, problem: Problem, shifts: Sequence[Shift], first: date) -> bool:
        week = self._free(problem, shifts, first, self.days)
        if any(span.minutes >= self._minutes for span in week):
            return True
        if self.or_hours is not None:
            start = first + timedelta(days=self.days - self.or_days)
            spans = self._free(problem, shifts, start, self.or_days)
            long = [span.minutes for span in spans if span.minutes >= self._piece]
            if sum(long) >= round(self.or_hours * 60):
                return True
        return self.exempt_week_hours is not None and self._little_work(problem, shifts, first)

    def _free(
        self, problem: Problem, shifts: Sequence[Shift], first: date, days: int
    ) -> list[Span]:
        """The free stretches that hold a day which they must include."""
        spans = free_spans(shifts, from_day(problem, first, days, self.day_starts))
        if not self.must_include:
            return spans
        dates = [first + timedelta(days=n) for n in range(days)]
        whole = [
            from_day(problem, day, 1, self.day_starts)
            for day in dates
            if weekday_of(day) in self.must_include
        ]
        return [span for span in spans if any(span.contains(day) for day in whole)]

    def _little_work(self, problem: Problem, shifts: Sequence[Shift], first: date) -> bool:
        """Whether the weeks of a window are below the hours from which rest is due."""
        start = self.week_starts or weekday_of(problem.horizon.first)
        weeks = {week_of(first + timedelta(days=n), start) for n in range(self.days)}
        by_week: Counter[date] = Counter()
        by_day: Counter[date] = Counter()
        for shift in shifts:
            day = problem.horizon.local(shift.start).date()
            by_day[day] += shift.paid_minutes
            by_week[week_of(day, start)] += shift.paid_minutes
        most = round((self.exempt_week_hours or 0) * 60)
        day_hours = self.exempt_day_hours
        day_most = float("inf") if day_hours is None else round(day_hours * 60)
        return all(by_week[week] <= most for week in weeks) and all(
            minutes <= day_most for day, minutes in by_day.items() if week_of(day, start) in weeks
        )

    def _words(self, person: Person, problem: Problem, shifts: Sequence[Shift], first: date) -> str:
        window = from_day(problem, first, self.days, self.day_starts)
        longest = max((span.minutes for span in free_spans(shifts, window)), default=0)
        text = f"{person.name} is free for {in_hours(longest)} in one piece in the "
        text += f"{self.days} days from {on_day(first)}; at least {in_hours(self._minutes)}"
        if self.must_include:
            text += f" with a whole {' or '.join(day.capitalize() for day in self.must_include)}"
        if self.or_hours is not None:
            text += f", or {self.or_hours:g} h in the {self.or_days} days that end with them"
        return text
