"""What school_hours knows of days, and says where it knows nothing."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, time

from tests.stores_in_words import store

from staffopt.domain.school import SchoolCalendar
from staffopt.rules.school_hours import SchoolHours

MONDAY, TUESDAY = date(2026, 6, 1), date(2026, 6, 2)


def test_a_short_day_ends_early() -> None:
    """240 minutes from 08:10 are until 12:10; there is none on a Sunday."""
    school = SchoolCalendar("north", short_days=((TUESDAY, 240),), hours=(time(8, 10), time(15)))
    assert school.hours_on(MONDAY) == (time(8, 10), time(15))
    assert school.hours_on(TUESDAY) == (time(8, 10), time(12, 10))
    assert school.hours_on(date(2026, 6, 7)) is None


def test_hours_that_nobody_has_said_are_told() -> None:
    """Of two people, one goes to no school; with usual hours nothing is unknown."""
    problem, _ = store({"people": {"Ann": {}, "Bo": {}}})
    ann, bo = problem.people
    problem = replace(
        problem, people=(ann, replace(bo, school=SchoolCalendar("none", frozenset())))
    )
    told = "school_hours: the school hours of 1 person are not known and not kept"
    assert list(SchoolHours().notes(problem)) == [told]
    usual = SchoolHours(usual_from=time(8), usual_to=time(15))
    assert list(usual.notes(problem)) == []
