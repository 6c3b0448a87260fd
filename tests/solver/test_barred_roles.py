"""Nobody works a role that the rules bar, wherever the wish for it comes from."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
from tests.solver.small import Small, rule, small

from staffopt.domain.problem import Problem
from staffopt.domain.roster import Roster
from staffopt.domain.shifts import Block, Shift
from staffopt.goals import GOALS
from staffopt.planning import plan_problem
from staffopt.rules.base import Rule
from staffopt.solver.solve import solve

GOALS_ASKED = (GOALS["service"](), GOALS["wages"]())


def _without_papers(seed: int) -> tuple[Problem, tuple[Rule, ...]]:
    """Everybody is a cashier first, and may not be one; the floor is theirs."""
    store = small(seed, training=False)
    people = tuple(replace(each, roles=("cashier", "floor")) for each in store.problem.people)
    barred = rule("eligibility", roles=["cashier"], certificates=["till"])
    return replace(store.problem, people=people), (*store.rules, barred)


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_a_main_role_that_is_barred_is_not_worked(seed: int) -> None:
    """Two days, four people, 2,000 moves: legal, as the auditor sees it, and all on the floor."""
    problem, rules = _without_papers(seed)
    plan = plan_problem(problem, rules, GOALS_ASKED, iterations=2_000)
    roles = {block.role for shift in plan.roster.shifts for block in shift.blocks}
    assert "floor" in roles
    assert "cashier" not in roles


def _with_one_role() -> tuple[Small, str, str]:
    """A store, somebody with one role only, and the other role."""
    for seed in range(1, 40):
        store = small(seed, training=False)
        for person in store.problem.people:
            if len(person.roles) == 1 and not person.availability:
                other = {"cashier": "floor", "floor": "cashier"}[person.roles[0]]
                return store, person.id, other
    raise AssertionError


def test_a_pin_in_a_role_that_its_person_lacks_is_not_kept_and_priced() -> None:
    """It is left out with the reason, as a pin that breaks rest is."""
    store, name, other = _with_one_role()
    start = store.problem.horizon.start + timedelta(days=1, hours=10)
    pin = Shift("pin", name, (Block(start, start + timedelta(hours=4), role=other),))
    problem = replace(store.problem, pins=(pin,))
    plan = plan_problem(problem, (*store.rules, rule("pinned")), GOALS_ASKED, iterations=2_000)
    assert "pinned" in {each.rule for each in plan.violations}


def test_a_start_whose_people_lost_a_role_becomes_legal() -> None:
    """The shifts of a roster, in roles that their people had: kept in those that they have."""
    store = small(4, training=False)
    people = tuple(replace(each, roles=("cashier", "floor")) for each in store.problem.people)
    before = replace(store.problem, people=people)
    start = solve(before, store.rules, GOALS_ASKED, iterations=2_000).roster
    used = {(shift.person_id, block.role) for shift in start.shifts for block in shift.blocks}
    name, role = sorted((name, role) for name, role in used if role)[0]
    left = tuple(each for each in people[0].roles if each != role)
    fewer = tuple(replace(each, roles=left) if each.id == name else each for each in people)
    plan = plan_problem(
        replace(before, people=fewer), store.rules, GOALS_ASKED, iterations=1, start=start
    )
    assert isinstance(plan.roster, Roster)
    assert role not in {block.role for shift in plan.roster.of(name) for block in shift.blocks}
