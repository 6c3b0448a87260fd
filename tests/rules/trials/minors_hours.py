"""Samples of the rule minors_hours, and the bugs planted in it."""

from __future__ import annotations

from dataclasses import replace

from tests.rules.planting import Bug, answers, checks_on, checks_with, later_end, sees
from tests.rules.sample import Sample
from tests.rules.shared_mistakes import DISTRICTLESS, born_later, no_past
from tests.rules.shared_settings import SCHOOL, YOUNG

from staffopt.domain.people import Person
from staffopt.domain.problem import Problem
from staffopt.domain.shapes import ShiftTable
from staffopt.rules.minors_hours import MinorsHours


def _minors(by: float) -> MinorsHours:
    return MinorsHours(
        who=YOUNG,
        school=SCHOOL,
        school_day_hours=4 + by,
        free_day_hours=7 + by,
        school_week_hours=12 + by,
        week_starts="sunday",
    )


def _no_district(
    problem: Problem, person: Person, table: ShiftTable
) -> tuple[Problem, Person, ShiftTable]:
    return problem, replace(person, school=None), table


SAMPLES: tuple[Sample, ...] = (Sample(_minors(0), _minors(-0.5), _minors(0.5)),)


BUGS = (
    Bug("minors_hours", "shape", "is half an hour generous", sees("allows", later_end(-30))),
    Bug("minors_hours", "shape", "forgets the district", sees("allows", _no_district)),
    Bug(
        "minors_hours",
        "check",
        "forgets the district",
        checks_on(DISTRICTLESS),
    ),
    Bug("minors_hours", "shape", "forgets the week", answers("counts", lambda _: ())),
    Bug("minors_hours", "check", "swaps the days", checks_with(school_day_hours=lambda _: 7)),
    Bug("minors_hours", "check", "forgets the past", checks_on(no_past)),
    Bug("minors_hours", "check", "is a birthday early", checks_on(born_later(-1))),
)
