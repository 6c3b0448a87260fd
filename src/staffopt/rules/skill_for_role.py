"""Who may work which role."""

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
from staffopt.rules.words import on_clock


class SkillForRole(Rule):
    """A role is worked only by people who can do it, are old enough and hold what it asks for.

    Why: an untrained person on a till or a minor at a baler is a risk, and often unlawful.
    Example: with `least_age: {returns: 18}`, somebody who turns 18 on Wednesday may work returns
    in shifts from Wednesday on; `needs_tag: {pharmacy: licence}` asks for the tag `licence`.
    """

    name = "skill_for_role"
    least_age: dict[str, int] = Field({}, description="Years of age a role asks for, on the day.")
    needs_tag: dict[str, str] = Field({}, description="Tag a role asks for.")

    def may_work(self, problem: Problem, person: Person) -> Bools | None:
        dates = problem.horizon.dates
        chosen = np.array([self.picks(person, day) for day in dates], bool)
        ages = [person.age_on(day) for day in dates]
        old_enough = max(self.least_age.values(), default=0)
        years = np.array([old_enough if age is None else age for age in ages])
        may = np.zeros((len(problem.roles), len(dates)), bool)
        for at, role in enumerate(problem.roles):
            fit = role in person.roles and self.needs_tag.get(role) in (None, *person.tags)
            may[at] = (years >= self.least_age.get(role, 0)) & fit
        return np.asarray(may | ~chosen, bool)

    def check(self, problem: Problem, roster: Roster) -> Iterable[Violation]:
        for person, day, shift in dated(problem, roster, self):
            for block in shift.of(Activity.WORK):
                why = self._lack(person, block.role or "", day)
                if why:
                    text = f"{person.name} works {block.role} on {on_clock(problem, block.start)}"
                    own = [role for role in person.roles if not self._lack(person, role, day)]
                    mend = f"work as {' or '.join(own)}" if own else ""
                    text += f" but {why}"
                    yield self.breach(text, person.id, block.start, block.end, mend=mend)

    def _lack(self, person: Person, role: str, day: date) -> str:
        """What a person lacks for a role on a date; empty when nothing."""
        if role not in person.roles:
            return "does not have this role"
        age = person.age_on(day)
        if age is not None and age < self.least_age.get(role, 0):
            return f"is younger than {self.least_age[role]}"
        if role in self.needs_tag and self.needs_tag[role] not in person.tags:
            return f"has no tag {self.needs_tag[role]!r}"
        return ""
