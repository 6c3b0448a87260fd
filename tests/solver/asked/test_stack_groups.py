"""Premiums of one stack group: never below the bill in the search, never above it in a proof."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, time
from itertools import islice

import numpy as np
import pytest
from tests.solver.seven_days import GOALS_OF_DAYS, rules_with, seven_days

import one_person
from one_person import cheapest, one_person_weeks
from small_stores import SmallStore
from staffopt.auditor import bill, overpriced
from staffopt.domain.shapes import Count
from staffopt.planning import plan_problem
from staffopt.rules.base import Rule
from staffopt.rules.contract_hours import ContractHours
from staffopt.rules.gap_premium import GapPremium
from staffopt.rules.overtime_tiers import OvertimeTiers
from staffopt.rules.pay_band import PayBand
from staffopt.rules.time_premium import TimePremium
from staffopt.solver.annealing.translate import to_roster
from staffopt.solver.arrays.packing import Arrays
from staffopt.solver.asked.answers import SCALE
from staffopt.solver.asked.stack_groups import stacked, surely
from staffopt.solver.bounds.bound import finer_bound, lower_bound
from staffopt.solver.budget import Budget
from staffopt.solver.model.acceptance import accepts
from staffopt.solver.search import search
from staffopt.solver.solve import prepare

MOVES = 20_000
WEEKS = 10
WITHOUT = ("contract_hours", "min_rest", "days_in_a_row")
EARLY = TimePremium(bands=(PayBand(rate=1.3, until=time(13)),))
LAW = OvertimeTiers(id="law", daily=((3, 1.1), (5, 1.2)), weekly=((8, 1.1),))


def weeks(monkeypatch: pytest.MonkeyPatch, *rules: Rule) -> Iterator[tuple[SmallStore, Arrays]]:
    """Weeks of one person with few target hours in which these rules pay, as searched."""
    monkeypatch.setattr(one_person, "MOST_ROSTERS", 150)
    for store in islice(one_person_weeks(), WEEKS):
        others = tuple(rule for rule in store.rules if rule.name not in WITHOUT)
        (ann,) = store.problem.people
        few = replace(ann, hours_target=5 * 7 / store.problem.horizon.days)
        problem = replace(store.problem, people=(few,))
        made = replace(store, problem=problem, rules=(*others, *rules))
        yield made, prepare(made.problem, made.rules, made.goals)


def test_what_one_rule_pays_is_exact(monkeypatch: pytest.MonkeyPatch) -> None:
    """Daily and weekly overtime alone: the search finds the cheapest of all rosters, by its sum."""
    for store, made in weeks(monkeypatch, LAW):
        assert surely(made.answers) is made.answers
        found = search(made, Budget(moves=MOVES), seed=1)
        assert round(int(found.state.cost[0]) / SCALE) == cheapest(store), f"week {store.seed}"


@pytest.mark.parametrize("others", [(LAW,), (EARLY,), (EARLY, LAW)])
def test_rivals_are_never_counted_below_the_bill_nor_proven_above_it(
    monkeypatch: pytest.MonkeyPatch, others: tuple[Rule, ...]
) -> None:
    """Overtime by contract and other premiums: bill <= search, bound <= cheapest bill."""
    differing = 0
    for store, made in weeks(monkeypatch, ContractHours(overtime=1.2), *others):
        found = search(made, Budget(moves=MOVES), seed=1)
        roster = to_roster(made, found.state)
        billed = sum(bill(roster, store.problem, store.rules, store.goals)[0].values())
        over = overpriced(roster, store.problem, store.rules)
        counted = int(found.state.cost[0]) / SCALE
        assert billed - 3 <= counted <= billed + over + 3
        differing += over > 0
        sure = surely(made.answers)
        assert sure is not made.answers
        coarse = lower_bound(sure)
        assert finer_bound(sure, coarse).value <= cheapest(store)
    assert differing


@pytest.mark.parametrize(
    ("law", "owed", "dearer"),
    [
        (OvertimeTiers(weekly=((40, 1.5),), seventh_day=((8, 2),)), 8 * 600, False),
        (OvertimeTiers(daily=((6, 2),), seventh_day=((6, 1.5),)), 13 * 1200, True),
        (
            OvertimeTiers(daily=((6, 2),), weekly=((30, 1.5),), seventh_day=((0, 2),)),
            (12 + 3 + 8) * 1200,
            True,
        ),
    ],
    ids=["week", "day", "dearer"],
)
def test_a_cheaper_seventh_day_is_not_proven_dearer(
    law: OvertimeTiers, owed: int, dearer: bool
) -> None:
    """Seven days of 8 h: the last is paid by its own rates, out of the week and of the day.

    What is sure of the others is proven still.
    """
    problem, rules = seven_days(), rules_with(law)
    plan = plan_problem(problem, rules, GOALS_OF_DAYS, iterations=2_000)
    assert plan.cost == 7 * 8 * 1200 + owed
    sure = surely(prepare(problem, rules, GOALS_OF_DAYS).answers)
    proven = lower_bound(sure).value
    assert proven <= plan.cost
    assert (proven > plan.cost - owed) == dearer


def test_a_sum_without_a_price_is_in_no_group() -> None:
    """Overtime at the wage itself costs nothing, beside a seventh day that is not sure."""
    law = OvertimeTiers(seventh_day=((1, 1.5),), group="law")
    rules = rules_with(ContractHours(overtime=1.0), law)
    plan = plan_problem(seven_days(), rules, GOALS_OF_DAYS, iterations=500)
    assert plan.costs["law"] == 7 * 600


def _count(*tiers: tuple[int, int], group: str = "g") -> Count:
    amount = np.array([240, 480], np.int64)
    return Count(amount, date(2026, 6, 1), tiers=tiers, group=group)


def test_of_equal_sums_the_dearer_counts() -> None:
    """1.5 above 36 h is never below 1.5 above 40 h; which comes first does not matter."""
    dear, cheap = ("contract", _count((2160, 1000))), ("law", _count((2400, 1000)))
    assert stacked([dear, cheap]) == [dear]
    assert stacked([cheap, dear]) == [dear]
    assert stacked([dear, ("again", dear[1])]) == [dear]


def test_sums_that_cross_or_differ_are_all_counted() -> None:
    """2.0 above 40 h passes 1.5 above 36 h in the end; other groups and other sums stand alone."""
    early, steep = ("contract", _count((2160, 1000))), ("law", _count((2400, 2000)))
    assert stacked([early, steep]) == [early, steep]
    elsewhere = ("night", _count((2400, 500), group="night"))
    assert stacked([early, elsewhere]) == [early, elsewhere]
    straight = ("law", replace(_count((2400, 500)), amount=np.array([240, 240], np.int64)))
    assert stacked([early, straight]) == [early, straight]


def test_a_limit_stays_where_its_price_is_covered() -> None:
    """A contract's most hours hold although the law's premium is the higher one."""
    contract, law = _count((2400, 500)), ("law", _count((2400, 1000)))
    found = stacked([("contract", replace(contract, most=3000)), law])
    assert [(rule, each.most, each.tiers) for rule, each in found] == [
        ("contract", 3000, ()),
        ("law", None, ((2400, 1000),)),
    ]


@pytest.mark.parametrize("form", ["inside", "shift", "flat"])
def test_short_gaps_cost_the_same_in_both_engines(
    monkeypatch: pytest.MonkeyPatch, form: str
) -> None:
    """20 hours off: the search's sum is CP-SAT's, never below the bill, exact for an amount."""
    amount = {"amount": 0.5, "rate": 1} if form == "flat" else {"rate": 1.05}
    soon = GapPremium.model_validate({"hours": 20, "form": form, **amount})
    owing = 0
    for store, made in islice(weeks(monkeypatch, soon), 6):
        found = search(made, Budget(moves=MOVES), seed=1)
        roster = to_roster(made, found.state)
        assert accepts(made.answers, roster).cost == int(found.state.cost[0])
        costs, claims, _ = bill(roster, store.problem, store.rules, store.goals)
        over = overpriced(roster, store.problem, store.rules)
        counted = int(found.state.cost[0]) / SCALE
        assert sum(costs.values()) - 3 <= counted <= sum(costs.values()) + over + 3
        assert (surely(made.answers) is made.answers) == (form == "flat")
        owing += len(claims)
        if form == "flat":
            assert round(counted) == cheapest(store)
    assert owing


def test_a_shorter_gap_of_the_same_group_is_not_counted_again(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Double pay below 12 h and, for whoever agreed, below 10 h: after 9 h it is double, once."""
    shift = {"form": "shift", "rate": 2}
    usual = GapPremium.model_validate({"id": "usual", "hours": 12, **shift})
    agreed = GapPremium.model_validate({"id": "agreed", "hours": 10, **shift})
    apart = GapPremium.model_validate({"id": "apart", "hours": 10, "group": "other", **shift})

    def asked(*rules: Rule) -> set[str]:
        _, made = next(weeks(monkeypatch, *rules))
        (ann,) = made.answers.people.values()
        return {rule for rule, gap in ann.gaps if gap.group}

    assert asked(usual, agreed) == asked(agreed, usual) == {"usual"}
    assert asked(agreed, replaced_rate(usual)) == {"agreed", "usual"}
    assert asked(usual, apart) == {"usual", "apart"}


def replaced_rate(rule: GapPremium) -> GapPremium:
    """The rule at another rate: neither tier covers the other."""
    return rule.model_copy(update={"rate": 1.5})


def test_breaks_in_a_band_are_never_counted_below_the_bill(monkeypatch: pytest.MonkeyPatch) -> None:
    """Hours before 13:00 are dearer and breaks unpaid: bill <= search; bound <= cheapest bill."""
    loose = 0
    for store, made in weeks(monkeypatch, EARLY, LAW):
        found = search(made, Budget(moves=MOVES), seed=1)
        roster = to_roster(made, found.state)
        billed = sum(bill(roster, store.problem, store.rules, store.goals)[0].values())
        over = overpriced(roster, store.problem, store.rules)
        counted = int(found.state.cost[0]) / SCALE
        assert billed - 3 <= counted <= billed + over + 3
        ((_, about),) = made.answers.people.items()
        loose += any(price.surely is not None for _, price in about.premiums)
        assert lower_bound(surely(made.answers)).value <= cheapest(store)
    assert loose
