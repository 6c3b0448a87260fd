"""Days a week."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, timedelta
from typing import Self

import numpy as np
from pydantic import Field, model_validator

from staffopt.domain.people import Person
from staffopt.domain.problem import Problem
from staffopt.domain.roster import Roster
from staffopt.domain.shapes import Count, ShiftTable
from staffopt.domain.violation import Violation
from staffopt.domain.weekdays import Weekday, weekday_of
from staffopt.rules.base import Rule
from staffopt.rules.dated_work import in_order, whole_days, worked_weeks
from staffopt.rules.week_windows import Week, carried, weeks_of
from staffopt.rules.words import many, on_day


class DaysAWeek(Rule):
    """Nobody works on more than `most_days` dates of a week.

    Why: everybody has days off every week. Dates are those on which shifts start; the past roster
    counts where a week began before the plan or goes on after it.
    Example: with `most_days: 5`, a sixth shift in the week is one too many. With `or_days: 6` and
    `fortnight_from` it is fine where the other week of the fortnight has at most four.
    """

    name = "days_a_week"
    most_days: int = Field(ge=0, le=7, description="Most dates with a shift in a week.")
    week_starts: Weekday | None = Field(
        None, description="First day of the week; the plan's first weekday if empty."
    )

    or_days: int | None = Field(
        None, ge=1, le=7, description="Most in one week of a fortnight, with as many fewer beside."
    )
    fortnight_from: date | None = Field(
        None, description="A date on which a fortnight starts; weeks then start on its weekday."
    )

    @model_validator(mode="after")
    def _fortnights_are_counted(self) -> Self:
        if (self.or_days is None) != (self.fortnight_from is None):
            raise ValueError("`or_days` needs `fortnight_from`, and is what it is for")
        if self.or_days is not None and not self.most_days < self.or_days <= 2 * self.most_days:
            raise ValueError("`or_days` is more than `most_days`, and at most twice as many")
        return self

    @property
    def _weekday(self) -> Weekday | None:
        if self.fortnight_from is None:
            return self.week_starts
        return weekday_of(self.fortnight_from)

    def counts(self, problem: Problem, person: Person, table: ShiftTable) -> Sequence[Count]:
        one = self.chosen(person, table).astype(np.int64)
        most = self.most_days if self.or_days is None else self.or_days
        found = []
        for week in weeks_of(problem.horizon, self._weekday):
            _, before = carried(problem, person, self, week)
            amount = np.where(week.rows(table), one, 0)
            found.append(Count(amount, week.about, min(before, most), most, per=1))
        if self.fortnight_from is not None:
            found += self._fortnights(problem, person, table)
        return found

    def _fortnights(self, problem: Problem, person: Person, table: ShiftTable) -> Iterator[Count]:
        """Six and four days are five and five: both weeks have at most twice `most_days`."""
        horizon, one = problem.horizon, self.chosen(person, table).astype(np.int64)
        start = ((self.fortnight_from or horizon.first) - horizon.first).days % 14 - 14
        for first in range(start, horizon.days, 14):
            weeks = [Week(horizon, first), Week(horizon, first + 7)]
            if first + 14 <= 0:
                continue
            before = sum(carried(problem, person, self, week)[1] for week in weeks)
            amount = np.where(weeks[0].rows(table) | weeks[1].rows(table), one, 0)
            most = 2 * self.most_days
            yield Count(amount, weeks[0].about, min(before, most), most, per=1)

    def check(self, problem: Problem, roster: Roster) -> Iterable[Violation]:
        if self.or_days is not None:
            yield from self._long_weeks(problem, roster, self.or_days)
            return
        for week in worked_weeks(problem, roster, self, self.week_starts):
            if week.days > self.most_days:
                text = f"{week.person.name} works {week.days} days in the week of "
                text += f"{on_day(week.first)}; at most {self.most_days}"
                mend = f"{many(week.days - self.most_days, 'day')} fewer"
                yield self.breach(text, week.person.id, *week.span(problem), mend=mend)

    def _long_weeks(self, problem: Problem, roster: Roster, or_days: int) -> Iterator[Violation]:
        """Weeks beyond the longer limit, and fortnights whose long week has no short one beside."""
        start = self.fortnight_from or problem.horizon.first
        for person in problem.people:
            days: dict[date, bool] = {}
            for shift, planned in in_order(problem, roster, person):
                day = problem.horizon.local(shift.start).date()
                if self.picks(person, day):
                    days[day] = days.get(day, False) or planned
            weeks = Counter((day - start).days // 7 for day in days)
            planned_weeks = {(day - start).days // 7 for day, planned in days.items() if planned}
            for week in sorted({*planned_weeks, *(week // 2 * 2 for week in planned_weeks)}):
                first = start + timedelta(weeks=week)
                text = f"{person.name} works {weeks[week]} days in the week of {on_day(first)}"
                if week in planned_weeks and weeks[week] > or_days:
                    text += f"; at most {or_days}"
                    span = whole_days(problem, first, first + timedelta(days=6))
                    yield self.breach(text, person.id, *span)
                if week % 2 == 0 and weeks[week] + weeks[week + 1] > 2 * self.most_days:
                    text += f" and {weeks[week + 1]} in the next; at most {self.most_days} each, or"
                    text += f" {or_days} beside {2 * self.most_days - or_days}"
                    span = whole_days(problem, first, first + timedelta(days=13))
                    yield self.breach(text, person.id, *span)
