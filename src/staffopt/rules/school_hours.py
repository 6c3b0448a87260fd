"""Hours of school, in which pupils do not work."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, time, timedelta

import numpy as np
from pydantic import Field

from staffopt.domain.calendar import DAY, minutes_between
from staffopt.domain.people import Person
from staffopt.domain.problem import Problem
from staffopt.domain.roster import Roster
from staffopt.domain.shapes import Bools, ShiftTable
from staffopt.domain.violation import Violation
from staffopt.domain.wall_time import ClockTime
from staffopt.rules.base import Rule
from staffopt.rules.words import from_to, many


class SchoolHours(Rule):
    """Nobody works in the hours of their own school.

    Why: school comes first, and laws count the hours of the district where the young live.
    Example: `who: {age_below: 16}`: where the district's school is from 08:10 to 15:00, a shift on
    a school day ends by 08:10 or starts at 15:00; on one of 240 minutes it may start at 12:10. Age
    counts on the school day. Hours that are not known are not kept, and a plan's notes say so.
    """

    name = "school_hours"
    usual_from: ClockTime | None = Field(
        None, description="When school begins for those whose own hours are not known."
    )
    usual_to: ClockTime | None = Field(None, description="When it ends for them, Monday to Friday.")

    def allows(self, problem: Problem, person: Person, table: ShiftTable) -> Bools | None:
        horizon = problem.horizon
        start = table.start * horizon.slot_minutes
        free = np.ones(len(table), bool)
        for day in (*horizon.dates, horizon.dates[-1] + DAY):
            school = self._hours(person, day)
            if school is not None and self.picks(person, day):
                window = horizon.window(day, *school)
                first, end = (
                    minutes_between(horizon.start, at) for at in (window.start, window.end)
                )
                free &= (start >= end) | (start + table.minutes <= first)
        return free

    def _hours(self, person: Person, day: date) -> tuple[time, time] | None:
        """From when until when a person is in school on a date; None where not, or not known."""
        if person.school is not None and (person.school.hours or not person.school.weekdays):
            return person.school.hours_on(day)
        given = person.school.minutes_on(day) > 0 if person.school else day.weekday() < 5
        if self.usual_from is None or self.usual_to is None or not given:
            return None
        return self.usual_from, self.usual_to

    def check(self, problem: Problem, roster: Roster) -> Iterable[Violation]:
        for person in problem.people:
            for shift in roster.of(person.id):
                first = problem.horizon.local(shift.start).date()
                for day in (first, first + timedelta(days=1)):
                    school = self._hours(person, day)
                    if school is None or not self.picks(person, day):
                        continue
                    begins, ends = (problem.horizon.at(day, wall) for wall in school)
                    if shift.start < ends and shift.end > begins:
                        text = f"{person.name}'s shift {from_to(problem, shift)} reaches into "
                        text += f"school, {school[0]:%H:%M}-{school[1]:%H:%M}"
                        yield self.breach(text, person.id, shift.start, shift.end)
                        break

    def notes(self, problem: Problem) -> Iterable[str]:
        unknown = sum(self._is_unknown(problem, person) for person in problem.people)
        if unknown and self.usual_from is None:
            people = many(unknown, "person") if unknown == 1 else f"{unknown} people"
            yield f"{self.key}: the school hours of {people} are not known and not kept"

    def _is_unknown(self, problem: Problem, person: Person) -> bool:
        """Whether somebody is meant whose school hours nobody has said."""
        meant = any(self.picks(person, day) for day in problem.horizon.dates)
        if person.school is None:
            return meant
        return meant and bool(person.school.weekdays) and person.school.hours is None
