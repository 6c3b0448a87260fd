"""What is owed when several rules claim pay for the same time."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from itertools import chain

import pytest
from pydantic import ValidationError
from tests.stores_in_words import store
from tests.worlds import world

from staffopt.auditor import overpriced
from staffopt.domain.violation import PayClaim
from staffopt.rules.base import Rule
from staffopt.rules.contract_hours import ContractHours
from staffopt.rules.overtime_tiers import OvertimeTiers
from staffopt.rules.pay import owed
from staffopt.rules.pay_band import PayBand
from staffopt.rules.time_premium import TimePremium


def _claim(rule: str, hours: tuple[int, int], amount: int, group: str) -> PayClaim:
    start, end = (datetime(2026, 6, 1, hour, tzinfo=UTC) for hour in hours)
    return PayClaim(rule, "Ann", start, end, amount, "", group)


def test_the_highest_of_a_group_is_paid_for_common_time() -> None:
    """2.25 an hour at night, 2.50 on Sunday from 10 on; the hour after both stands alone."""
    claims = [
        _claim("night", (8, 12), 9_00, "unsocial"),
        _claim("sunday", (10, 12), 5_00, "unsocial"),
        _claim("late", (12, 13), 4_00, "unsocial"),
    ]
    paid = [(claim.rule, claim.start.hour, claim.amount) for claim in owed(claims)]
    assert paid == [("night", 8, 4_50), ("sunday", 10, 5_00), ("late", 12, 4_00)]


def test_an_hour_in_the_middle_splits_a_claim() -> None:
    """Two hours of eight are better paid: the other six keep three quarters of 8.00."""
    claims = [_claim("night", (8, 16), 8_00, "g"), _claim("feast", (10, 12), 6_00, "g")]
    assert [claim.amount for claim in owed(claims)] == [2_00, 6_00, 4_00]


def test_a_flat_claim_pays_what_its_group_leaves() -> None:
    """30.00 for a week in which 20.00 are paid by the hour: 10.00 more; of 15.00 nothing."""
    hours = [_claim("law", (8, 10), 12_00, "g"), _claim("law", (14, 16), 8_00, "g")]
    week = replace(_claim("contract", (0, 23), 30_00, "g"), flat=True)
    assert sum(claim.amount for claim in owed([*hours, week])) == 30_00
    assert sum(claim.amount for claim in owed([*hours, replace(week, amount=15_00)])) == 20_00


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


def test_overtime_by_law_and_by_contract_is_paid_once() -> None:
    """44 h, both above 40 at 1.5: 4 h at 10.00, once; a target of 38 adds the two hours before."""
    days = [f"Ann {day} 08:00-19:00 cashier" for day in ("Mon", "Tue", "Wed", "Thu")]
    for target, amount in ((40, 40_00), (38, 60_00)):
        problem, roster = store({"people": {"Ann": {"hours": f"0 {target} 60"}}, "roster": days})
        rules = (ContractHours(), OvertimeTiers(weekly=((40, 1.5),)))
        assert (
            sum(c.amount for c in owed(c for r in rules for c in r.pays(problem, roster))) == amount
        )
        assert overpriced(roster, problem, rules) == 40_00


def test_overtime_of_a_night_out_of_the_week_is_paid_once() -> None:
    """Two hours above 40, both after midnight on Monday: they are the old week's.

    With a target of 38 there are two more, and ten in the next week, of which eight are the law's.
    """
    old = [f"Ann {day} 08:00-16:00 cashier" for day in ("Mon", "Tue", "Wed", "Thu")]
    old.append("Ann Sun 18:00-28:00 cashier")
    new = [f"Ann {day}+1 12:00-20:00 cashier" for day in ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat")]
    rules = (ContractHours(), OvertimeTiers(weekly=((40, 1.5),)))

    def paid(roster: list[str], target: int) -> int:
        people = {"Ann": {"hours": f"0 {target} 60"}}
        problem, found = store({"days": 14, "people": people, "roster": roster})
        return sum(c.amount for c in owed(c for r in rules for c in r.pays(problem, found)))

    assert paid(old, 40) == 20_00
    assert paid([*old, *new], 38) == 40_00 + 100_00


SIX_DAYS = [f"Ann {day} 06:00-14:00 cashier" for day in ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat")]
FOUR_LONG = [f"Ann {day} 08:00-18:00 cashier" for day in ("Mon", "Tue", "Wed", "Thu")]
DAILY = OvertimeTiers(id="daily", daily=((8, 1.5),))
WEEKLY = OvertimeTiers(id="weekly", weekly=((40, 1.5),))
EARLY = TimePremium(bands=(PayBand.model_validate({"from": "06:00", "to": "10:00", "rate": 1.5}),))
SATURDAY = TimePremium(bands=(PayBand(weekdays=("saturday",), rate=1.25),))


@pytest.mark.parametrize(
    ("roster", "rules", "hours"),
    [
        (SIX_DAYS, (EARLY,), 5 * 4 + 8),
        (SIX_DAYS, (EARLY, WEEKLY), 5 * 4 + 8),
        (SIX_DAYS, (SATURDAY,), 8),
        (SIX_DAYS, (SATURDAY, WEEKLY), 8),
        ([*FOUR_LONG, "Ann Fri 08:00-12:00 cashier"], (DAILY,), 4 * 2),
        ([*FOUR_LONG, "Ann Fri 06:00-18:00 cashier"], (DAILY,), 4 * 2 + 4),
        ([*FOUR_LONG, "Ann Fri 06:00-18:00 cashier"], (DAILY, EARLY), 4 * 4 + 4 + 4),
        (["Ann Mon 06:00-18:00 cashier", *SIX_DAYS[1:]], (DAILY, EARLY), 6 * 4 + 4 + 4),
    ],
)
def test_contract_overtime_is_the_last_time_of_the_week(
    roster: list[str], rules: tuple[Rule, ...], hours: float
) -> None:
    """Premiums for other hours stay; overtime of other hours counts, and none is paid twice."""
    problem, found = store({"people": {"Ann": {"hours": "0 40 60"}}, "roster": roster})
    both = (ContractHours(), *rules)
    claims = owed(claim for rule in both for claim in rule.pays(problem, found))
    assert sum(claim.amount for claim in claims) == hours * 10_00


def test_no_rule_alone_claims_more_than_is_owed_to_anybody() -> None:
    """What proofs count on, in random rosters: owed is the most of one rule or more, and no sum."""
    rules = (
        ContractHours(overtime=1.6),
        ContractHours(id="plan", balance="plan"),
        OvertimeTiers(daily=((6, 1.3),), weekly=((30, 1.5), (34, 2))),
        EARLY,
        SATURDAY.model_copy(update={"id": "saturday"}),
    )
    swallowed = 0
    for problem, roster in ((each.problem, each.roster) for each in map(world, range(100))):
        alone = [list(rule.pays(problem, roster)) for rule in rules]
        for person in problem.people:
            mine = [[c for c in claims if c.person_id == person.id] for claims in alone]
            sums = [sum(claim.amount for claim in claims) for claims in mine]
            paid = sum(claim.amount for claim in owed(chain(*mine)))
            slack = sum(map(len, mine)) * 2
            assert max(sums) - slack <= paid <= sum(sums) + slack, (person.id, sums, paid)
            swallowed += paid < sum(sums) - slack and paid > max(sums) + slack
    assert swallowed > 100


def test_tiers_must_rise() -> None:
    """The second tier begins later and pays more."""
    with pytest.raises(ValidationError, match="must rise"):
        OvertimeTiers(daily=((12, 1.5), (8, 2)))
    with pytest.raises(ValidationError, match="1 or more"):
        OvertimeTiers(weekly=((40, 0.5),))
