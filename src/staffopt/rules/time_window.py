"""Hours of the clock for work, by date, weekday and school."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date, time
from typing import Annotated, Literal

import numpy as np
from pydantic import AfterValidator, ConfigDict, Field

from staffopt.domain.calendar import DAY, Span, minutes_between
from staffopt.domain.people import Person
from staffopt.domain.problem import Problem
from staffopt.domain.roster import Roster
from staffopt.domain.shapes import Bools, ShiftTable
from staffopt.domain.shifts import Shift
from staffopt.domain.violation import Violation
from staffopt.domain.wall_time import ClockTime
from staffopt.domain.weekdays import WEEKDAYS, Weekday, weekday_of
from staffopt.rules.base import Rule
from staffopt.rules.school import School
from staffopt.rules.words import from_to, on_day
from staffopt.rules.yearly_days import date_in

On = Literal["all", "school_day", "free_day", "eve_of_school_day", "eve_of_free_day"]
WHEN = {
    "all": "",
    "school_day": ", a school day",
    "free_day": ", a day without school",
    "eve_of_school_day": ", the eve of a school day",
    "eve_of_free_day": ", the eve of a day without school",
}


def _known(text: str) -> str:
    wanted = "two days of every year as 06-01..labor-day"
    try:
        first, last = text.split("..")
        date_in(first, 2001), date_in(last, 2001)
    except ValueError:
        raise ValueError(wanted) from None
    return text


YearlyRange = Annotated[str, AfterValidator(_known)]
"""`06-01..labor-day`, both ends included; the end of a range may lie in the next year."""


class TimeWindow(Rule):
    """No work, or work only, between two times of the clock on the days that are meant.

    Why: the young are at home at night and in school by day; some days are for rest.
    Example: `from: "07:00", to: "21:00", bans: false, dates: ["06-01..labor-day"], who: {age_below:
    16}` with `from: "07:00", to: "19:00", bans: false, dates: ["labor-day+1..05-31"]` beside it is
    the federal evening of 14 and 15; `weekdays: [sunday]` bans Sundays from midnight to midnight,
    and with them the last hours of a Saturday night; `from: "08:00", to: "15:00", on: school_day`
    keeps school hours free. A ban holds wherever a shift starts; age and consent are those of the
    banned date. An allowed window binds shifts that start on the days that are meant. `to` at or
    before `from` is the next day's.
    """

    model_config = ConfigDict(populate_by_name=True)
    name = "time_window"
    since: ClockTime = Field(
        time(0), alias="from", description="The time at which the window begins."
    )
    until: ClockTime = Field(time(0), alias="to", description="The time at which it ends.")
    bans: bool = Field(True, description="Whether work is banned inside it; else outside it.")
    dates: tuple[YearlyRange, ...] = Field(
        (), description="Dates of every year, as 06-01..labor-day; all if empty."
    )
    weekdays: tuple[Weekday, ...] = Field(WEEKDAYS, description="The weekdays that are meant.")
    on: On = Field("all", description="Which days are meant, by school.")
    school: School = Field(School(), description="The school calendar.")

    def allows(self, problem: Problem, person: Person, table: ShiftTable) -> Bools | None:
        horizon = problem.horizon
        start = table.start * horizon.slot_minutes
        end = start + table.minutes
        wrong = np.zeros(len(table), bool)
        for day in (horizon.first - DAY, *horizon.dates, horizon.dates[-1] + DAY):
            if not (self.picks(person, day) and self._means(person, day)):
                continue
            window = horizon.window(day, self.since, self.until)
            first, last = (minutes_between(horizon.start, at) for at in (window.start, window.end))
            if self.bans:
                wrong |= (start < last) & (end > first)
            else:
                here = table.day == (day - horizon.first).days
                wrong |= here & ((start < first) | (end > last))
        return ~wrong

    def _means(self, person: Person, day: date) -> bool:
        """Whether a date is one of those that are meant."""
        if weekday_of(day) not in self.weekdays:
            return False
        if self.dates and not any(_within(each, day) for each in self.dates):
            return False
        if self.on == "all":
            return True
        school = self.school.is_on_for(person, day + DAY if self.on.startswith("eve") else day)
        return school == self.on.endswith("school_day")

    def check(self, problem: Problem, roster: Roster) -> Iterable[Violation]:
        said = f"{self.since:%H:%M}-{self.until:%H:%M}"
        for person in problem.people:
            for shift in roster.of(person.id):
                for day in self._broken(problem, person, shift):
                    what = f"reaches into {said}" if self.bans else f"leaves {said}"
                    text = (
                        f"{person.name}'s shift {from_to(problem, shift)} {what} of {on_day(day)}"
                    )
                    text += WHEN[self.on]
                    mend = f"work outside {said}" if self.bans else f"work within {said}"
                    yield self.breach(text, person.id, shift.start, shift.end, mend=mend)
                    break

    def _broken(self, problem: Problem, person: Person, shift: Shift) -> Iterator[date]:
        """The dates whose window a shift does not respect."""
        starts = problem.horizon.local(shift.start).date()
        for day in (starts - DAY, starts, starts + DAY) if self.bans else (starts,):
            until = day if self.until > self.since else day + DAY
            window = Span(
                problem.horizon.at(day, self.since), problem.horizon.at(until, self.until)
            )
            inside = window.overlaps(shift.span) if self.bans else not window.contains(shift.span)
            if inside and self.picks(person, day) and self._is_meant(person, day):
                yield day

    def _is_meant(self, person: Person, day: date) -> bool:
        """Whether the window holds on a date."""
        near = day + DAY if "eve" in self.on else day
        wanted = {"all": None}.get(self.on, "school" in self.on)
        fits = wanted is None or self.school.is_on_for(person, near) is wanted
        ranges = [tuple(each.split("..")) for each in self.dates]
        years = (day.year - 1, day.year)
        spans = [
            (date_in(a, y), date_in(b, y), date_in(b, y + 1)) for a, b in ranges for y in years
        ]
        dated = not spans or any(a <= day <= (b if a <= b else c) for a, b, c in spans)
        return fits and dated and weekday_of(day) in self.weekdays


def _within(text: str, day: date) -> bool:
    """Whether a date lies in a yearly range."""
    first, last = (date_in(each, day.year) for each in text.split(".."))
    if first <= last:
        return first <= day <= last
    return day >= first or day <= last
