"""Gaps to shifts around the plan are judged to the minute, on whatever grid the plan lies."""

from __future__ import annotations

from datetime import timedelta

import numpy as np
import pytest
from tests.solver.seven_days import GOALS_OF_DAYS, HORIZON, rules_with, seven_days, worked
from tests.solver.small import made

from staffopt.planning import plan_problem
from staffopt.rules import RULES
from staffopt.solver.weeks.facts import week_facts

HALF_PAST_TEN = HORIZON.start - timedelta(minutes=90)
MONDAY_AFTER = HORIZON.end + timedelta(hours=1, minutes=30)


@pytest.mark.parametrize(
    ("hours", "short"), [(9.5, 0), (9.6, 500)], ids=["long enough", "too short"]
)
def test_a_priced_rest_after_the_past_is_counted_to_the_minute(hours: float, short: int) -> None:
    """Work until 22:30 on the eve, then from 08:00, hour slots: 9.5 h of rest and no less."""
    rest = RULES["min_rest"](hours=hours, price=5)
    problem = seven_days(worked(HALF_PAST_TEN, 6))
    plan = plan_problem(problem, rules_with(rest), GOALS_OF_DAYS, iterations=2_000)
    assert len(plan.roster.shifts) == 7
    assert plan.cost == 7 * 8 * 1200 + short


@pytest.mark.parametrize(("hours", "kept"), [(9.5, True), (9.6, False)])
@pytest.mark.parametrize("past", [True, False])
def test_a_forbidden_rest_leaves_rows_out_only_where_it_is_short(
    hours: float, kept: bool, past: bool
) -> None:
    """The same in the tables of weeks; and until 16:00 on Sunday, on Monday from 01:30."""
    around = worked(HALF_PAST_TEN, 6) if past else worked(MONDAY_AFTER + timedelta(hours=6), 6)
    rules = rules_with(RULES["min_rest"](hours=hours))
    answers = made(seven_days(around), rules, GOALS_OF_DAYS).answers
    facts = week_facts(answers, answers.people["ann"])
    assert facts is not None
    day = slice(facts.first[0], facts.first[1]) if past else slice(facts.first[6], facts.first[7])
    assert bool(np.isfinite(facts.own[day]).all()) == kept
