"""Why something is not met, and what would mend it."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from tests.explaining.small_week import roster, rule, small_week

from staffopt.auditor import bill
from staffopt.domain.roster import Roster
from staffopt.domain.shifts import Activity
from staffopt.explaining.difference import Effort
from staffopt.explaining.obstacles import forbidden
from staffopt.explaining.plain_shifts import Place
from staffopt.explaining.sentences import sentences
from staffopt.explaining.unmet import unmet
from staffopt.explaining.week import Week

EFFORT = Effort((1,), 3_000)
IN_CHARGE = rule("someone_in_charge", tag="boss", price=10)
FOUR_HOURS = timedelta(hours=4)
CY_THEN_ANN = roster(("cy", 0), ("ann", 1))


def with_boss(week: Week, name: str) -> Week:
    """The week in which one person may decide."""
    people = tuple(
        replace(each, tags=frozenset({"boss"})) if each.id == name else each
        for each in week.problem.people
    )
    return replace(week, problem=replace(week.problem, people=people))


def asked(week: Week, made: Roster):
    """What is unmet in a roster."""
    _, _, violations = bill(made, week.problem, week.rules, week.goals)
    return unmet(week, made, violations, EFFORT)


def test_a_moment_names_the_rules_that_keep_everybody_away():
    """Only Cy may decide, and is not there on Tuesday: 8 h at 10.00.

    With Ann in charge, Ann works both days for 320.00 instead of 160.00 + 240.00 + 80.00; with Cy
    there on Tuesday, both days cost 480.00.
    """
    week = with_boss(small_week([IN_CHARGE]), "cy")
    found = asked(week, CY_THEN_ANN)
    (conflict,) = found.conflicts
    assert conflict.keeping is None
    assert [(each.rule, each.name) for each in conflict.hurdles] == [("availability", "Cy")]
    assert [(each.text, each.change, each.mends) for each in conflict.mends] == [
        ("Ann, who is there, has the tag 'boss'", -16_000, True),
        ("availability given up for Cy", 0, True),
    ]
    said = sentences(found, week.problem)
    assert said[1].startswith("  It cannot hold together with: Cy: is not available")
    assert said[1].endswith("(availability). Proven.")
    assert said[2] == (
        "  Any one of these would mend it: Ann, who is there, has the tag 'boss' (saves 160.00 "
        "EUR); availability given up for Cy (saves 0.00 EUR)."
    )


def test_what_is_only_too_dear_has_its_price():
    """Bo may decide: 40.00 a day in wages more than Ann, for 16.00 a day unmet."""
    cheap = rule("someone_in_charge", tag="boss", price=2)
    week = with_boss(small_week([cheap]), "bo")
    found = asked(week, roster(("ann", 0), ("ann", 1)))
    assert len(found.conflicts) == 2
    for conflict in found.conflicts:
        assert conflict.keeping == {"wages": 8_000, "someone_in_charge": -3_200}
        assert conflict.hurdles == ()
    assert sentences(found, week.problem)[1] == (
        "  It can be met: with all that can be met of someone_in_charge, the week costs 48.00 EUR "
        "more: wages +80.00, someone in charge -32.00."
    )


def test_a_persons_hours_name_the_rule_that_keeps_them_short():
    """Cy is due 12 h in two days and is there on Monday only, for 8 h."""
    week = small_week([rule("contract_hours", short_price=50)])
    people = tuple(
        replace(each, hours_min=42, hours_target=70, hours_max=80) if each.id == "cy" else each
        for each in week.problem.people
    )
    week = replace(week, problem=replace(week.problem, people=people))
    found = asked(week, roster(("cy", 0), ("ann", 1)))
    (conflict,) = found.conflicts
    assert [(each.rule, each.name) for each in conflict.hurdles] == [("availability", "Cy")]
    assert [(each.text, each.mends) for each in conflict.mends] == [
        ("availability given up for Cy", True)
    ]


def test_where_everything_is_met_nothing_is_said():
    """No violation, no search."""
    week = small_week()
    assert sentences(asked(week, CY_THEN_ANN), week.problem) == ("Everything is met.",)


def test_a_day_kept_elsewhere_is_a_conflict_as_the_other_days_are():
    """Bo may decide, one day in a row: on Monday or on Tuesday; a pin makes it Monday for good."""
    rules = [rule("days_in_a_row", most_days=1), IN_CHARGE]
    week = with_boss(small_week(rules), "bo")
    made = roster(("bo", 0), ("ann", 1))
    pinned = replace(week, problem=replace(week.problem, pins=roster(("bo", 0)).shifts))
    for each, standing in ((week, True), (pinned, False)):
        found = asked(each, made)
        (conflict,) = found.conflicts
        assert conflict.keeping is None
        assert [(one.rule, one.name) for one in conflict.hurdles] == [("days_in_a_row", "Bo")]
        assert conflict.standing is standing
        said = sentences(found, week.problem)[1]
        assert said.startswith("  As the other days are, it cannot" if standing else "  It cannot")


def test_a_pin_is_given_up_where_it_is_in_the_way():
    """Bo, who may decide, is pinned to Tuesday afternoon; without the pin the morning is met."""
    week = with_boss(small_week([IN_CHARGE]), "bo")
    (shift,) = roster(("bo", 1)).shifts
    late = replace(shift, blocks=(replace(shift.blocks[0], start=shift.start + FOUR_HOURS),))
    made = replace(roster(("bo", 0), ("ann", 1)), shifts=(*roster(("bo", 0)).shifts, late))
    week = replace(week, problem=replace(week.problem, pins=(late,)))
    (conflict,) = asked(week, made).conflicts
    assert [(each.rule, each.text) for each in conflict.hurdles] == [
        ("pinned", "is pinned to 12:00-16:00")
    ]
    assert ("the pin of Bo given up", True) in [(each.text, each.mends) for each in conflict.mends]


def test_who_is_in_training_is_said_to_be():
    """Bo, who may decide, is trained from 8 to 9 on Tuesday."""
    week = with_boss(small_week([IN_CHARGE]), "bo")
    (shift,) = roster(("bo", 1)).shifts
    hour = replace(shift.blocks[0], end=shift.start + timedelta(hours=1))
    taught = replace(hour, activity=Activity.TRAINING, role=None, session_id="s")
    made = replace(
        roster(), shifts=(replace(shift, blocks=(taught, replace(hour, start=hour.end))),)
    )
    slot = week.problem.horizon.slot(shift.start)
    found = forbidden(week, made, week.problem.person["bo"], [Place(1, slot)])
    assert (found.text, found.rule) == ("is in training then", "")
