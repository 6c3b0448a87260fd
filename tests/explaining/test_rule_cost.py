"""What a rule costs."""

from __future__ import annotations

from dataclasses import replace

import pytest
from tests.explaining.small_week import roster, rule, small_week

from staffopt.domain.explanation import Difference, RuleCost
from staffopt.errors import ConfigError
from staffopt.explaining.difference import Effort
from staffopt.explaining.rule_cost import rule_cost
from staffopt.explaining.sentences import sentences

EFFORT = Effort((1, 2), 2_000)
ONE_DAY = rule("days_in_a_row", most_days=1, citation="Act 7")
PRESENT = roster(("ann", 0), ("bo", 1))


def test_a_rule_costs_what_is_saved_without_it():
    """Bo's eight hours at 25.00 instead of Ann's at 20.00: 40.00, and Ann works two days."""
    found = rule_cost(small_week([ONE_DAY]), PRESENT, "days_in_a_row", EFFORT)
    assert found.difference.costs == {"wages": -4_000}
    assert (found.difference.spread, found.difference.slack) == (0, 0)
    assert [(each.name, each.before, each.after) for each in found.changes] == [
        ("Ann", "", "08:00-16:00"),
        ("Bo", "08:00-16:00", ""),
    ]
    assert "Ann works 2 days in a row" in found.breaches[0]


def test_law_is_marked_as_such():
    """A hard rule with a citation is no way to save; one of the store's own is just hard."""
    law = sentences(
        rule_cost(small_week([ONE_DAY]), PRESENT, "days_in_a_row", EFFORT), small_week().problem
    )
    assert law[1].startswith("Keeping it costs 40.00 EUR this week: wages +40.00 (another seed")
    assert law[2] == "It is law (Act 7): this is what it costs, not a way to save."
    own = rule("days_in_a_row", most_days=1, citation="store policy")
    told = sentences(
        rule_cost(small_week([own]), PRESENT, "days_in_a_row", EFFORT), small_week().problem
    )
    assert told[2] == "It is a rule of the store, which no plan breaks."


@pytest.mark.parametrize(
    ("name", "settings", "hard"),
    [
        ("hours_limit", {"per": "day", "most_hours": 8}, True),
        ("hours_limit", {"per": "rolling_weeks", "average": True, "most_hours": 40}, False),
        ("hours_limit", {"per": "week", "most_hours": 40, "price": 5}, False),
        ("publication", {"lead_days": 14}, True),
        ("publication", {"freeze_hours": 72}, False),
    ],
)
def test_law_is_law_with_a_price_too(name: str, settings: dict[str, object], hard: bool) -> None:
    """A price that has nothing to price is none; one that has is told beside the law."""
    week = small_week([rule(name, **settings, citation="Act 7")])
    found = rule_cost(week, PRESENT, name, Effort((1,), 0))
    assert (found.law, found.hard) == (True, hard)
    said = sentences(found, week.problem)
    assert said[2] == "It is law (Act 7): this is what it costs, not a way to save."
    assert any("may be broken at a price" in each for each in said) is not hard


def test_a_rule_that_does_not_bind_costs_nothing():
    """Nobody would work more than two days anyway."""
    loose = rule("days_in_a_row", most_days=2)
    found = rule_cost(small_week([loose]), roster(("ann", 0), ("ann", 1)), "days_in_a_row", EFFORT)
    assert found.difference.total == 0
    assert sentences(found, small_week().problem)[1].startswith("It costs nothing this week")


def test_a_types_name_stands_for_all_its_rules():
    """Both limits go at once; the id of one of them leaves the other."""
    rules = [ONE_DAY, rule("days_in_a_row", id="again", most_days=1)]
    whole = rule_cost(small_week(rules), PRESENT, "again", EFFORT)
    assert whole.difference.total == 0
    both = [rule.model_copy(update={"id": f"own{k}"}) for k, rule in enumerate(rules)]
    found = rule_cost(small_week(both), PRESENT, "days_in_a_row", EFFORT)
    assert found.difference.total == -4_000


def test_what_the_search_finds_anyway_is_not_the_rules_cost():
    """Bo works both days where Ann could: 80.00 of slack, and the rule still costs nothing."""
    rules = [rule("days_in_a_row", most_days=2)]
    found = rule_cost(small_week(rules), roster(("bo", 0), ("bo", 1)), "days_in_a_row", EFFORT)
    assert (found.difference.total, found.difference.slack) == (0, 8_000)
    assert sentences(found, small_week().problem)[-1].startswith("Searching on saves 80.00 EUR")


def test_an_unknown_rule_is_refused_with_those_there_are():
    """The nearest is named."""
    with pytest.raises(ConfigError, match="did you mean 'availability'"):
        rule_cost(small_week(), PRESENT, "availabilty", EFFORT)


def test_several_weeks_are_not_called_this_week():
    """The same answer about a plan of two weeks."""
    found = Difference({"wages": -4_000}, 0, 0, (1, 2), 0)
    cost = RuleCost("r", "Promise.", "", False, False, found, (), (), PRESENT)
    week = small_week().problem
    need = replace(week.requirement, horizon=replace(week.horizon, days=14))
    said = sentences(cost, replace(week, requirement=need))
    assert said[1].startswith("Keeping it costs 40.00 EUR in these weeks: wages +40.00 (")
    free = replace(cost, difference=replace(found, costs={}))
    said = sentences(free, replace(week, requirement=need))
    assert said[1].startswith("It costs nothing in these weeks: ")
