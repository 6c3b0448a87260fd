"""Days a week."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import numpy as np
from pydantic import Field

from staffopt.domain.people import Person
from staffopt.domain.problem import Problem
from staffopt.domain.roster import Roster
from staffopt.domain.shapes import Count, ShiftTable
from staffopt.domain.violation import Violation
from staffopt.rules.base import Rule
from staffopt.rules.dated_work import worked_weeks
from staffopt.rules.week_windows import Weekday, carried, weeks_of
from staffopt.rules.words import on_day


class DaysAWeek(Rule):
    """Nobody works on more than `most_days` dates of a week.

    Why: everybody has days off every week. Dates are those on which shifts start; the past roster
    counts where a week began before the plan or goes on after it.
    Example: with `most_days: 5`, a sixth shift in the week is one too many.
    """

    name = "days_a_week"
    most_days: int = Field(ge=0, le=7, description="Most dates with a shift in a week.")
    week_starts: Weekday | None = Field(
        None, description="First day of the week; the plan's first weekday if empty."
    )

    def counts(self, problem: Problem, person: Person, table: ShiftTable) -> Sequence[Count]:
        one = self.chosen(person, table).astype(np.int64)
        found = []
        for week in weeks_of(problem.horizon, self.week_starts):
            _, before = carried(problem, person, self, week)
            amount = np.where(week.rows(table), one, 0)
            past = min(before, self.most_days)
            found.append(Count(amount, week.about, past, self.most_days, per=1))
        return found

    def check(self, problem: Problem, roster: Roster) -> Iterable[Violation]:
        for week in worked_weeks(problem, roster, self, self.week_starts):
            if week.days > self.most_days:
                text = f"{week.person.name} works {week.days} days in the week of "
                text += f"{on_day(week.first)}; at most {self.most_days}"
                yield self.breach(text, week.person.id, *week.span(problem))
