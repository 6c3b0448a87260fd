"""Hours of wage that are owed for long, split and short days: amounts by hand, and the shapes."""

from __future__ import annotations

from typing import Any

import pytest
from tests.shape_reader import read
from tests.stores_in_words import store
from tests.worlds import world

from staffopt.rules.base import Rule
from staffopt.rules.min_engagement import MinEngagement
from staffopt.rules.split_shift import SplitShift
from staffopt.rules.spread_of_hours import SpreadOfHours

NEW_YORK = SpreadOfHours(
    most_hours=10, premium_hours=1, premium_wage=16, offset=True, split_gap_hours=1
)
CALIFORNIA = SplitShift(gap_hours=1, premium_hours=1, premium_wage=16.9, offset=True)
CALLED = MinEngagement(hours=3, form="pay")


def _owed(rule: Rule, wage: int, *roster: str) -> int:
    """What a rule owes Ann for lines of a roster, in hundredths."""
    people: dict[str, Any] = {"Ann": {"wage": wage}}
    problem, plan = store({"people": people, "roster": roster})
    assert list(rule.check(problem, plan)) == []
    return sum(claim.amount for claim in rule.pays(problem, plan))


@pytest.mark.parametrize(
    ("wage", "roster", "owed"),
    [
        (1_600, ["Ann Mon 10:00-19:30 cashier"], 0),  # golden 17: 9.5 h
        (1_600, ["Ann Mon 09:00-19:00 cashier"], 0),  # exactly 10 h
        (1_600, ["Ann Mon 09:00-19:30 cashier"], 1_600),  # golden 17: 10.5 h
        (1_610, ["Ann Mon 09:00-19:30 cashier"], 1_495),  # 16.00 less 10.5 h at 0.10
        (1_800, ["Ann Mon 09:00-19:30 cashier"], 0),  # 21.00 lie above the minimum
        (1_600, ["Ann Mon 09:00-12:00 cashier", "Ann Mon 13:00-17:00 cashier"], 0),
        (1_600, ["Ann Mon 09:00-12:00 cashier", "Ann Mon 13:15-17:00 cashier"], 1_600),
    ],
)
def test_new_yorks_spread_of_hours(wage: int, roster: list[str], owed: int) -> None:
    """An hour at the minimum wage over 10 h or for a split day, less what is paid above it."""
    assert _owed(NEW_YORK, wage, *roster) == owed


@pytest.mark.parametrize(
    ("wage", "second", "owed"),
    [(1_690, "14:00", 1_690), (1_690, "13:00", 0), (1_790, "14:00", 890), (1_990, "14:00", 0)],
)
def test_californias_split_shift(wage: int, second: str, owed: int) -> None:
    """09:00-12:00 and 13:00 or 14:00 on, 8 h in all: 16.90 less 8 h of what lies above it."""
    ends = f"{int(second[:2]) + 5}:00"
    lines = ["Ann Mon 09:00-12:00 cashier", f"Ann Mon {second}-{ends} cashier"]
    assert _owed(CALIFORNIA, wage, *lines) == owed


def test_a_short_call_is_paid_as_three_hours() -> None:
    """2 h 15 min at 20.00 an hour are topped up with 45 min, 15.00; three hours are not."""
    assert _owed(CALLED, 2_000, "Ann Mon 09:00-11:15 cashier") == 1_500
    assert _owed(CALLED, 2_000, "Ann Mon 09:00-12:00 cashier") == 0
    assert _owed(CALLED, 2_000, "Ann Mon 09:00-12:30 cashier, break 10:00-10:45 unpaid") == 500


@pytest.mark.parametrize(
    "rule",
    [
        SpreadOfHours(most_hours=6, premium_hours=1.5),
        SpreadOfHours(most_hours=4, premium_hours=1, premium_wage=14.5, offset=True),
        MinEngagement(hours=4.5, form="pay"),
        MinEngagement(hours=6, form="pay", wage=11.11),
    ],
)
def test_the_search_prices_what_is_billed(rule: Rule) -> None:
    """Over thirty random weeks the shapes come to the bill, to half a hundredth a claim."""
    billed = 0
    for seed in range(30):
        given = world(seed)
        claims = list(rule.pays(given.problem, given.roster))
        told = read(rule, given.problem, given.roster).tiers
        assert abs(told - 60 * sum(each.amount for each in claims)) <= 30 * len(claims)
        billed += len(claims)
    assert billed > 20
