"""At most some of a set of dates."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from typing import Literal, Self

from pydantic import Field, model_validator

from staffopt.domain.people import Person
from staffopt.domain.problem import Problem
from staffopt.domain.roster import Roster
from staffopt.domain.shapes import DayGroups
from staffopt.domain.violation import Violation
from staffopt.rules.base import Rule
from staffopt.rules.dated_work import in_order, whole_days
from staffopt.rules.words import many, on_day


class MaxOfDates(Rule):
    """Nobody works on more than `most` of some dates.

    Why: those who work on the busiest days before a holiday are not to work on all of them.
    Example: with `named: polish_december_sundays, most: 2`, somebody who works on 6 and 13 December
    2026 is off on the 20th. Dates are those on which shifts start; past shifts and those published
    for later count. With a `price`, each date too many may be bought.
    """

    name = "max_of_dates"
    dates: tuple[date, ...] = Field((), description="The dates.")
    named: Literal["polish_december_sundays"] | None = Field(
        None, description="Dates by formula: the three Sundays before 24 December of each year."
    )
    most: int = Field(ge=0, description="Most of them with a shift.")
    price: float | None = Field(
        None, ge=0, description="What each one too many costs, in the currency; none if empty."
    )

    @model_validator(mode="after")
    def _some_dates(self) -> Self:
        if bool(self.dates) == (self.named is not None):
            raise ValueError("say `dates`, or a `named` set, and not both")
        return self

    def _sets(self, problem: Problem) -> list[set[date]]:
        """The sets of dates that a plan can touch, one a year where a formula says them."""
        if self.named is None:
            return [set(self.dates)]
        years = sorted({day.year for day in problem.horizon.dates})
        return [_sundays_before(date(year, 12, 24), 3) for year in years]

    def groups(self, problem: Problem, person: Person) -> Sequence[DayGroups]:
        horizon = problem.horizon
        around = {horizon.date_of(shift.start) for shift in problem.around(person.id)}
        found = []
        for dates in self._sets(problem):
            inside = [
                (number,)
                for number, day in enumerate(horizon.dates)
                if day in dates and self.picks(person, day)
            ]
            past = sum(self.picks(person, day) for day in dates & around)
            if inside:
                most = max(self.most - past, 0)
                about = horizon.dates[inside[0][0]]
                found.append(DayGroups(tuple(inside), most, about, self._hundredths))
        return found

    def check(self, problem: Problem, roster: Roster) -> Iterable[Violation]:
        planned_dates = problem.horizon.dates
        for person in problem.people:
            worked: dict[date, bool] = {}
            for shift, planned in in_order(problem, roster, person):
                day = problem.horizon.local(shift.start).date()
                worked[day] = worked.get(day, False) or planned
            for dates in self._sets(problem):
                here = sorted(d for d in dates if d in worked and self.picks(person, d))
                planned_here = [day for day in here if worked[day]]
                over = min(len(here) - self.most, len(planned_here))
                if over > 0:
                    text = f"{person.name} works on {many(len(here), 'date')} of {len(dates)}: "
                    text += f"{', '.join(on_day(day) for day in here)}; at most {self.most}"
                    first = min(d for d in planned_dates if d in dates and self.picks(person, d))
                    price = None if self._hundredths is None else over * self._hundredths
                    yield self.breach(
                        text, person.id, *whole_days(problem, first, planned_here[-1]), price
                    )

    @property
    def _hundredths(self) -> int | None:
        return None if self.price is None else round(self.price * 100)


def _sundays_before(day: date, count: int) -> set[date]:
    """The last Sundays before a date."""
    last = day - timedelta(days=day.isoweekday())
    return {last - timedelta(weeks=n) for n in range(count)}
