"""Base wages."""

from __future__ import annotations

from staffopt.domain.arrays import Ints
from staffopt.domain.people import Person
from staffopt.domain.problem import Problem
from staffopt.domain.roster import Roster
from staffopt.domain.shapes import ShiftTable
from staffopt.goals.base import Goal


class Wages(Goal):
    """Every paid minute costs the person's wage.

    Why: hours are money.
    Example: 7.5 paid hours at 20.00 an hour cost 150.00. Premiums are not wages: rules claim them.
    """

    name = "wages"

    def prices(self, problem: Problem, person: Person, table: ShiftTable) -> Ints | None:
        return table.paid * person.wage

    def value(self, problem: Problem, roster: Roster) -> int:
        sixtieths = sum(
            problem.person[shift.person_id].wage * shift.paid_minutes for shift in roster.shifts
        )
        return (sixtieths + 30) // 60
