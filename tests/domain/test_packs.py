"""What a plan says of its law packs."""

from __future__ import annotations

from staffopt.domain.packs import AbsentRule, PackInForce


def test_rules_that_do_not_hold_are_one_line() -> None:
    """Those of one reason together; the pack itself apart."""
    small, large = "headcount is 9, it holds from 25 on", "headcount is 9, it holds from 500 on"
    absent = [AbsentRule(f"us-or/{name}", large) for name in ("notice", "rest", "change")]
    absent.insert(1, AbsentRule("us-or/leave", small))
    pack = PackInForce("us-or", "Oregon", absent=tuple(absent))
    assert pack.deviations == (
        f"4 rules of us-or do not hold: notice, rest, change: {large}; leave: {small}",
    )
    whole = PackInForce("us-or", "Oregon", absent=(AbsentRule("us-or", small),))
    assert whole.not_held == (f"us-or does not hold: {small}",)
