"""Hours that are no whole minutes, as 7.33: search and audit take the nearest minute, both."""

from __future__ import annotations

import pytest
from tests.rules.contract import by_check, by_shapes
from tests.stores_in_words import store

from staffopt.rules.base import Rule
from staffopt.rules.break_due import BreakOwed
from staffopt.rules.change_bands import Band, Owed
from staffopt.rules.change_premium import ChangePremium
from staffopt.rules.daily_hours import DailyHours
from staffopt.rules.gap_premium import GapPremium
from staffopt.rules.min_engagement import MinEngagement
from staffopt.rules.min_rest import MinRest
from staffopt.rules.minors_hours import MinorsHours
from staffopt.rules.publication import Publication
from staffopt.rules.shift_length import ShiftLength
from staffopt.rules.split_shift import SplitShift
from staffopt.rules.spread_of_hours import SpreadOfHours
from staffopt.rules.training_held import TrainingHeld
from staffopt.rules.weekly_hours import WeeklyHours
from staffopt.rules.weekly_rest import WeeklyRest

ALMOST, EXACT, OVER = 7.33, 7.35, 8.05
"""439.8 minutes, of which 440 are the nearest; 441; and 483, which as a product is a bit more."""
DAY = ["Ann Mon 09:00-16:20 cashier"]
NIGHT = ["Ann Mon 12:00-20:00 cashier", "Ann Tue 04:03-08:00 cashier"]
PART = ["Ann Mon 12:00-20:00 cashier", "Ann Tue 03:20-08:00 cashier"]
OWED = Owed(hours=1)
LATE = {"told": "Mon 00:57", "past": ["Ann Mon 09:00-17:00 cashier"]}


def _change(notice: float) -> ChangePremium:
    """An hour of pay for any change told too late."""
    band = Band(notice_hours=notice, added=OWED, moved=OWED, cut=OWED, cancelled=OWED)
    return ChangePremium(bands=(band,))


def _rest(**settings: float) -> WeeklyRest:
    """A rest that no week holds, but for what else the settings let stand for it."""
    return WeeklyRest(hours=200, or_days=7, or_piece_hours=8, **settings)


CASES: tuple[tuple[Rule, Rule, list[str]], ...] = (
    (DailyHours(most_hours=ALMOST), DailyHours(most_hours=7.3), DAY),
    (WeeklyHours(most_hours=ALMOST), WeeklyHours(most_hours=7.3), DAY),
    (MinorsHours(school_day_hours=ALMOST), MinorsHours(school_day_hours=7.3), DAY),
    (MinorsHours(school_week_hours=ALMOST), MinorsHours(school_week_hours=7.3), DAY),
    (ShiftLength(most_hours=ALMOST), ShiftLength(most_hours=7.3), DAY),
    (ShiftLength(least_hours=7.34), ShiftLength(least_hours=EXACT), DAY),
    (MinEngagement(hours=7.34), MinEngagement(hours=EXACT), DAY),
    (MinEngagement(hours=7.34, form="pay"), MinEngagement(hours=EXACT, form="pay"), DAY),
    (SpreadOfHours(most_hours=ALMOST), SpreadOfHours(most_hours=7.3), DAY),
    (MinRest(hours=OVER), MinRest(hours=8.07), NIGHT),
    (MinRest(hours=11, short_hours=7.34), MinRest(hours=11, short_hours=EXACT), PART),
    (
        GapPremium(hours=7.34, form="flat", amount=1),
        GapPremium(hours=EXACT, form="flat", amount=1),
        PART,
    ),
    (_rest(or_hours=160.67), _rest(or_hours=160.69), DAY),
    (_rest(exempt_week_hours=ALMOST), _rest(exempt_week_hours=7.3), DAY),
    (BreakOwed(over_hours=ALMOST, minutes=30), BreakOwed(over_hours=7.3, minutes=30), DAY),
    (
        BreakOwed(over_hours=9, longest_stretch_hours=ALMOST, minutes=30),
        BreakOwed(over_hours=9, longest_stretch_hours=7.3, minutes=30),
        DAY,
    ),
    (Publication(freeze_hours=OVER), Publication(freeze_hours=8.07), DAY),
    (_change(OVER), _change(8.07), DAY),
)


@pytest.mark.parametrize(
    ("kept", "broken"),
    [
        ({"longest_gap_hours": ALMOST}, {"longest_gap_hours": 7.3}),
        ({"most_gaps": 0, "gap_hours": ALMOST}, {"most_gaps": 0, "gap_hours": 7.3}),
        ({"least_piece_hours": 2.34}, {"least_piece_hours": 2.35}),
    ],
)
def test_the_audit_of_split_shifts_takes_the_nearest_minute(
    kept: dict[str, float], broken: dict[str, float]
) -> None:
    """A gap of 440 minutes, pieces of 140 and more: the search never splits a shift."""
    roster = ["Ann Mon 08:00-10:20 cashier", "Ann Mon 17:40-21:00 cashier"]
    problem, found = store({"slot_minutes": 1, "roster": roster})
    assert not list(SplitShift(**kept).check(problem, found))
    assert list(SplitShift(**broken).check(problem, found))


@pytest.mark.parametrize(("kept", "broken", "roster"), CASES)
def test_search_and_audit_keep_the_nearest_minute(
    kept: Rule, broken: Rule, roster: list[str]
) -> None:
    """At the limit both see nothing, a minute or so beyond it both see the same."""
    facts = {"slot_minutes": 1, "roster": roster, **LATE}
    problem, found = store(facts)
    for rule, silent in ((kept, True), (broken, False)):
        check = by_check(rule, problem, found)
        assert (not check.price and not check.blames) is silent, rule
        assert by_shapes(rule, problem, found, TrainingHeld()).agrees(check), rule
