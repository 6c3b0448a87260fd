"""What the rules on least runs of worked and of free days have in common."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import ClassVar

from pydantic import Field

from staffopt.domain.people import Person
from staffopt.domain.problem import Problem
from staffopt.domain.roster import Roster
from staffopt.domain.shapes import LeastRun
from staffopt.domain.violation import Violation
from staffopt.rules.base import Rule
from staffopt.rules.dated_work import whole_days
from staffopt.rules.day_runs import Edges, day_runs, least_run
from staffopt.rules.words import many, on_day


class LeastDays(Rule):
    """Runs of worked days, or of free ones, are not too short: each missing day has a price."""

    worked: ClassVar[bool]
    """Whether runs of worked or of free days are meant."""
    done: ClassVar[str]
    """What a person does on them, as messages say it."""
    least_days: int = Field(ge=1, description="Least dates in a row.")
    price: float = Field(50, ge=0, description="What each missing day costs, in the currency.")
    edges: Edges = Field("past", description="Whether runs look beyond the plan: past or open.")

    def least_runs(self, problem: Problem, person: Person) -> Sequence[LeastRun]:
        if not self.picks(person, problem.horizon.first):
            return ()
        price = round(self.price * 100)
        return [least_run(problem, person, self.edges, self.least_days, price, worked=self.worked)]

    def check(self, problem: Problem, roster: Roster) -> Iterable[Violation]:
        for person in problem.people:
            if not self.picks(person, problem.horizon.first):
                continue
            for run in day_runs(problem, roster, person, self.edges):
                missing = self.least_days - run.days
                if run.worked == self.worked and not run.cut and missing > 0:
                    text = f"{person.name} {self.done} {many(run.days, 'day')} in a row, "
                    text += f"{on_day(run.first)} to {on_day(run.last)}; "
                    text += f"at least {self.least_days}"
                    price = missing * round(self.price * 100)
                    yield self.breach(
                        text, person.id, *whole_days(problem, run.first, run.last), price
                    )
