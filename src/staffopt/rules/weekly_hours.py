"""Hours a week."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import numpy as np
from pydantic import Field

from staffopt.domain.people import Person
from staffopt.domain.problem import Problem
from staffopt.domain.roster import Roster
from staffopt.domain.shapes import Count, ShiftTable
from staffopt.domain.violation import Violation
from staffopt.domain.weekdays import Weekday
from staffopt.rules.base import Rule
from staffopt.rules.dated_work import worked_weeks
from staffopt.rules.week_windows import carried, weeks_of
from staffopt.rules.words import in_hours, on_day


class WeeklyHours(Rule):
    """Nobody is paid more than `most_hours` in a week.

    Why: the law caps the week. A shift counts whole into the week of its local start date; the past
    roster counts where a week began before the plan or goes on after it.
    Example: with `most_hours: 40`, five shifts of 8 paid hours are fine, a sixth of 3 h is not.
    """

    name = "weekly_hours"
    most_hours: float = Field(gt=0, description="Most paid hours in a week.")
    week_starts: Weekday | None = Field(
        None, description="First day of the week; the plan's first weekday if empty."
    )

    def counts(self, problem: Problem, person: Person, table: ShiftTable) -> Sequence[Count]:
        most = round(self.most_hours * 60)
        paid = np.where(self.chosen(person, table), table.paid, 0)
        found = []
        for week in weeks_of(problem.horizon, self.week_starts):
            before, _ = carried(problem, person, self, week)
            amount = np.where(week.rows(table), paid, 0)
            found.append(Count(amount, week.about, min(before, most), most))
        return found

    def check(self, problem: Problem, roster: Roster) -> Iterable[Violation]:
        for week in worked_weeks(problem, roster, self, self.week_starts):
            over = week.minutes - round(self.most_hours * 60)
            if over > 0:
                text = f"{week.person.name} works {in_hours(week.minutes)} in the week of "
                text += f"{on_day(week.first)}; at most {self.most_hours:g} h"
                mend = f"{in_hours(over)} fewer"
                yield self.breach(text, week.person.id, *week.span(problem), mend=mend)
