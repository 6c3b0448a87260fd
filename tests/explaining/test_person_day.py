"""Why somebody works on a day, or does not."""

from __future__ import annotations

from tests.explaining.small_week import MONDAY, TUESDAY, roster, rule, small_week

from staffopt.domain.explanation import FreeDay, Obstacle, WorkedDay
from staffopt.explaining.amounts import obstacle_text
from staffopt.explaining.difference import Effort
from staffopt.explaining.person_day import person_day
from staffopt.explaining.sentences import sentences

EFFORT = Effort((1, 2), 2_000)
ANN_BOTH = roster(("ann", 0), ("ann", 1))
PEOPLE = small_week().problem.person


def test_freeing_a_day_costs_the_difference_in_wages():
    """Bo stands in for eight hours at 25.00 instead of 20.00; alone it costs 320.00 - 160.00."""
    found = person_day(small_week(), ANN_BOTH, PEOPLE["ann"], TUESDAY, EFFORT)
    assert isinstance(found, WorkedDay)
    assert found.alone == {"service": 32_000, "wages": -16_000}
    assert found.freed.costs == {"wages": 4_000}
    assert [(each.name, each.before, each.after) for each in found.takers] == [
        ("Bo", "", "08:00-16:00")
    ]
    said = sentences(found, small_week().problem)
    assert said[0] == "Ann works Tue 04 Mar 08:00-16:00: till 8 h."
    assert "cost 160.00 EUR more: service +320.00, wages -160.00" in said[1]
    assert "Who would stand in: Bo 08:00-16:00 (was free)." in said


def test_a_rule_that_forbids_the_day_is_named_by_the_audit():
    """Cy is there on Mondays only; a second day in a row is one too many for Ann."""
    found = person_day(small_week(), ANN_BOTH, PEOPLE["cy"], TUESDAY, EFFORT)
    assert isinstance(found, FreeDay)
    assert (found.obstacle.rule, found.obstacle.change) == ("availability", None)
    assert "is not available" in found.obstacle.text
    week = small_week([rule("days_in_a_row", most_days=1)])
    found = person_day(week, roster(("ann", 0), ("bo", 1)), PEOPLE["ann"], TUESDAY, EFFORT)
    said = "Ann: works 2 days in a row, Mon 03 Mar to Tue 04 Mar; at most 1 (days_in_a_row)."
    assert sentences(found, small_week().problem)[1] == said


def test_a_day_that_nothing_forbids_has_its_price():
    """Bo's shortest shift beside Ann: four hours at 25.00 for nothing."""
    found = person_day(small_week(), ANN_BOTH, PEOPLE["bo"], MONDAY, EFFORT)
    assert isinstance(found, FreeDay)
    assert (found.obstacle.change, found.obstacle.costs) == (10_000, {"wages": 10_000})
    assert "costs 100.00 EUR more than it saves" in sentences(found, small_week().problem)[1]


def test_a_day_that_costs_what_it_saves_says_so():
    """Nothing more, nothing less: 0.00 would be read as a rounded price."""
    costs = {"wages": 500, "service": -500}
    even = Obstacle("bo", "Bo", "", change=0, costs=costs, day="08:00-12:00")
    said = obstacle_text(even, "EUR", with_pay=True)
    assert said == "08:00-12:00 costs as much as it saves: wages +5.00, service -5.00"


def test_a_shift_that_the_search_has_missed_is_said_to_save():
    """Nobody on Tuesday: Ann's eight hours at 20.00 save 320.00."""
    found = person_day(small_week(), roster(("ann", 0)), PEOPLE["ann"], TUESDAY, EFFORT)
    assert isinstance(found, FreeDay)
    assert found.obstacle.change == -16_000
    assert "08:00-16:00 would save 160.00 EUR" in sentences(found, small_week().problem)[1]
