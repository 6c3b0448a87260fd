"""Gaps to shifts around the plan are judged to the minute, on whatever grid the plan lies."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import numpy as np
import pytest
from tests.solver.seven_days import GOALS_OF_DAYS, HORIZON, rules_with, seven_days, worked
from tests.solver.small import made, rule

from staffopt.domain.requirement import Requirement, RoleRequirement
from staffopt.errors import ConfigError
from staffopt.goals import GOALS
from staffopt.planning import plan_problem
from staffopt.solver.weeks.facts import week_facts

HALF_PAST_TEN = HORIZON.start - timedelta(minutes=90)
MONDAY_AFTER = HORIZON.end + timedelta(hours=1, minutes=30)


@pytest.mark.parametrize(
    ("hours", "short"), [(9.5, 0), (9.6, 500)], ids=["long enough", "too short"]
)
def test_a_priced_rest_after_the_past_is_counted_to_the_minute(hours: float, short: int) -> None:
    """Work until 22:30 on the eve, then from 08:00, hour slots: 9.5 h of rest and no less."""
    rest = rule("min_rest", hours=hours, price=5)
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
    rules = rules_with(rule("min_rest", hours=hours))
    answers = made(seven_days(around), rules, GOALS_OF_DAYS).answers
    facts = week_facts(answers, answers.people["ann"])
    assert facts is not None
    day = slice(facts.first[0], facts.first[1]) if past else slice(facts.first[6], facts.first[7])
    assert bool(np.isfinite(facts.own[day]).all()) == kept


def test_a_gap_with_nothing_of_the_plan_beside_it_costs_nothing() -> None:
    """One day off between a night until 06:00 and work from midnight: nobody planned that gap."""
    day = replace(HORIZON, days=1)
    week = seven_days()
    need = week.requirement
    role = RoleRequirement(np.zeros(day.slots, np.int32), np.zeros((day.slots, 2), np.int64))
    quiet = Requirement(day, {"till": role}, need.open[: day.slots], need.staffed[: day.slots])
    past = worked(day.start + timedelta(hours=6), 8), worked(day.end + timedelta(hours=8), 8)
    rules = rules_with(rule("min_rest", hours=24, price=20))
    problem = replace(week, requirement=quiet, past=past)
    assert plan_problem(problem, rules, GOALS_OF_DAYS, iterations=500).cost == 0


@pytest.mark.parametrize("minutes", [0, 30])
@pytest.mark.parametrize("what", ["published", "pin"])
def test_a_shift_that_begins_within_a_slot_is_none_of_the_grid(what: str, minutes: int) -> None:
    """08:00 to 16:00 can be kept on the grid of hours; 08:30 to 16:30 cannot, and costs."""
    shift = worked(HORIZON.start + timedelta(hours=16, minutes=minutes), 8, "published")
    if what == "pin":
        problem, asked = replace(seven_days(), pins=(shift.shift,)), rule("pinned", price=25)
        found = plan_problem(problem, rules_with(asked), GOALS_OF_DAYS, iterations=2_000)
    else:
        goals = (*GOALS_OF_DAYS, GOALS["stability"].model_validate({"price": 25}))
        found = plan_problem(seven_days(shift), rules_with(), goals, iterations=2_000)
    off = 8 * (6000 - 1200) if what == "pin" and minutes else 0
    assert found.cost == 7 * 8 * 1200 + off + (2500 if minutes else 0)


def test_a_dropped_shift_is_not_frozen_where_nothing_is() -> None:
    """A running week: Monday's four hours, published before, have no place on the grid of eight."""
    told = HORIZON.start + timedelta(hours=36)
    problem = seven_days(worked(HORIZON.start + timedelta(hours=12), 4, "published"))
    rules = rules_with(rule("publication", lead_days=14))
    plan = plan_problem(replace(problem, publish_at=told), rules, GOALS_OF_DAYS, iterations=500)
    assert plan.cost == 7 * 8 * 1200


def test_seconds_and_iterations_are_one_too_many() -> None:
    """The library says so as the command does."""
    with pytest.raises(ConfigError, match="no seconds beside it"):
        plan_problem(seven_days(), rules_with(), GOALS_OF_DAYS, iterations=5, seconds=1)
