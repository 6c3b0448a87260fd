"""What a role asks of those who work it: an age, and papers that are valid."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

import numpy as np
from pydantic import Field

from staffopt.domain.people import Person
from staffopt.domain.problem import Problem
from staffopt.domain.roster import Roster
from staffopt.domain.shapes import Bools
from staffopt.domain.shifts import Activity
from staffopt.domain.violation import Violation
from staffopt.rules.base import Rule
from staffopt.rules.dated_work import dated
from staffopt.rules.words import on_clock, on_day


class Eligibility(Rule):
    """`roles` are worked only by people of `least_age` who hold all `certificates` on the day.

    Why: balers, lifts and the sale of alcohol ask for an age or a licence, and licences run out.
    Example: with `roles: [stock], certificates: [forklift], least_age: 18` somebody whose licence
    ends on Wednesday works stock in shifts that start until Wednesday. Without `roles` it is about
    all work. Age and papers are those of the date on which the shift starts; an unknown age counts
    as adult. Who gets a certificate in a training session has it from the next plan on.
    """

    name = "eligibility"
    roles: tuple[str, ...] = Field((), description="The roles that ask; all if empty.")
    least_age: int = Field(0, ge=0, description="Years of age, at least.")
    certificates: tuple[str, ...] = Field((), description="Certificates, all of them needed.")

    def may_work(self, problem: Problem, person: Person) -> Bools | None:
        dates = problem.horizon.dates
        asks = np.array([not self.roles or role in self.roles for role in problem.roles], bool)
        lacks = np.zeros(len(dates), bool)
        for at, day in enumerate(dates):
            age = person.age_on(day)
            young = age is not None and age < self.least_age
            missing = any(not person.holds(each, day) for each in self.certificates)
            lacks[at] = self.picks(person, day) and (young or missing)
        return ~(asks[:, None] & lacks[None, :])

    def check(self, problem: Problem, roster: Roster) -> Iterable[Violation]:
        for person, day, shift in dated(problem, roster, self):
            why = self._lack(person, day)
            for block in shift.of(Activity.WORK) if why else ():
                if not self.roles or block.role in self.roles:
                    text = f"{person.name} works {block.role} on {on_clock(problem, block.start)}"
                    yield self.breach(f"{text} but {why}", person.id, block.start, block.end)

    def _lack(self, person: Person, day: date) -> str:
        """What a person lacks on a date, in words; empty when nothing."""
        age = person.age_on(day)
        if age is not None and age < self.least_age:
            return f"is younger than {self.least_age}"
        held = {
            paper.name
            for paper in person.certificates
            if (paper.valid_from or day) <= day <= (paper.valid_to or day)
        }
        missing = [each for each in self.certificates if each not in held]
        return f"has no valid {' and '.join(missing)} on {on_day(day)}" if missing else ""
