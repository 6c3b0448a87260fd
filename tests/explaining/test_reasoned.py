"""A plan whose violations have reasons."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

from tests.explaining.small_week import roster, small_week
from tests.explaining.test_unmet import IN_CHARGE, with_boss

from staffopt.auditor import bill
from staffopt.domain.plan import Plan, Run
from staffopt.explaining.reasoned import reasoned


def test_a_violation_says_why_it_stands_and_what_would_mend_it():
    """Cy alone may decide and is away on Tuesday; roster, price and message stay."""
    week = with_boss(small_week([IN_CHARGE]), "cy")
    made = roster(("cy", 0), ("ann", 1))
    costs, _, violations = bill(made, week.problem, week.rules, week.goals)
    run = Run(seed=1, iterations=0, seconds=0.0, first_roster_s=0.0)
    plan = Plan(week.problem, made, costs, 0, "nothing", violations, run)
    store: Any = SimpleNamespace(
        people_of=lambda _: week.problem.people, rules=week.rules, goals=week.goals, currency="EUR"
    )
    found = reasoned(plan, store, iterations=3_000)
    (before,), (after,) = plan.violations, found.violations
    assert (after.message, after.price) == (before.message, before.price)
    assert after.why.startswith("It cannot hold together with: Cy: is not available")
    assert "has the tag 'boss' (saves 160.00 EUR)" in after.mend
    assert found.roster == plan.roster
