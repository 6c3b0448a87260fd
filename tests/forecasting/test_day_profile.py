"""Rates by weekday and time of day, by hand where that can be."""

from __future__ import annotations

import numpy as np
import pytest

from staffopt.forecasting.day_profile import day_profile

HOURS = 24


def week(rate, looks=10.0):
    """Events and looks of seven weekdays, `rate(weekday, column)` events a look."""
    shape = (7, HOURS)
    rates = np.array([[float(rate(day, hour)) for hour in range(HOURS)] for day in range(7)])
    return rates * looks, np.full(shape, looks)


def test_a_shape_that_all_weekdays_share_is_found():
    """Sunday has half of the customers, at the same times."""
    events, looks = week(lambda day, hour: (1 + hour) * (0.5 if day == 6 else 1.0))
    assert day_profile(events, looks, 30.0) * looks == pytest.approx(events)


def test_a_weekdays_own_shape_counts_as_far_as_its_customers():
    """30 customers an hour against 10 expected, with 20 of doubt: 50 / 30 of the usual."""
    events, looks = week(lambda _day, _hour: 10.0, looks=1e6)
    looks[6] = 1.0
    events[6] = 10.0
    events[6, 5], events[6, 6] = 30.0, 0.0
    found = day_profile(events, looks, 20.0)
    sunday = events[6].sum() / 24
    assert found[6, 5] == pytest.approx(sunday * (30 + 20) / (sunday + 20), rel=1e-4)
    assert found[0] == pytest.approx(10.0, rel=1e-4)


def test_quarters_within_an_hour_help_each_other():
    """A single customer is spread over the quarters near it, three on each side."""
    events, looks = np.zeros((7, 96)), np.ones((7, 96))
    events[:, 40] = 1.0
    found = day_profile(events, looks, 1e9)[0]
    assert np.flatnonzero(found).tolist() == list(range(37, 44))
    assert found[40] / found[38] == pytest.approx(2.0)
    assert found.sum() == pytest.approx(1.0)


def test_times_never_looked_at_get_the_nearest_ones_rate():
    """On every weekday: before 08:00 what comes at 08:00."""
    events, looks = week(lambda _day, hour: hour)
    looks[:, :8] = events[:, :8] = 0.0
    looks[6, :12] = events[6, :12] = 0.0
    found = day_profile(events, looks, 30.0)
    assert found[2, :9] == pytest.approx([8.0] * 9)
    assert found[6, 10] == pytest.approx(10.0)


@pytest.mark.parametrize("looks", [0.0, 5.0])
def test_without_events_every_rate_is_zero(looks):
    """Looked at or not."""
    assert not day_profile(np.zeros((7, HOURS)), np.full((7, HOURS), looks), 30.0).any()
