"""Young people are not left alone."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import time
from itertools import groupby

from pydantic import Field

from staffopt.domain.problem import Problem
from staffopt.domain.roster import Roster
from staffopt.domain.shapes import Presence
from staffopt.domain.violation import Violation
from staffopt.domain.wall_time import ClockTime
from staffopt.rules.base import Rule
from staffopt.rules.duty import at_work, with_the_eve, worth
from staffopt.rules.eve_duty import eve_duty
from staffopt.rules.words import on_clock


class MinorWithAdult(Rule):
    """While somebody under `age` is at work, so is somebody of that age or older.

    Why: an adult answers for the young, and sells what they may not.
    Example: with `age: 18` and `since: "20:00"`, a student of 17 alone on the floor at 20:30 costs
    `price` an hour. Age counts on the date of the moment.
    """

    name = "minor_with_adult"
    holds_always = True
    age: int = Field(18, ge=1, description="Age from which somebody is an adult.")
    price: float = Field(100, ge=0, description="What an hour alone costs, in the currency.")
    since: ClockTime = Field(time(0), description="The time of day from which it holds.")

    def together(self, problem: Problem) -> Sequence[Presence]:
        horizon = problem.horizon
        late = horizon.wall_minute >= self.since.hour * 60 + self.since.minute
        found = []
        for at, day in enumerate(horizon.dates):
            ages = {person.id: person.age_on(day) for person in problem.people}
            minors = tuple(i for i, age in ages.items() if age is not None and age < self.age)
            adults = tuple(i for i in ages if i not in minors)
            if minors:
                slots = late & (horizon.slot_day == at) & (eve_duty(problem, adults) == 0)
                found.append(Presence(adults, slots, 1, round(self.price * 100), minors))
        return found

    def check(self, problem: Problem, roster: Roster) -> Iterable[Violation]:
        ages = {each.id: each.age_on(problem.horizon.first) for each in problem.people}
        young = {name for name, age in ages.items() if age is not None and age < self.age}
        if not young:
            return
        everybody = at_work(with_the_eve(problem, roster), ages)
        alone = [
            bool(people) and self._alone(problem, slot, everybody[slot])
            for slot, people in enumerate(at_work(roster, young))
        ]
        slot = 0
        for is_alone, run in groupby(alone):
            until = slot + len([*run])
            if is_alone:
                start, end = problem.horizon.instant(slot), problem.horizon.instant(until)
                text = f"nobody of {self.age} or older is at work with the young from "
                text += f"{on_clock(problem, start)} to {problem.horizon.local(end):%H:%M}"
                price = worth(start, end, 1, round(self.price * 100))
                mend = f"somebody of {self.age} or older at work for all of it"
                yield self.breach(text, None, start, end, price, mend=mend)
            slot = until

    def _alone(self, problem: Problem, slot: int, people: set[str]) -> bool:
        """Whether the people at work in a slot are young, all of them."""
        local = problem.horizon.local(problem.horizon.instant(slot))
        day = local.date()
        ages = (problem.person[person].age_on(day) for person in people)
        young = all(age is not None and age < self.age for age in ages)
        return bool(people) and young and local.time() >= self.since
