"""A day off for a day worked."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date, time, timedelta
from functools import cache
from typing import Literal

from pydantic import Field

from staffopt.domain.calendar import Span
from staffopt.domain.people import Person
from staffopt.domain.problem import Problem
from staffopt.domain.rest_shapes import FreeSpans, Rest
from staffopt.domain.roster import Roster
from staffopt.domain.shapes import ShiftTable
from staffopt.domain.shifts import Shift
from staffopt.domain.violation import Violation
from staffopt.domain.wall_time import ClockTime
from staffopt.domain.weekdays import weekday_of
from staffopt.rules.base import Rule
from staffopt.rules.dated_work import in_order
from staffopt.rules.free_time import from_day
from staffopt.rules.rest_demands import Days, mendable
from staffopt.rules.words import on_day

SUNDAY = 6


class CompensatoryRest(Rule):
    """Who works on a Sunday, or on a named date, has another whole day off soon before or after it.

    Why: a rest day that is worked is not lost. Each worked day has a day off of its own, from
    Monday to Saturday and none of the dates; a day is free when no shift touches it. Past shifts
    and those published for later count, what is not known is free. Days that are owed since before
    the plan are due in it when their time runs out; where shifts around the plan leave none
    whatever is planned, that is not the plan's.
    Example: with `within_days_after: 13`, who works on Sunday the 1st and on no day off since is
    off on Saturday the 14th at the latest; with Sunday the 8th worked, too, twice by the 21st.
    """

    name = "compensatory_rest"
    trigger: Literal["sunday", "dates"] = Field(
        "sunday", description="What is worked: Sundays, or the `dates`."
    )
    dates: tuple[date, ...] = Field((), description="Public holidays; no day off is one of them.")
    within_days_before: int = Field(
        0, ge=0, le=366, description="Days before it that may be the day off."
    )
    within_days_after: int = Field(
        ge=0, le=366, description="Days after it that may be the day off."
    )
    day_starts: ClockTime = Field(time(0), description="When days start.")

    def frees(self, problem: Problem, person: Person, table: ShiftTable) -> Sequence[Rest]:
        days = [n for n in self._days(problem) if self.picks(person, _date(problem, n))]
        demands = [
            Rest((tuple(self._parts(problem, days[k:])),), _date(problem, days[k]))
            for k in range(len(days))
        ]
        return [each for each in demands if mendable(problem, person, each)]

    def _days(self, problem: Problem) -> range | list[int]:
        """The days, as numbers, that ask for a day off which may lie in the plan, or are in it."""
        reach = range(-self.within_days_after, problem.horizon.days + self.within_days_before)
        return [number for number in reach if self._asks(_date(problem, number))]

    def _asks(self, day: date) -> bool:
        if self.trigger == "dates":
            return day in self.dates
        return day.weekday() == SUNDAY

    def _parts(self, problem: Problem, days: Sequence[int]) -> Iterator[FreeSpans]:
        """For the first days: as many free ones, among themselves and those around, as they are."""
        for number, day in enumerate(days):
            if number and day - days[number - 1] > self.within_days_before + self.within_days_after:
                return
            hull = range(days[0] - self.within_days_before, day + self.within_days_after + 1)
            spare = [n for n in hull if self._may_be_off(_date(problem, n))]
            groups = [
                (Days(problem.horizon, n, 1, self.day_starts).span,)
                for n in [*days[: number + 1], *spare]
            ]
            yield FreeSpans(tuple(groups), number + 1)

    def _may_be_off(self, day: date) -> bool:
        return day.weekday() != SUNDAY and day not in self.dates

    def check(self, problem: Problem, roster: Roster) -> Iterable[Violation]:
        asking = list(self._dates(problem))
        whole = cache(lambda day: from_day(problem, day, 1, self.day_starts))
        for person in problem.people:
            line = in_order(problem, roster, person)
            around = [shift for shift, planned in line if not planned]
            shifts = [shift for shift, _ in line]
            dates = [day for day in asking if self.picks(person, day)]
            for k, day in enumerate(dates):
                last = self._owed(whole, dates[k:], shifts)
                if last is not None and self._owed(whole, dates[k:], around) is None:
                    text = f"{person.name} works on {on_day(day)}"
                    text += "" if last == day else f" and until {on_day(last)} on others like it"
                    text += " without as many days off for it"
                    if self.within_days_before:
                        text += f" in the {self.within_days_before} days before"
                    text += f" up to {on_day(last + timedelta(days=self.within_days_after))}"
                    yield self.breach(text, person.id, whole(day).start, whole(day).end)

    def _dates(self, problem: Problem) -> Iterator[date]:
        planned = problem.horizon.dates
        day = planned[0] - timedelta(days=self.within_days_after)
        while day < planned[-1] + timedelta(days=self.within_days_before + 1):
            if day in self.dates if self.trigger == "dates" else weekday_of(day) == "sunday":
                yield day
            day += timedelta(days=1)

    def _owed(
        self, whole: Callable[[date], Span], dates: Sequence[date], shifts: Sequence[Shift]
    ) -> date | None:
        """The first date by which more of these dates are worked than days are off for them."""

        def free(day: date) -> bool:
            return not any(whole(day).overlaps(span) for span in spans)

        spans = [shift.span for shift in shifts]
        worked, off = 0, 0
        tried = dates[0] - timedelta(days=self.within_days_before)
        near = timedelta(days=self.within_days_before + self.within_days_after)
        for k, day in enumerate(dates):
            if k and day - dates[k - 1] > near:
                return None
            worked += not free(day)
            while tried <= day + timedelta(days=self.within_days_after):
                off += weekday_of(tried) != "sunday" and tried not in self.dates and free(tried)
                tried += timedelta(days=1)
            if worked > off:
                return day
        return None


def _date(problem: Problem, number: int) -> date:
    return problem.horizon.first + timedelta(days=number)
