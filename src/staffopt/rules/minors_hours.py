"""Hours of young people around school."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, timedelta

import numpy as np
from pydantic import Field

from staffopt.domain.people import Person
from staffopt.domain.problem import Problem
from staffopt.domain.roster import Roster
from staffopt.domain.shapes import Bools, Count, ShiftTable
from staffopt.domain.violation import Violation
from staffopt.domain.weekdays import Weekday
from staffopt.rules.base import Rule
from staffopt.rules.dated_work import dated, worked_weeks
from staffopt.rules.school import School
from staffopt.rules.week_windows import carried, weeks_of
from staffopt.rules.words import in_hours, on_day


class MinorsHours(Rule):
    """Young people's paid hours stay below a limit a day and a week, lower while there is school.

    Why: school comes first; the law sets the hours by age.
    Example: `who: {age_below: 16}, school_day_hours: 3, free_day_hours: 8, school_week_hours: 18,
    free_week_hours: 40`. Age counts on the date of the shift: from the birthday on the hours no
    longer count. A week with any school day is a school week. An empty limit limits nothing.
    """

    name = "minors_hours"
    school: School = Field(School(), description="The school calendar.")
    school_day_hours: float | None = Field(None, ge=0, description="Most hours on a school day.")
    free_day_hours: float | None = Field(None, ge=0, description="Most hours on another day.")
    school_week_hours: float | None = Field(None, ge=0, description="Most hours in a school week.")
    free_week_hours: float | None = Field(None, ge=0, description="Most hours in another week.")
    week_starts: Weekday | None = Field(
        None, description="First day of the week; the plan's first weekday if empty."
    )

    def allows(self, problem: Problem, person: Person, table: ShiftTable) -> Bools | None:
        limits = [
            self.school_day_hours if self.school.is_on_for(person, day) else self.free_day_hours
            for day in problem.horizon.dates
        ]
        most = np.array([24 * 60 if each is None else round(each * 60) for each in limits])
        return np.asarray((table.paid <= most[table.day]) | ~self.chosen(person, table), bool)

    def counts(self, problem: Problem, person: Person, table: ShiftTable) -> Sequence[Count]:
        paid = np.where(self.chosen(person, table), table.paid, 0)
        if not paid.any():
            return ()
        found = []
        for week in weeks_of(problem.horizon, self.week_starts):
            school = any(
                self.school.is_on_for(person, week.about + timedelta(days=k)) for k in range(7)
            )
            hours = self.school_week_hours if school else self.free_week_hours
            if hours is not None:
                before, _ = carried(problem, person, self, week)
                most = round(hours * 60)
                amount = np.where(week.rows(table), paid, 0)
                found.append(Count(amount, week.about, min(before, most), most))
        return found

    def check(self, problem: Problem, roster: Roster) -> Iterable[Violation]:
        totals: dict[tuple[str, date], int] = {}
        for person, day, shift in dated(problem, roster, self):
            totals[person.id, day] = totals.get((person.id, day), 0) + shift.paid_minutes
            limit = (
                self.school_day_hours if self.school.is_on_for(person, day) else self.free_day_hours
            )
            if limit is not None and totals[person.id, day] > round(limit * 60):
                kind = (
                    "a school day" if self.school.is_on_for(person, day) else "a day without school"
                )
                text = f"{person.name} is paid {in_hours(totals[person.id, day])} on "
                text += f"{on_day(day)}; at most {limit:g} h on {kind}"
                over = totals[person.id, day] - round(limit * 60)
                mend = f"{in_hours(over)} fewer on the day"
                yield self.breach(text, person.id, shift.start, shift.end, mend=mend)
        for week in worked_weeks(problem, roster, self, self.week_starts):
            days = [week.first + timedelta(days=k) for k in range(7)]
            school = [day for day in days if self.school.is_on_for(week.person, day)]
            limit = self.school_week_hours if school else self.free_week_hours
            if limit is not None and week.minutes > round(limit * 60):
                kind = "a school week" if school else "a week without school"
                text = f"{week.person.name} is paid {in_hours(week.minutes)} in the week of "
                text += f"{on_day(week.first)}; at most {limit:g} h in {kind}"
                mend = f"{in_hours(week.minutes - round(limit * 60))} fewer in the week"
                yield self.breach(text, week.person.id, *week.span(problem), mend=mend)
