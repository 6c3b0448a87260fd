"""Night shifts of the eve are duty in the first night, for shapes and checks alike."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

import pytest
from tests.rules.contract import by_check, by_shapes
from tests.stores_in_words import store

from staffopt.rules.base import Rule
from staffopt.rules.minor_with_adult import MinorWithAdult
from staffopt.rules.someone_in_charge import SomeoneInCharge
from staffopt.rules.training_held import TrainingHeld

BOSS = {"tags": ["supervisor"]}
NIGHT = "Ann Sun-1 22:00-30:00 cashier, break 26:00-27:00 unpaid"
CHARGE: Mapping[str, Any] = {
    "open": "00:00-24:00",
    "days": 1,
    "people": {"Ann": BOSS, "Bo": BOSS},
    "roster": ["Bo Mon 06:00-24:00 cashier"],
}
YOUNG: Mapping[str, Any] = {
    "people": {"Bo": {"born": date(2010, 1, 1)}},
    "days": 1,
    "roster": ["Bo Mon 00:00-08:00 cashier"],
}


@pytest.mark.parametrize(
    ("rule", "facts", "past", "hours"),
    [
        (SomeoneInCharge(price=60), CHARGE, [], 6),
        (SomeoneInCharge(price=60), CHARGE, [NIGHT], 1),
        (SomeoneInCharge(price=60, least=2), CHARGE, [NIGHT], 24 + 1),
        (MinorWithAdult(price=60), YOUNG, [], 8),
        (MinorWithAdult(price=60), YOUNG, [NIGHT], 1 + 2),
    ],
)
def test_the_night_before_counts(
    rule: Rule, facts: Mapping[str, Any], past: list[str], hours: int
) -> None:
    """Ann works from 22:00 to 06:00 with a break from 02:00: what is left costs 60.00 an hour."""
    problem, roster = store({**facts, "past": past})
    told = by_shapes(rule, problem, roster, TrainingHeld())
    found = by_check(rule, problem, roster)
    assert told.agrees(found)
    assert found.price == 60 * 60_00 * hours
