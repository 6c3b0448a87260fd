"""Why nobody more is at a role in a slot."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
from tests.explaining.small_week import HORIZON, MISSING, roster, rule, small_week

from staffopt.domain.explanation import Obstacle, ShortSlot
from staffopt.domain.requirement import RoleRequirement
from staffopt.domain.shifts import Activity, Block
from staffopt.explaining.sentences import sentences
from staffopt.explaining.short_slot import short_slot
from staffopt.explaining.week import Week
from staffopt.solver.solve import prepare
from staffopt.solver.tries import Tries

TUESDAY_10 = 24 + 10
WEEK = small_week().problem


def two_wanted(rules=()) -> Week:
    """The small week, with two people wanted at a time."""
    week = small_week(rules)
    need = week.problem.requirement.roles["till"]
    loss = np.zeros((HORIZON.slots, 4), np.int64)
    loss[need.required > 0, :2] = (2 * MISSING, MISSING)
    two = RoleRequirement(need.required * 2, loss)
    wanted = replace(week.problem.requirement, roles={"till": two})
    return replace(week, problem=replace(week.problem, requirement=wanted))


def test_everybody_has_a_reason_and_the_cheapest_comes_first():
    """Bo's eight hours save 40.00 - 25.00 each; Cy is not there on Tuesday."""
    found = short_slot(two_wanted(), roster(("ann", 1)), TUESDAY_10, "till")
    assert (found.required, found.scheduled, found.there) == (2, 1, ("Ann",))
    assert found.saves == MISSING
    bo, cy = found.obstacles
    assert (bo.name, bo.change, bo.day) == ("Bo", 8 * (2_500 - MISSING), "08:00-16:00")
    assert (cy.name, cy.rule, cy.change) == ("Cy", "availability", None)
    said = sentences(found, WEEK)
    assert said[0] == "till on Tue 04 Mar 10:00: 1 (Ann) of 2 required."
    assert said[1] == "One more in these 60 minutes saves 40.00 EUR."
    assert said[2].startswith("Bo: 08:00-16:00 would save 120.00 EUR")


def test_where_nobody_is_wanted_the_wage_keeps_people_away():
    """One wanted, Ann there: Bo's four hours at 25.00 save nothing."""
    found = short_slot(small_week(), roster(("ann", 1)), TUESDAY_10, "till")
    assert (found.saves, found.obstacles[0].change) == (0, 10_000)
    assert "One more there saves nothing." in sentences(found, WEEK)


def test_rest_is_named_with_its_hours():
    """From 16:00 on Monday to 8:00 on Tuesday are 16 h; 18 h are wanted."""
    week = two_wanted([rule("min_rest", hours=18)])
    late = roster(("ann", 1), ("bo", 0))
    found = short_slot(week, late, TUESDAY_10 - 2, "till")
    bo = next(each for each in found.obstacles if each.name == "Bo")
    assert (bo.rule, bo.change) == ("min_rest", None)
    assert bo.text.startswith("rests 16 h")


def test_who_is_on_a_break_is_said_to_be():
    """Bo's shift is all break at ten."""
    made = roster(("ann", 1), ("bo", 1))
    ann, bo = made.shifts
    ten = HORIZON.instant(TUESDAY_10)
    end = HORIZON.instant(TUESDAY_10 + 1)
    blocks = (
        Block(bo.start, ten, role="till"),
        Block(ten, end, Activity.BREAK),
        Block(end, bo.end, role="till"),
    )
    made = replace(made, shifts=(ann, replace(bo, blocks=blocks)))
    found = short_slot(two_wanted(), made, TUESDAY_10, "till")
    bo_away = next(each for each in found.obstacles if each.name == "Bo")
    assert bo_away.now == "on a break"


def test_that_somebody_is_in_training_is_told_once():
    """What they do then is what keeps them away."""
    away = Obstacle("bo", "Bo", "is in training then", now="in training")
    week = small_week()
    found = ShortSlot("till", HORIZON.instant(TUESDAY_10), 1, 0, 0, (), (away,))
    assert sentences(found, week.problem)[-1] == "Bo: is in training then."


def test_breaks_in_either_order_are_put_back_as_they_were():
    """Lunch at 11:00 and two hours of tea at 13:00, though tea may be the earlier of the two."""
    rules = [
        rule("break_due", id="tea", over_hours=5, minutes=120, earliest_hours=1, latest_hours=5),
        rule("break_due", id="lunch", over_hours=5, minutes=60, earliest_hours=2, latest_hours=5),
    ]
    week = small_week(rules)
    (shift,) = roster(("ann", 0)).shifts
    at = [HORIZON.instant(hour) for hour in (8, 11, 12, 13, 15, 16)]
    kinds = (None, "lunch", None, "tea", None)
    blocks = tuple(
        Block(start, end, Activity.BREAK, paid=False) if kind else Block(start, end, role="till")
        for start, end, kind in zip(at, at[1:], kinds, strict=False)
    )
    made = replace(roster(), shifts=(replace(shift, blocks=blocks),))
    tries = Tries.of(prepare(week.problem, week.rules, week.goals), made)
    assert [each.blocks for each in tries.roster.shifts] == [blocks]
