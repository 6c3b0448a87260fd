"""What is expected after a closing, a slump or a jump: the made weeks of docs/forecasting.md."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from pathlib import Path

import numpy as np
import pytest

from staffopt.domain.calendar import Horizon
from staffopt.domain.demand import Counts, DriverDemand
from staffopt.domain.opening import Opening
from staffopt.forecasting.base import Forecaster
from staffopt.forecasting.ets_profile import EtsProfile
from staffopt.forecasting.gam import Gam
from staffopt.forecasting.past import Past

PAGE = Path(__file__).parents[2] / "docs" / "forecasting.md"
GAM, ETS = Gam(), EtsProfile()
FIRST = date(2016, 1, 4)
USUAL = [1.0] * 40
AFTER = [1.0] * 12
ORDINALS = {"1st": 1, **{f"{week}th": week for week in range(4, 13)}}

MADE = {
    "closed for 1 week": ([0.0], AFTER),
    "closed for 2 weeks": ([0.0] * 2, AFTER),
    "closed for 4 weeks": ([0.0] * 4, AFTER),
    "closed for 8 weeks": ([0.0] * 8, AFTER),
    "a twentieth for 8 weeks": ([0.05] * 8, AFTER),
    "half for 2 weeks": ([0.5] * 2, AFTER),
    "half for 8 weeks": ([0.5] * 8, AFTER),
    "twice as many from now on": ([], [2.0] * 12),
    "twice as many for 1 week": ([2.0], AFTER),
    "twice as many for 2 weeks": ([2.0] * 2, AFTER),
    "three times as many for 2 weeks": ([3.0] * 2, AFTER),
    "a tenth more each week for 8 weeks, then as ever": (
        [1.1**week for week in range(1, 9)],
        AFTER,
    ),
    "six tenths from now on": ([], [0.6] * 12),
    "half as many again from now on": ([], [1.5] * 12),
    "3 % more each week": ([], [1.03**week for week in range(12)]),
}
"""Weeks of each row of the page's table, and those after it that are forecast."""


def told() -> dict[str, tuple[float, int]]:
    """The page's last two columns: the most that is expected, and from which week it is near."""
    text = PAGE.read_text("utf-8").split("#### After a closing or a jump")[1].split("### ")[0]
    rows = (line.strip("| ").split(" | ") for line in text.splitlines() if line.startswith("| "))
    return {row[0]: (float(row[-2]), ORDINALS[row[-1]]) for row in rows if row[0] in MADE}


def expected_over_came(
    during: Sequence[float], after: Sequence[float], ahead: int, method: Forecaster = GAM
) -> list[float]:
    """Customers that a method expects over those who come, in each week after some others.

    Each week is forecast from what was known so many weeks before it began.
    """
    weeks, first = [*USUAL, *during, *after], len(USUAL) + len(during)
    found = []
    for week in range(first, len(weeks)):
        counts = 10.0 * np.repeat(weeks[: week - ahead], 7)[:, None] * np.ones(24)
        past = Past(FIRST, counts, np.ones(counts.shape, bool))
        rows, _ = method.expect(past, [FIRST + timedelta(weeks=week)], {})
        found.append(float(rows.sum()) / (240.0 * weeks[week]))
    return found


def forecast(weeks: Sequence[float], opening: Opening, ahead: int = 2) -> DriverDemand:
    """The week that begins `ahead` weeks after some weeks, each a multiple of the usual one."""
    known = Horizon(FIRST, 7 * len(weeks), "UTC", 60)
    counts = np.random.default_rng(1).poisson(10.0 * np.repeat(weeks, 7 * 24)).astype(float)
    history = Counts(known, {"sales": counts}, np.ones(known.slots, bool))
    week = Horizon(FIRST + timedelta(weeks=len(weeks) + ahead), 7, "UTC", 60)
    return GAM.forecast(history, "sales", week, opening)


@pytest.mark.parametrize("name", MADE)
def test_the_page_says_what_is_expected(name):
    """Two weeks ahead: the most, over who comes, and the first week that all are near from."""
    found = expected_over_came(*MADE[name], 2)
    far = [week for week, times in enumerate(found, 1) if abs(times - 1.0) > 0.1]
    assert (round(max(found), 2), max(far, default=0) + 1) == told()[name]


