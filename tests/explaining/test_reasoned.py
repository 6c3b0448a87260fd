"""A plan whose violations have reasons."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

from tests.explaining.small_week import HORIZON, roster, small_week
from tests.explaining.test_unmet import IN_CHARGE, with_boss

from staffopt.auditor import bill
from staffopt.domain.explanation import Conflict, Mend, Obstacle
from staffopt.domain.plan import Plan, Run
from staffopt.domain.violation import PayClaim, Violation
from staffopt.explaining.reasoned import _told, reasoned


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


def test_no_amount_stands_beside_a_persons_name():
    """A plan's files hold it: 40.00 for two hours would be a wage."""
    costs, problem = {"wages": 4_000}, small_week().problem
    bo = Obstacle("bo", "Bo", "", change=4_000, costs=costs, day="08:00-10:00")
    owed = PayClaim("gap", "bo", HORIZON.start, HORIZON.end, 1_250, "", citation="Gap Act")
    less = Mend("rest of 9 h for Bo", -2_750, mends=True, owed=(owed,))
    nobody = Violation("someone_in_charge", "nobody", price=100)
    found = _told(Conflict(nobody, (), None, (less,), others=(bo,)), problem)
    assert found.why.endswith("Those it takes: Bo: 08:00-10:00 costs more than it saves")
    assert found.mend == "rest of 9 h for Bo (saves 27.50 EUR; pay is owed by Gap Act)"
    short = Violation("contract_hours", "Bo is paid 8 h; at least 10 h", "bo", price=100)
    found = _told(Conflict(short, (), costs, (less,)), problem)
    assert found.why.endswith("with all that can be met of contract_hours, the week costs more")
    assert found.mend == "rest of 9 h for Bo (saves; pay is owed by Gap Act)"
    even = Mend("rest of 9 h for Bo", 0, mends=True)
    found = _told(Conflict(short, (), {}, (even,)), problem)
    assert found.why.endswith("the week costs no more")
    assert found.mend == "rest of 9 h for Bo (costs no more)"
    found = _told(Conflict(short, (), {"wages": -1}, ()), problem)
    assert found.why == "It can be met, which would save money; the search has missed it"
