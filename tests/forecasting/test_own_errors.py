"""The spread fitted to past errors: by hand, and found again in drawn weeks."""

from __future__ import annotations

from dataclasses import astuple
from datetime import date

import numpy as np
import pytest

from staffopt.domain.calendar import Horizon
from staffopt.domain.spread import POISSON, Spread
from staffopt.forecasting.own_errors import ComparedWeek, spread_of_errors


def week(actual: list[list[float]], mean: float) -> ComparedWeek:
    """A week of which all is known, with one mean throughout."""
    counts = np.array(actual, float)
    return ComparedWeek(counts, np.full(counts.shape, mean), np.ones(counts.shape, bool))


def test_by_hand():
    """Two days of two slots, means of 10, errors 8, 6 and -2, -4.

    Products of slots of one day: 2 * 48 and 2 * 8 over 4 * 10^2: the level varies by 0.28. Squares
    are 120, less 0.28 * 400 leaves 8 over 40 customers: less than Poisson, so Poisson. Of days:
    2 * 14 * -6 is no likeness at all.
    """
    found = spread_of_errors([week([[18, 16], [8, 6]], 10)])
    assert astuple(found) == pytest.approx((1.0, 0.28, 0.0))


def test_days_that_are_off_together_share_the_weeks_level():
    """Both days 2 too many in each slot: 0.04 by the day, all of it by the week."""
    found = spread_of_errors([week([[12, 12], [12, 12]], 10)])
    assert astuple(found) == pytest.approx((1.0, 0.04, 0.04))


def test_batches_say_nothing_of_the_day():
    """Eight at once and nobody else, means of 2: errors 6 and -2 of three cancel in the day."""
    found = spread_of_errors([week([[8, 0, 0, 0], [0, 0, 8, 0]], 2)])
    assert found == Spread(batch=(36 + 3 * 4) * 2 / 16)


@pytest.mark.parametrize(
    "weeks",
    [
        [],
        [week([[2, 2], [2, 2]], 2)],
        [week([[3, 1], [1, 3]], 2)],
        [week([[0, 0], [0, 0]], 0)],
        [week([[0, 0], [4, 0]], 0)],
    ],
)
def test_never_below_poisson(weeks):
    """Nothing to compare, errors smaller than chance would make, and nobody expected at all."""
    assert spread_of_errors(weeks) == POISSON


def test_one_slot_a_day_is_taken_for_the_day():
    """Errors of 4 and -4 around 10: squares 32 are 12 more than Poisson's 20, over 200."""
    found = spread_of_errors([week([[14], [6]], 10)])
    assert astuple(found) == pytest.approx((1.0, 0.06, 0.0))


def test_what_is_not_compared_has_no_part():
    """A holiday of a thousand customers is left out."""
    known = week([[18, 16], [8, 6], [1000, 1000]], 10)
    known.compared[2] = False
    assert spread_of_errors([known]).day == pytest.approx(0.28)


def test_one_wild_slot_is_a_batch_and_no_busy_day():
    """400 at once where 2 are expected: 398^2 over 2240 slots of 2; the days stay as sure."""
    counts = np.full((8, 7, 40), 2.0)
    counts[3, 2, 5] = 400
    found = spread_of_errors([week(one.tolist(), 2.0) for one in counts])
    assert astuple(found) == pytest.approx((398**2 / 4480, 0.0, 0.0))


@pytest.mark.parametrize(
    ("mean", "spread"),
    [
        (6.0, Spread(1.2, 0.02, 0.01)),
        (0.3, Spread(3.0, 0.3, 0.0)),
        (30.0, Spread(1.0, 0.005, 0.005)),
        (5.0, POISSON),
    ],
)
def test_the_spread_of_drawn_weeks_is_found_again(make_drawn, mean, spread):
    """400 drawn weeks of 60 slots a day give their parts back, within what chance leaves."""
    counts = make_drawn(mean, spread)
    found = spread_of_errors([week(one.tolist(), mean) for one in counts])
    assert found.batch == pytest.approx(spread.batch, rel=0.03)
    assert found.day == pytest.approx(spread.day, rel=0.12, abs=0.0005)
    assert found.week == pytest.approx(spread.week, rel=0.25, abs=0.012 * spread.day + 0.0005)


@pytest.fixture
def make_drawn():
    """Weeks as the simulation draws them: 400 of seven days with 60 slots."""
    from staffopt.simulation.customers import draw_counts
    from staffopt.simulation.queue_role import QueueRole

    horizon = Horizon(date(2026, 3, 2), 7, "Europe/Warsaw", 15)

    def make(mean: float, spread: Spread) -> np.ndarray:
        rates = np.zeros((7, 96))
        rates[:, 24:84] = mean
        role = QueueRole(
            "till", "sales", "sales", rates.ravel(), spread, 60.0, 1.0, 60.0, 0.8, 900.0
        )
        drawn = draw_counts(role, horizon, 400, seed=5).reshape(7, 96, 400)
        return np.moveaxis(drawn[:, 24:84], 2, 0).astype(float)

    return make
