"""What runs at a role cost, by hand."""

from __future__ import annotations

import pytest
from pydantic import ValidationError
from tests.stores_in_words import store

from staffopt.goals.task_runs import TaskRuns

TILL = {
    "lengths": [
        {"minutes": 0, "price": 2},
        {"minutes": 45, "price": 0},
        {"minutes": 105, "price": 5},
    ],
    "times": [{"times": 2, "price": 1}, {"times": 3, "price": 4}],
}


def cost(*lines: str) -> int:
    """What a roster costs where only runs at the till have prices."""
    problem, roster = store({"roster": [*lines]})
    return TaskRuns.model_validate({"roles": {"cashier": TILL}}).value(problem, roster)


def test_a_run_is_priced_by_its_length() -> None:
    """30 minutes are too short (2.00), 45 and 104 right, 105 too long (5.00)."""
    assert cost("Ann Mon 09:00-09:30 cashier") == 2_00
    assert cost("Ann Mon 09:00-09:45 cashier") == 0
    assert cost("Ann Mon 09:00-10:44 cashier") == 0
    assert cost("Ann Mon 09:00-10:45 cashier") == 5_00


def test_a_break_and_another_role_end_a_run() -> None:
    """Two hours at the till in two halves are right, and two runs cost 1.00; unbroken, 5.00."""
    assert cost("Ann Mon 09:00-11:15 cashier, break 10:00-10:15 unpaid") == 1_00
    assert cost("Ann Mon 09:00-11:15 cashier, floor 10:00-10:15") == 1_00
    assert cost("Ann Mon 09:00-11:15 cashier") == 5_00


def test_runs_are_counted_by_person_and_day() -> None:
    """Three runs of one day cost 4.00; on two days, or of two people, 1.00 and nothing."""
    three = "Ann Mon 09:00-12:45 cashier, floor 10:00-10:15, floor 11:15-11:30"
    assert cost(three) == 4_00
    two = "09:00-11:15 cashier, floor 10:00-10:15"
    assert cost(f"Ann Mon {two}", "Ann Tue 09:00-10:00 cashier") == 1_00
    assert cost(f"Ann Mon {two}", "Bo Mon 09:00-10:00 cashier") == 1_00


def test_the_search_is_told_the_same_prices() -> None:
    """By quarter hours: 2.00 for one and two slots, nothing to six, 5.00 from seven."""
    problem, _ = store({"people": {"Ann": {}}})
    (told,) = TaskRuns.model_validate({"roles": {"cashier": TILL}}).stays(problem)
    assert told.length[:9].tolist() == [0, 200, 200, 0, 0, 0, 0, 500, 500]
    assert told.times.tolist() == [0, 0, 100, 400]


def test_without_roles_the_goal_does_not_count() -> None:
    """A store that wishes nothing has no line of zeroes in its bill."""
    assert not TaskRuns().enabled
    assert TaskRuns.model_validate({"roles": {"cashier": TILL}}).enabled


def test_steps_rise() -> None:
    """A table out of order is refused: which entry counts would be a guess."""
    falling = [{"minutes": 45, "price": 0}, {"minutes": 30, "price": 2}]
    with pytest.raises(ValidationError, match="steps that rise"):
        TaskRuns.model_validate({"roles": {"cashier": {"lengths": falling}}})
