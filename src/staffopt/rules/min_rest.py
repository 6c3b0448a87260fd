"""Rest between two shifts."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import pairwise

from pydantic import Field

from staffopt.domain.calendar import minutes_between
from staffopt.domain.people import Person
from staffopt.domain.problem import Problem
from staffopt.domain.roster import Roster
from staffopt.domain.shapes import Gap
from staffopt.domain.violation import Violation
from staffopt.rules.base import Rule
from staffopt.rules.dated_work import in_order
from staffopt.rules.words import in_hours, on_clock


class MinRest(Rule):
    """At least `hours` pass between the end of one shift and the start of the next.

    Why: people sleep between shifts. Hours are elapsed, so a night in which the clocks go forward
    is an hour shorter; shifts before and after the planned days count.
    Example: with `hours: 11`, closing at 22:00 and opening at 09:00 is fine, 08:45 is not. With a
    `price` a shorter rest may be bought.
    """

    name = "min_rest"
    hours: float = Field(ge=0, description="Least hours between two shifts.")
    price: float | None = Field(
        None, ge=0, description="What each shorter rest costs, in the currency; forbidden if empty."
    )

    def follows(self, problem: Problem, person: Person) -> Sequence[Gap]:
        if not self.picks(person, problem.horizon.first):
            return ()
        return [Gap(round(self.hours * 60), self._hundredths)]

    def check(self, problem: Problem, roster: Roster) -> Iterable[Violation]:
        for person in problem.people:
            if not self.picks(person, problem.horizon.first):
                continue
            for (one, old), (two, new) in pairwise(in_order(problem, roster, person)):
                rest = minutes_between(one.end, two.start)
                if (old or new) and rest < self.hours * 60:
                    text = f"{person.name} rests {in_hours(rest)} between "
                    text += f"{on_clock(problem, one.end)} and {on_clock(problem, two.start)}"
                    text += f"; at least {self.hours:g} h"
                    yield self.breach(text, person.id, two.start, two.end, self._hundredths)

    @property
    def _hundredths(self) -> int | None:
        return None if self.price is None else round(self.price * 100)
