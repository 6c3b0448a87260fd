"""A demand that only the search of an explanation has: one person's day is free."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from staffopt.domain.people import Person
from staffopt.domain.problem import Problem
from staffopt.domain.roster import Roster
from staffopt.domain.shapes import Bools, ShiftTable
from staffopt.domain.violation import Violation
from staffopt.rules.base import Rule


class KeptFree(Rule):
    """A person does not work on a date.

    Why: to see who would stand in, and at what cost.
    Example: with `day: 2026-03-28`, no shift of theirs starts on that Saturday.
    """

    name = "kept_free"
    person_id: str
    day: date

    def allows(self, problem: Problem, person: Person, table: ShiftTable) -> Bools | None:
        if person.id != self.person_id or self.day not in table.horizon.dates:
            return None
        kept: Bools = table.day != table.horizon.dates.index(self.day)
        return kept

    def check(self, problem: Problem, roster: Roster) -> Iterable[Violation]:
        for shift in roster.of(self.person_id):
            if problem.horizon.date_of(shift.start) == self.day:
                yield self.breach("works", self.person_id, shift.start, shift.end)
