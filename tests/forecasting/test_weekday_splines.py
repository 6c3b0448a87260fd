"""Smooth rates by weekday and time of day, on evidence made by hand."""

from __future__ import annotations

import numpy as np
import pytest

from staffopt.forecasting.weekday_splines import Evidence, cubic_splines, smooth_rates

HOURS = np.arange(24)


def evidence(rates, looks=1000.0):
    """Exactly as many events as the rates make of so many looks."""
    looks = np.broadcast_to(looks, (7, 24)).astype(float)
    return Evidence(np.broadcast_to(rates, (7, 24)) * looks, looks)


@pytest.mark.parametrize("many", [1, 4, 9, 20])
def test_splines_share_out_each_column(many):
    """Whatever their number, the splines of a column are not negative and sum to 1."""
    splines = cubic_splines(HOURS, many)
    assert splines.shape == (24, max(many, 4))
    assert splines.sum(axis=1) == pytest.approx(np.ones(24))
    assert splines.min() >= 0


def test_growth_by_the_hour_comes_back():
    """A rate that grows by a tenth from hour to hour has no bend, so nothing is smoothed away."""
    rates = smooth_rates(evidence(1.1**HOURS), 100.0)
    assert rates == pytest.approx(np.broadcast_to(1.1**HOURS, (7, 24)), rel=1e-4)


def test_a_busy_saturday_stays_busy():
    """Twice as many on Saturdays as on other days is a level of its own: kept within 1 %."""
    rates = smooth_rates(evidence(np.array([5, 5, 5, 5, 5, 10, 5])[:, None]), 100.0)
    assert rates[5] == pytest.approx(np.full(24, 10.0), rel=0.01)
    assert rates[0] == pytest.approx(np.full(24, 5.0), rel=0.01)


def test_a_weekday_never_seen_looks_like_the_others():
    """Without a single look at Sundays they get the curve of the other days."""
    looks = np.full((7, 24), 1000.0)
    looks[6] = 0.0
    rates = smooth_rates(evidence(2.0 + (HOURS == 12), looks), 100.0)
    assert rates[6] == pytest.approx(rates[0], rel=0.005)


def test_columns_outside_get_the_nearest():
    """Looked at from 09:00 to 16:59 only: night hours repeat the first and the last of these."""
    looks = np.where((HOURS >= 9) & (HOURS < 17), 1000.0, 0.0)
    rates = smooth_rates(evidence(1.1**HOURS, looks), 100.0)
    assert rates[0, :9] == pytest.approx(np.full(9, 1.1**9), rel=1e-3)
    assert rates[0, 17:] == pytest.approx(np.full(7, 1.1**16), rel=1e-3)


def test_expected_events_are_the_events_seen():
    """Smoothing moves events between slots and weekdays; their sum stays, few or many."""
    random = np.random.default_rng(4)
    for rate in (0.01, 1.0, 100.0):
        seen = Evidence(random.poisson(rate * 30, (7, 24)).astype(float), np.full((7, 24), 30.0))
        rates = smooth_rates(seen, 100.0)
        assert (rates * seen.looks).sum() == pytest.approx(seen.events.sum(), rel=1e-4)


def test_a_price_holds_weekdays_together():
    """Chance noise leaves weekdays further apart when their own shape is cheap."""
    random = np.random.default_rng(5)
    seen = Evidence(random.poisson(60, (7, 24)).astype(float), np.full((7, 24), 30.0))
    cheap, dear = (smooth_rates(seen, price).std(axis=0).mean() for price in (0.01, 1000.0))
    assert dear < cheap / 2


def test_no_event_is_a_rate_of_zero():
    """Looks without events expect nobody; nothing known expects nobody either."""
    assert (smooth_rates(evidence(0.0), 100.0) == 0).all()
    assert (smooth_rates(evidence(0.0, 0.0), 100.0) == 0).all()


def test_a_lone_event_is_spread_and_finite():
    """One event in the year is expected once in as many looks, somewhere near its hour."""
    events = np.zeros((7, 24))
    events[2, 10] = 1.0
    rates = smooth_rates(Evidence(events, np.full((7, 24), 52.0)), 100.0)
    assert (rates * 52).sum() == pytest.approx(1.0, rel=1e-3)
    assert rates[2].argmax() == pytest.approx(10, abs=2)
