"""What is owed when several rules claim pay for the same time."""

from __future__ import annotations

from datetime import UTC, datetime

from tests.stores_in_words import store

from staffopt.domain.violation import PayClaim
from staffopt.rules.contract_hours import ContractHours
from staffopt.rules.pay import owed


def _claim(rule: str, hours: tuple[int, int], amount: int, group: str) -> PayClaim:
    start, end = (datetime(2026, 6, 1, hour, tzinfo=UTC) for hour in hours)
    return PayClaim(rule, "Ann", start, end, amount, "", group)


def test_the_highest_of_a_group_is_paid_for_common_time() -> None:
    """Night and Sunday pay of one group: 9.00 for 8 to 12, and 4.00 for the hour after it."""
    claims = [
        _claim("night", (8, 12), 9_00, "unsocial"),
        _claim("sunday", (10, 12), 5_00, "unsocial"),
        _claim("late", (12, 13), 4_00, "unsocial"),
    ]
    assert [claim.amount for claim in owed(claims)] == [9_00, 4_00]


def test_different_groups_and_claims_without_a_group_add_up() -> None:
    """Overtime and a gap premium for the same hour are both paid."""
    claims = [
        _claim("overtime", (8, 12), 9_00, "overtime"),
        _claim("gap", (8, 12), 5_00, "gap"),
        _claim("call", (8, 12), 1_00, ""),
        _claim("call", (8, 12), 2_00, ""),
    ]
    assert sum(claim.amount for claim in owed(claims)) == 17_00


def test_overtime_is_half_a_wage_more_per_hour_above_the_target() -> None:
    """Ten hours with a target of 8 at 20.00: two hours at 10.00 extra."""
    facts = {"people": {"Ann": {"hours": "0 8 12"}}, "roster": ["Ann Mon 08:00-18:00 cashier"]}
    problem, roster = store(facts)
    (claim,) = ContractHours().pays(problem, roster)
    assert (claim.amount, claim.group) == (20_00, "overtime")
    assert claim.message == "Ann: 2 h of overtime in the week of Mon 01 Jun"
    assert list(ContractHours(overtime=1).pays(problem, roster)) == []
