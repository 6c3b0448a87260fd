"""Weekends worked."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import date, timedelta

from pydantic import Field

from staffopt.domain.people import Person
from staffopt.domain.problem import Problem
from staffopt.domain.roster import Roster
from staffopt.domain.shapes import DayGroups
from staffopt.domain.violation import Violation
from staffopt.domain.weekdays import Weekday, weekday_of
from staffopt.rules.base import Rule, Selector
from staffopt.rules.dated_work import dated, whole_days
from staffopt.rules.words import many, on_day


class Weekends(Rule):
    """Nobody works on more than `most` weekends of the plan.

    Why: friends and family are free at the weekend.
    Example: with `most: 1` in a plan of two weeks, a shift on the first Saturday and one on the
    second Sunday are one too many; a Saturday and the Sunday after it count once. A weekend is the
    `weekdays` of one week from Monday to Sunday; shifts outside the plan do not count. With a
    `price`, each weekend too many may be bought.
    """

    name = "weekends"
    most: int = Field(ge=0, description="Most weekends with a shift.")
    weekdays: tuple[Weekday, ...] = Field(
        ("saturday", "sunday"), description="The weekdays that make a weekend."
    )
    price: float | None = Field(
        None, ge=0, description="What each one too many costs, in the currency; none if empty."
    )

    def groups(self, problem: Problem, person: Person) -> Sequence[DayGroups]:
        horizon = problem.horizon
        if not self.picks(person, horizon.first):
            return ()
        weeks: dict[int, list[int]] = defaultdict(list)
        for number, day in enumerate(horizon.dates):
            if weekday_of(day) in self.weekdays:
                weeks[(number + horizon.first.weekday()) // 7].append(number)
        groups = tuple(tuple(days) for days in weeks.values())
        price = None if self.price is None else round(self.price * 100)
        return [DayGroups(groups, self.most, horizon.first, price)]

    def check(self, problem: Problem, roster: Roster) -> Iterable[Violation]:
        worked: dict[str, dict[date, date]] = defaultdict(dict)
        for person, day, _ in dated(problem, roster, Selector()):
            named = weekday_of(day) in self.weekdays
            if named and self.picks(person, problem.horizon.first):
                worked[person.id].setdefault(day - timedelta(days=day.weekday()), day)
        dates = problem.horizon.dates
        for person_id, weeks in worked.items():
            over = len(weeks) - self.most
            if over > 0:
                days = ", ".join(on_day(day) for day in sorted(weeks.values()))
                name = problem.person[person_id].name
                text = f"{name} works on {many(len(weeks), 'weekend')} ({days}); "
                text += f"at most {self.most}"
                price = None if self.price is None else over * round(self.price * 100)
                yield self.breach(text, person_id, *whole_days(problem, dates[0], dates[-1]), price)
