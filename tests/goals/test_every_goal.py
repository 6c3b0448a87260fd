"""The contract of goals: what the search is told equals what the bill says."""

from __future__ import annotations

from datetime import time

import numpy as np
import pytest
from tests.shape_reader import short_cost, table_of, tier_cost
from tests.worlds import world

from staffopt.domain.problem import Problem
from staffopt.domain.roster import Roster
from staffopt.goals import GOALS
from staffopt.goals.base import Goal
from staffopt.goals.fairness import Fairness
from staffopt.goals.preferences import Preferences
from staffopt.goals.stability import Stability
from staffopt.goals.wages import Wages

SAMPLES: dict[str, tuple[Goal, ...]] = {
    "fairness": (
        Fairness(),
        Fairness(closing_from=time(20)),
        Fairness(closing_from=time(1)),
        Fairness(contracts=("part_time",)),
    ),
    "preferences": (Preferences(),),
    "stability": (Stability(),),
    "wages": (Wages(),),
}
IN_THE_LOSS_TABLE = {"service"}
DEALT_OUT = {"task_runs"}
"""Goals whose shapes are about roles within shifts: tests/solver/test_rotation.py compares them."""


@pytest.mark.parametrize("name", list(GOALS))
def test_every_goal_is_sampled_and_documented(name: str) -> None:
    """A goal has samples here, a promise, a why and an example, and a description per setting."""
    assert name in {*SAMPLES, *IN_THE_LOSS_TABLE, *DEALT_OUT}
    page = GOALS[name].__doc__ or ""
    assert page.split("\n")[0].endswith(".")
    assert "Why:" in page
    assert "Example:" in page
    for setting, field in GOALS[name].model_fields.items():
        assert field.description, f"{name}.{setting} has no description"


@pytest.mark.parametrize("goal", [goal for each in SAMPLES.values() for goal in each], ids=repr)
def test_search_and_bill_agree(goal: Goal) -> None:
    """The cost by shapes, rounded once, is the value, on every world; rosters differ in it."""
    values = []
    for seed in range(80):
        each = world(seed)
        told = _told(goal, each.problem, each.roster)
        values.append(goal.value(each.problem, each.roster))
        assert values[-1] == (told + 30) // 60, f"world {seed}"
    assert len(set(values)) > 2
    assert min(values) == 0 or goal.name == "wages"


def _told(goal: Goal, problem: Problem, roster: Roster) -> int:
    """What a goal's shapes say a roster costs, in 1/60 of a hundredth."""
    tables = {person.id: table_of(roster, person) for person in problem.people}
    total = 0
    for person in problem.people:
        prices = goal.prices(problem, person, tables[person.id])
        total += 0 if prices is None else int(prices.sum())
        for count in goal.counts(problem, person, tables[person.id]):
            total += short_cost(count) + tier_cost(count)
    for spread in goal.spreads(problem, tables):
        sums = [int(np.sum(spread.amount[p])) + spread.carried[p] for p in spread.amount]
        total += 60 * spread.price * (max(sums) - min(sums))
    return total
