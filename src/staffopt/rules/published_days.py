"""What was published, by week and by date, as the shapes see it; checks count by themselves."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from staffopt.domain.people import Person
from staffopt.domain.problem import Problem
from staffopt.domain.shifts import Shift


def published_weeks(problem: Problem) -> frozenset[int]:
    """Which blocks of seven planned days, from 0, hold a published shift of anybody."""
    days = [
        problem.horizon.day_of(shift.start)
        for person in problem.people
        for shift in problem.published(person.id)
    ]
    return frozenset(day // 7 for day in days)


def published_by_day(problem: Problem, person: Person) -> Mapping[date, tuple[Shift, ...]]:
    """A person's published shifts of the planned days, by local start date."""
    found: dict[date, tuple[Shift, ...]] = {}
    for shift in problem.published(person.id):
        day = problem.horizon.date_of(shift.start)
        found[day] = (*found.get(day, ()), shift)
    return found