@pytest.mark.parametrize("ahead", [1, 2])
@pytest.mark.parametrize(("method", "near"), [(GAM, 0.01), (ETS, 0.03)])
@pytest.mark.parametrize(
    "name", [name for name in MADE if name.startswith(("closed", "a twentieth", "half for"))]
)
def test_two_weeks_known_of_a_new_level_are_enough(name, method, near, ahead):
    """Before they are known it is the level before the break or in it; then it is right."""
    found = expected_over_came(*MADE[name], ahead, method)
    assert found[2 + ahead :] == pytest.approx([1.0] * (10 - ahead), abs=near)
    assert max(found) < 1.0 + near


@pytest.mark.parametrize("ahead", [1, 2, 3])
@pytest.mark.parametrize(
    "during",
    [
        [1.1**week for week in range(1, 9)],
        [1.15**week for week in range(1, 7)],
        [1.25**week for week in range(1, 7)],
        [0.9**week for week in range(1, 9)],
    ],
)
def test_what_a_rise_was_missed_by_does_not_outlive_it(during, ahead):
    """A season's rise or fall that ends at once: once two weeks are known, it is forgotten."""
    found = expected_over_came(during, AFTER, ahead)
    assert found[2 + ahead :] == pytest.approx([1.0] * (10 - ahead), abs=0.01)


@pytest.mark.parametrize("ahead", [1, 2])
@pytest.mark.parametrize("method", [GAM, ETS])
@pytest.mark.parametrize("week", [0.0, 2.0])
def test_a_week_by_itself_changes_nothing(week, method, ahead):
    """Closed for a week, or twice as many in one: later weeks are expected as ever."""
    found = expected_over_came([week], AFTER, ahead, method)
    assert found == pytest.approx([1.0] * 12, abs=0.01)


@pytest.mark.parametrize(("ahead", "least", "near"), [(1, 0.91, 5), (2, 0.88, 7)])
def test_a_steady_rise_is_run_after_as_ever(ahead, least, near):
    """3 % more each week: at first 8 or 11 % too few are expected, then it is caught up with."""
    found = expected_over_came([], [1.03**week for week in range(12)], ahead)
    assert min(found) > least
    assert found[near:] == pytest.approx([1.0] * (12 - near), abs=0.05)


@pytest.mark.parametrize("during", [[0.0] * 2, [0.0] * 4, [0.0] * 12, [0.5] * 8, [3.0] * 2])
def test_the_spread_is_as_before_as_soon_as_the_level_is(during, always_open):
    """In the 5th week after a break nothing is left in it of forecasts made across its ends.

    12 closed weeks in which nobody was expected say nothing of how sure a forecast is, either.
    """
    before = forecast(USUAL, always_open)
    after = forecast([*USUAL, *during, 1.0, 1.0], always_open)
    for one in (before, after):
        assert one.quantiles[0.9].sum() / one.mean.sum() == pytest.approx(1.43, abs=0.02)
    assert after.spread.day < 0.001


def test_a_strange_week_is_in_the_spread(always_open):
    """One week of eight that was twice what was expected: the like may happen again."""
    found = forecast([*USUAL, 2.0, 1.0], always_open)
    assert found.spread.day > 0.05


def test_a_past_too_short_for_other_weeks_keeps_those_across_a_jump(always_open):
    """Three weeks, then twice as many: only two of them can be tested, both from before it."""
    found = forecast([1.0, 1.0, 1.0, 2.0, 2.0], always_open, ahead=1)
    assert found.mean.mean() == pytest.approx(20.0, rel=0.05)
    assert found.spread.day > 0.1


def test_notes_say_what_was_passed_over_and_what_is_the_new_level(always_open):
    """Of the last eight weeks, from the last new level on; nothing where weeks are as ever."""
    assert forecast(USUAL, always_open).notes == ()
    passed = "sales: the week of 2016-10-10 was {} times what was expected: passed over"
    unless = ", unless the next is like it"
    assert forecast([*USUAL, 2.0], always_open).notes == (passed.format("2.0") + unless,)
    assert forecast([*USUAL, 0.0, 1.0], always_open).notes == (passed.format("less than 0.1"),)
    assert len(forecast([*USUAL, 2.0, *AFTER[:7]], always_open).notes) == 1
    assert forecast([*USUAL, 2.0, *AFTER[:8]], always_open).notes == ()
    (said,) = forecast([*USUAL, 0.0, 0.0, 1.0, 1.0], always_open).notes
    assert said == (
        "sales: from the week of 2016-10-24 on the level is more than 10 times what was expected, "
        "2 weeks running"
    )
