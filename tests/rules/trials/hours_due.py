"""Samples of the rule hours_due, and the bugs planted in it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

from tests.rules.planting import Bug, checks_on, checks_with, each, sees
from tests.rules.sample import Sample, each_person
from tests.rules.shared_mistakes import breaks_paid, more, no_past, unknown, without_history
from tests.rules.shared_settings import YOUNG

from staffopt.domain.people import Person
from staffopt.domain.problem import Problem
from staffopt.domain.shapes import ShiftTable
from staffopt.rules.hours_due import HoursDue

BEGUN: dict[str, Any] = {"reference_from": date(2026, 1, 5)}


HOLIDAYS = (date(2026, 3, 25), date(2026, 6, 4), date(2026, 10, 21), date(2026, 10, 25))


SAMPLES: tuple[Sample, ...] = (
    Sample(
        HoursDue(reference_weeks=2, holidays=HOLIDAYS, **BEGUN),
        HoursDue(reference_weeks=2, holidays=HOLIDAYS, day_hours=0.5, **BEGUN),
        HoursDue(reference_weeks=2, holidays=HOLIDAYS, day_hours=20, **BEGUN),
    ),
    Sample(
        HoursDue(reference_from=date(2026, 1, 30), reference_months=1, short_price=7, who=YOUNG)
    ),
    Sample(HoursDue(reference_from=date(2026, 1, 1), reference_months=4, holidays_of="PL")),
)


def known_all_along(person: Person) -> Person:
    """The person whose balances are known from the first day of their periods on."""
    history = person.history
    if history is None:
        return person
    periods = tuple(replace(each, known_from=None) for each in history.periods)
    return replace(person, history=replace(history, periods=periods))


def all_along(problem: Problem, person: Person, table: ShiftTable) -> tuple[Any, ...]:
    return problem, known_all_along(person), table


BUGS = (
    Bug("hours_due", "shape", "knows all of a period", sees("counts", all_along)),
    Bug("hours_due", "check", "knows all of a period", checks_on(each_person(known_all_along))),
    Bug("hours_due", "shape", "asks the wrong price", each("counts", least_price=more), 1),
    Bug("hours_due", "shape", "asks less", each("counts", least=lambda n: n - 30)),
    Bug("hours_due", "shape", "forgets history", sees("counts", unknown)),
    Bug("hours_due", "check", "forgets holidays", checks_with(holidays=lambda _: ())),
    Bug("hours_due", "check", "is of no country", checks_with(holidays_of=lambda _: ""), 2),
    Bug("hours_due", "check", "forgets the past", checks_on(no_past)),
    Bug("hours_due", "check", "forgets history", checks_on(each_person(without_history)), 2),
    Bug("hours_due", "check", "pays breaks", checks_on(roster=breaks_paid)),
)
