"""What `gam` expects after a closing, a slump or a jump: the made weeks of docs/forecasting.md."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

import numpy as np
import pytest

from staffopt.forecasting.gam import Gam
from staffopt.forecasting.past import Past

FIRST = date(2016, 1, 4)
USUAL = [1.0] * 40
AFTER = [1.0] * 12


def expected_over_came(during: Sequence[float], after: Sequence[float], ahead: int) -> list[float]:
    """Customers of `gam` over those who come, in each week after a break of some weeks.

    Each week is forecast from what was known so many weeks before it began.
    """
    weeks, first = [*USUAL, *during, *after], len(USUAL) + len(during)
    found = []
    for week in range(first, len(weeks)):
        counts = 10.0 * np.repeat(weeks[: week - ahead], 7)[:, None] * np.ones(24)
        past = Past(FIRST, counts, np.ones(counts.shape, bool))
        rows, _ = Gam().expect(past, [FIRST + timedelta(weeks=week)], {})
        found.append(float(rows.sum()) / (240.0 * weeks[week]))
    return found


@pytest.mark.parametrize("ahead", [1, 2])
@pytest.mark.parametrize(
    ("during", "after"),
    [
        ([0.0] * 2, AFTER),
        ([0.0] * 4, AFTER),
        ([0.0] * 8, AFTER),
        ([0.05] * 8, AFTER),
        ([0.5] * 2, AFTER),
        ([0.5] * 4, AFTER),
        ([0.5] * 8, AFTER),
        ([], [2.0] * 12),
    ],
)
def test_two_weeks_known_of_a_new_level_are_enough(during, after, ahead):
    """Before they are known it is the level before the break or in it; then it is right."""
    found = expected_over_came(during, after, ahead)
    assert found[2 + ahead :] == pytest.approx([1.0] * (10 - ahead), abs=0.01)
    assert max(found) < 1.01


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
@pytest.mark.parametrize(("during", "after"), [([0.0], AFTER), ([], [2.0, *AFTER[1:]])])
def test_a_week_by_itself_changes_nothing(during, after, ahead):
    """Closed for a week, or twice as many in one: later weeks are expected as ever."""
    found = expected_over_came(during, after, ahead)
    assert found[1:] == pytest.approx([1.0] * 11, abs=0.01)


@pytest.mark.parametrize(("ahead", "least", "near"), [(1, 0.91, 5), (2, 0.88, 7)])
def test_a_steady_rise_is_run_after_as_ever(ahead, least, near):
    """3 % more each week: at first 8 or 11 % too few are expected, then it is caught up with."""
    found = expected_over_came([], [1.03**week for week in range(12)], ahead)
    assert min(found) > least
    assert found[near:] == pytest.approx([1.0] * (12 - near), abs=0.05)


def test_half_as_many_again_is_no_strange_week():
    """Below the bound a jump is met slowly, and by a quarter too far at most."""
    found = expected_over_came([], [1.5] * 12, 2)
    assert found[4] == pytest.approx(0.88, abs=0.01)
    assert max(found) < 1.25
