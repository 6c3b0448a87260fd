"""Days in a row."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, timedelta

from pydantic import Field

from staffopt.domain.calendar import DAY
from staffopt.domain.people import Person
from staffopt.domain.problem import Problem
from staffopt.domain.roster import Roster
from staffopt.domain.shapes import Run
from staffopt.domain.violation import Violation
from staffopt.rules.base import Rule
from staffopt.rules.dated_work import in_order, whole_days
from staffopt.rules.words import on_day


class DaysInARow(Rule):
    """Nobody works more than `most_days` dates in a row.

    Why: a free day comes in time. Shifts before and after the planned days lengthen a row.
    Example: with `most_days: 6`, somebody who worked the four days before the plan may work its
    first two days, and not the third without a day off.
    """

    name = "days_in_a_row"
    most_days: int = Field(ge=1, description="Most dates in a row with a shift.")

    def runs(self, problem: Problem, person: Person) -> Sequence[Run]:
        horizon = problem.horizon
        if not self.picks(person, horizon.first):
            return ()
        worked = {horizon.day_of(shift.start) for shift in problem.around(person.id)}
        before = after = 0
        while -1 - before in worked:
            before += 1
        while horizon.days + after in worked:
            after += 1
        return [Run(self.most_days, before, after)]

    def check(self, problem: Problem, roster: Roster) -> Iterable[Violation]:
        for person in problem.people:
            if not self.picks(person, problem.horizon.first):
                continue
            planned: dict[date, bool] = {}
            for shift, new in in_order(problem, roster, person):
                day = problem.horizon.date_of(shift.start)
                planned[day] = planned.get(day, False) or new
            for day in sorted(planned):
                if day - DAY in planned:
                    continue
                row = [day]
                while row[-1] + timedelta(days=1) in planned:
                    row.append(row[-1] + timedelta(days=1))
                if len(row) > self.most_days and any(planned[each] for each in row):
                    text = f"{person.name} works {len(row)} days in a row, {on_day(row[0])} to "
                    text += f"{on_day(row[-1])}; at most {self.most_days}"
                    ours = next(each for each in row if planned[each])
                    reached = max(row[self.most_days], ours)
                    mend = f"a day off on {on_day(reached)} or before"
                    where = whole_days(problem, row[0], row[-1])
                    yield self.breach(text, person.id, *where, mend=mend)
