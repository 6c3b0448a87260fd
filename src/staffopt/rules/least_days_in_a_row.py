"""Least days of work in a row."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

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


class LeastDaysInARow(Rule):
    """Who comes to work works at least `least_days` dates in a row.

    Why: a single day of work between days off is no week for anybody.
    Example: with `least_days: 2`, a shift on Tuesday, none on Monday and Wednesday, is a day short
    and costs the price; it is then a violation, as hours below a contract are. Shifts before and
    after the planned days lengthen a run; on a side of the plan where the person has none, or with
    `edges: open` on both, a run that reaches the edge is long enough.
    """

    name = "least_days_in_a_row"
    least_days: int = Field(ge=1, description="Least dates with a shift in a row.")
    price: float = Field(50, ge=0, description="What each missing day costs, in the currency.")
    edges: Edges = Field("past", description="Whether runs look beyond the plan: past or open.")

    def least_runs(self, problem: Problem, person: Person) -> Sequence[LeastRun]:
        if not self.who.picks(person, problem.horizon.first):
            return ()
        price = round(self.price * 100)
        return [least_run(problem, person, self.edges, self.least_days, price, worked=True)]

    def check(self, problem: Problem, roster: Roster) -> Iterable[Violation]:
        for person in problem.people:
            if not self.who.picks(person, problem.horizon.first):
                continue
            for run in day_runs(problem, roster, person, self.edges):
                missing = self.least_days - run.days
                if run.worked and not run.cut and missing > 0:
                    text = f"{person.name} works {many(run.days, 'day')} in a row, "
                    text += f"{on_day(run.first)} to {on_day(run.last)}; "
                    text += f"at least {self.least_days}"
                    price = missing * round(self.price * 100)
                    yield self.breach(
                        text, person.id, *whole_days(problem, run.first, run.last), price
                    )
