"""Somebody whose birth date is not known counts as an adult, also where a role asks for more."""

from __future__ import annotations

from dataclasses import replace

from tests.worlds import ROLES, world

from staffopt.rules.skill_for_role import SkillForRole


def test_an_unknown_age_is_old_enough_for_any_role():
    """The search lets them do what the check lets them do; who is 24 may not."""
    problem = world(1).problem
    rule = SkillForRole(least_age={ROLES[0]: 25})
    anybody = replace(problem.people[0], roles=(ROLES[0],), birth_date=None)
    year = problem.horizon.first.year - 24
    young = replace(anybody, birth_date=problem.horizon.first.replace(year=year, day=1))
    may, may_not = (rule.may_work(problem, each) for each in (anybody, young))
    at = list(problem.roles).index(ROLES[0])
    assert may is not None
    assert may[at].all()
    assert may_not is not None
    assert not may_not[at].any()
