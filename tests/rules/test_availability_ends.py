"""Somebody whose availability ends inside a plan is named in its notes."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, time

import pytest
from tests.formats.sample import tiny_plan

from staffopt.domain.people import Availability
from staffopt.rules.availability import Available
from staffopt.rules.base import Selector

MONDAY = Availability(0, time(8), time(17), valid_to=date(2026, 11, 27))


@pytest.mark.parametrize(
    ("windows", "named"),
    [
        ((MONDAY,), True),
        ((MONDAY, replace(MONDAY, weekday=1, valid_to=date(2026, 11, 25))), True),
        ((MONDAY, replace(MONDAY, weekday=1, valid_to=None)), False),
        ((replace(MONDAY, valid_to=date(2026, 11, 29)),), False),
        ((), False),
    ],
)
def test_who_is_not_available_to_the_end_is_named(windows, named):
    """The week ends on Sunday 29 November; the last of all windows decides."""
    problem = tiny_plan().problem
    (ann,) = problem.people
    problem = replace(problem, people=(replace(ann, availability=windows),))
    said = list(Available().notes(problem))
    assert bool(said) == named
    assert all("of Ann ends on 2026-11-27, before the plan's last day" in note for note in said)


@pytest.mark.parametrize(
    "rule", [Available(who=Selector(people=("E9",))), Available(valid_to=date(2026, 11, 28))]
)
def test_whom_the_rule_does_not_bind_on_the_last_day_is_not_named(rule):
    """A rule about others, or one that has ended by then, keeps nobody from shifts."""
    problem = tiny_plan().problem
    (ann,) = problem.people
    problem = replace(problem, people=(replace(ann, availability=(MONDAY,)),))
    assert list(rule.notes(problem)) == []
