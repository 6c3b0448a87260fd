"""One shift a day."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import pairwise

from staffopt.domain.people import Person
from staffopt.domain.problem import Problem
from staffopt.domain.roster import Roster
from staffopt.domain.shapes import Gap
from staffopt.domain.violation import Violation
from staffopt.rules.base import Rule
from staffopt.rules.dated_work import in_order
from staffopt.rules.words import from_to, on_day


class OneShiftADay(Rule):
    """A person starts at most one shift on a date and is never in two shifts at once.

    Why: two half shifts with a hole between them are a split shift.
    Example: Monday 22:00-06:00 and Tuesday 14:00-20:00 is fine, as they start on two dates; Monday
    08:00-12:00 and 16:00-20:00 is not. The search plans one shift a date by construction.
    """

    name = "one_shift_a_day"

    def follows(self, problem: Problem, person: Person) -> Sequence[Gap]:
        return [Gap(0)] if self.picks(person, problem.horizon.first) else ()

    def check(self, problem: Problem, roster: Roster) -> Iterable[Violation]:
        for person in problem.people:
            if not self.picks(person, problem.horizon.first):
                continue
            for (one, old), (two, new) in pairwise(in_order(problem, roster, person)):
                if not (old or new):
                    continue
                day = problem.horizon.date_of(two.start)
                if two.start < one.end:
                    text = f"{person.name}'s shifts {from_to(problem, one)} and "
                    text += f"{from_to(problem, two)} overlap"
                elif problem.horizon.date_of(one.start) == day:
                    text = f"{person.name} starts two shifts on {on_day(day)}"
                else:
                    continue
                mend = "one shift of the two"
                yield self.breach(text, person.id, two.start, two.end, mend=mend)
