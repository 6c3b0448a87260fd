"""Hours of the clock in which somebody may not work."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime, time

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
from staffopt.rules.dated_work import dated
from staffopt.rules.school import School
from staffopt.rules.words import from_to


class Curfew(Rule):
    """A shift starts no earlier and ends no later than given times of the store's clock.

    Why: young people are at home at night, by law.
    Example: `who: {age_below: 18}, earliest: "06:00", latest: "22:00", latest_before_free: "00:30"`
    allows a Friday shift until 00:30 on Saturday, and until 22:00 on a Sunday. Times are those of
    the date on which the shift starts; `latest` at or before `earliest` is the next day's. Age
    counts on that date, too.
    """

    name = "curfew"
    earliest: ClockTime = Field(time(0), description="No shift starts before.")
    latest: ClockTime = Field(time(0), description="No shift ends after; 00:00 is midnight.")
    latest_before_free: ClockTime | None = Field(
        None, description="The same on the eve of a day without school; as `latest` if empty."
    )
    school: School = Field(School(), description="The school calendar.")

    def allows(self, problem: Problem, person: Person, table: ShiftTable) -> Bools | None:
        horizon = problem.horizon
        opens, closes = [], []
        for day in horizon.dates:
            eve = self.latest_before_free is not None and not self.school.is_on_for(
                person, day + DAY
            )
            until = self.latest_before_free if eve and self.latest_before_free else self.latest
            window = horizon.window(day, self.earliest, until)
            opens.append(minutes_between(horizon.start, window.start))
            closes.append(minutes_between(horizon.start, window.end))
        start = table.start * horizon.slot_minutes
        early = start < np.array(opens)[table.day]
        late = start + table.minutes > np.array(closes)[table.day]
        return ~((early | late) & self.chosen(person, table))

    def check(self, problem: Problem, roster: Roster) -> Iterable[Violation]:
        for person, day, shift in dated(problem, roster, self):
            local = problem.horizon.local(shift.start)
            if local.time() < self.earliest:
                what = f"starts before {self.earliest:%H:%M}"
                mend = f"start at {self.earliest:%H:%M} or later"
            elif shift.end > self._home_by(problem, person, day):
                home = problem.horizon.local(self._home_by(problem, person, day))
                what = f"ends after {home:%H:%M}"
                mend = f"end at {home:%H:%M} or earlier"
            else:
                continue
            text = f"{person.name}'s shift {from_to(problem, shift)} {what}"
            yield self.breach(text, person.id, shift.start, shift.end, mend=mend)

    def _home_by(self, problem: Problem, person: Person, day: date) -> datetime:
        """The last moment of work for a shift that starts on a date."""
        wall = self.latest
        if self.latest_before_free is not None and not self.school.is_on_for(person, day + DAY):
            wall = self.latest_before_free
        return problem.horizon.at(day if wall > self.earliest else day + DAY, wall)
