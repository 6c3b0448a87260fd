"""A panel's rate blown up: the mean times the factor, the variance not times its square."""

from __future__ import annotations

from datetime import date

import numpy as np

from staffopt.domain.calendar import Horizon
from staffopt.inputs.transactions.expand import Baskets, expanded, smoothed_rate
from staffopt.inputs.transactions.settings import Expand

HORIZON = Horizon(date(2024, 1, 1), 140, "UTC")
RATE = np.where((HORIZON.wall_minute >= 480) & (HORIZON.wall_minute < 1200), 5.0, 0.0)
HOLIDAY = 70


def panel() -> np.ndarray:
    """Poisson counts of 5 a quarter-hour from 8 to 20; day 70 sells a fifth of that."""
    rng = np.random.default_rng(1)
    return rng.poisson(np.where(HORIZON.slot_day == HOLIDAY, RATE / 5, RATE)).astype(float)


def baskets() -> Baskets:
    """Two units in the morning, four after noon."""
    hour = np.arange(24)
    return Baskets(hour, {"items": np.where(hour < 12, 2.0, 4.0)})


def test_the_rate_loses_the_noise_and_keeps_the_holiday():
    """Around 5 in mid-day, within a tenth on average; 1 on the holiday, within a quarter."""
    rate = smoothed_rate(HORIZON, panel())
    midday = (HORIZON.wall_minute >= 600) & (HORIZON.wall_minute < 1080)
    odd = HORIZON.slot_day == HOLIDAY
    assert np.abs(rate[midday & ~odd] - 5).mean() < 0.5
    assert abs(rate[midday & odd].mean() - 1) < 0.25


def test_variance_stays_near_the_mean():
    """Times 6 and drawn, variance over mean around the true rate is near 1; multiplied it is 6."""
    counts = panel()
    drawn = expanded(Expand(factor=6, dispersion=1), HORIZON, counts, baskets()).series["sales"]
    midday = (HORIZON.wall_minute >= 600) & (HORIZON.wall_minute < 1080)
    chosen = midday & (HORIZON.slot_day != HOLIDAY)
    assert abs(drawn[chosen].mean() - 30) < 0.5
    assert 0.9 < drawn[chosen].var() / 30 < 1.5
    assert (6 * counts)[chosen].var() / 30 > 5


def test_dispersion_is_what_was_asked_for():
    """Variance over mean 4 around a flat rate of 60."""
    flat = np.full(HORIZON.slots, 10.0)
    drawn = expanded(Expand(factor=6, dispersion=4), HORIZON, flat, baskets()).series["sales"]
    assert abs(drawn.mean() - 60) < 1
    assert abs(drawn.var() / 60 - 4) < 0.25


def test_baskets_are_drawn_from_their_hour_and_returns_from_their_rate():
    """Morning sales hold two units each, later ones four; one return to twenty sales."""
    drawn = expanded(Expand(factor=6, returns=0.05), HORIZON, panel(), baskets())
    sales, items = drawn.series["sales"], drawn.extra["sales.items"]
    morning = HORIZON.wall_minute < 720
    np.testing.assert_array_equal(items, np.where(morning, 2, 4) * sales)
    assert abs(drawn.series["returns"].sum() / sales.sum() - 0.05) < 0.005
