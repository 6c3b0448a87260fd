"""Why nobody is there at two in the night, where shifts begin at 6, 14 and 22."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from tests.explaining.small_week import HORIZON, MISSING, roster, rule, small_week
from tests.explaining.test_unmet import IN_CHARGE, with_boss

from staffopt.domain.requirement import RoleRequirement
from staffopt.domain.roster import Roster
from staffopt.domain.shifts import Block, Shift
from staffopt.domain.violation import Violation
from staffopt.explaining.hurdles import hurdles
from staffopt.explaining.places import places
from staffopt.explaining.short_slot import short_slot
from staffopt.explaining.those_it_takes import those_it_takes
from staffopt.explaining.week import Week
from staffopt.rules.base import Rule

TUESDAY_2 = 24 + 2
HOURS = [{"since": each, "until": each} for each in ("06:00", "14:00", "22:00")]
STARTS = rule("shift_starts", windows=HOURS)
NOBODY = roster()


def all_day(*rules: Rule) -> Week:
    """The small week, open at all hours; one is wanted in the night to Tuesday."""
    week = small_week([STARTS, *rules])
    need, always = week.problem.requirement, np.ones(HORIZON.slots, bool)
    wanted = np.zeros(HORIZON.slots, np.int32)
    wanted[22:30] = 1
    loss = np.zeros((HORIZON.slots, 3), np.int64)
    loss[wanted > 0, 0] = MISSING
    roles = {"till": RoleRequirement(wanted, loss)}
    need = replace(need, roles=roles, open=always, staffed=always)
    grid = replace(week.problem.grid, lengths=(480,))
    return replace(week, problem=replace(week.problem, requirement=need, grid=grid))


def test_a_slot_after_midnight_is_of_the_eve_alone_where_nobody_may_begin_then() -> None:
    """At 2:00 the shift of 22:00; at 7:00 that of 6:00; without starts a shift of either day."""
    week = all_day()
    assert [each.day for each in places(week, TUESDAY_2)] == [0]
    assert [each.day for each in places(week, 24 + 7)] == [1]
    free = replace(week, rules=tuple(each for each in week.rules if each is not STARTS))
    assert [each.day for each in places(free, TUESDAY_2)] == [1, 0]


def test_a_night_is_as_long_as_its_breaks_leave_it() -> None:
    """Eight hours with an unpaid one are seven, which is all that the day may have."""
    lunch = rule("break_due", over_hours=5, minutes=60, earliest_hours=2, latest_hours=5)
    week = all_day(lunch, rule("hours_limit", per="day", most_hours=7))
    assert [each.day for each in places(week, TUESDAY_2)] == [0]


def test_the_shift_of_the_eve_has_its_price() -> None:
    """Eight hours at 20.00 or 25.00 for 40.00 each; Cy is not there on Tuesday."""
    found = short_slot(all_day(), NOBODY, TUESDAY_2, "till").obstacles
    ann, bo, cy = found
    assert (ann.name, ann.change, ann.day) == (
        "Ann",
        8 * (2_000 - MISSING),
        "Mon 03 Mar 22:00-06:00",
    )
    assert (bo.name, bo.change) == ("Bo", 8 * (2_500 - MISSING))
    assert (cy.name, cy.rule) == ("Cy", "availability")


def test_the_rule_in_the_way_of_the_eve_is_named() -> None:
    """Ann begins again on Tuesday at 14:00, eight hours after the night."""
    block = Block(HORIZON.instant(24 + 14), HORIZON.instant(24 + 22), role="till")
    late = Roster(HORIZON, (Shift("late", "ann", (block,)),))
    found = short_slot(all_day(rule("min_rest", hours=16)), late, TUESDAY_2, "till")
    (ann,) = [each for each in found.obstacles if each.name == "Ann"]
    assert (ann.rule, ann.text[:9]) == ("min_rest", "rests 8 h")


@pytest.mark.parametrize("standing", [None, NOBODY])
def test_a_conflict_in_the_night_is_about_the_eve(standing: Roster | None) -> None:
    """Cy alone decides, and is away on Tuesday: the starts of shifts are in nobody's way."""
    week = with_boss(all_day(IN_CHARGE), "cy")
    at = HORIZON.instant(TUESDAY_2), HORIZON.instant(TUESDAY_2 + 1)
    missing = Violation(IN_CHARGE.key, "nobody", None, *at, 1_000)
    found = hurdles(week, missing, standing)
    assert [(each.rule, each.name) for each in found.hurdles] == [("availability", "Cy")]
    assert found.proven
    free = with_boss(all_day(IN_CHARGE), "ann")
    assert hurdles(free, missing, standing).hurdles == ()
    (ann,) = those_it_takes(free, NOBODY, missing)
    assert ann.day == "Mon 03 Mar 22:00-06:00"
