"""The random customers: their numbers, their day, their times, and that they stay the same."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from tests.simulation.conftest import WEEK

from staffopt.domain.demand import DriverDemand
from staffopt.domain.doubt import Doubt
from staffopt.domain.negative_binomial import not_above
from staffopt.domain.spread import Spread
from staffopt.forecasting.quantiles import quantiles, quantiles_around
from staffopt.simulation.customers import arrivals_and_services, draw_counts, patiences

HOUR = 3600.0


@pytest.mark.parametrize(
    "spread", [Spread(day=0.2), Spread(3.0), Spread(2.0, 0.1), Spread(1.5, 0.15, 0.1)]
)
def test_each_slots_count_has_the_forecasts_distribution(make_role, spread):
    """Mean 10 and variance 30, and at most 9, 17 and 28 customers as often as it is forecast."""
    counts = draw_counts(make_role(10.0, spread=spread), WEEK, 4000, seed=1)
    busy = counts.reshape(7, 24, -1)[:, 8:20]
    assert busy.mean() == pytest.approx(10.0, rel=0.03)
    assert busy.var(axis=2).mean() == pytest.approx(30.0, rel=0.1)
    assert counts.reshape(7, 24, -1)[:, :8].sum() == 0
    for count in (9.0, 17.0, 28.0):
        (wanted,) = not_above(np.array([count]), np.array([10.0]), np.array([0.2]))
        assert (busy <= count).mean() == pytest.approx(wanted, abs=0.01)


def test_a_busy_day_is_busy_all_day_and_says_nothing_of_the_next(make_role):
    """Of a variance of 30 the day's level is 10, batches 10: two slots of a day share a third."""
    role = make_role(10.0, spread=Spread(2.0, 0.1))
    counts = draw_counts(role, WEEK, 4000, seed=1).reshape(7, 24, -1)
    same_day = np.corrcoef(counts[2, 9], counts[2, 18])[0, 1]
    next_day = np.corrcoef(counts[2, 9], counts[3, 9])[0, 1]
    assert same_day == pytest.approx(1 / 3, abs=0.05)
    assert next_day == pytest.approx(0.0, abs=0.05)


def test_days_of_a_week_are_busy_together_as_far_as_the_week_is(make_role):
    """Of a variance of 30 days share 20 and the week 10, a third; another week nothing."""
    fortnight = replace(WEEK, days=14)
    role = make_role(10.0, spread=Spread(1.0, 0.2, 0.1))
    role = replace(role, mean=np.tile(role.mean, 2))
    counts = draw_counts(role, fortnight, 4000, seed=1).reshape(14, 24, -1)
    same_week = np.corrcoef(counts[2, 9], counts[3, 9])[0, 1]
    next_week = np.corrcoef(counts[2, 9], counts[9, 9])[0, 1]
    assert same_week == pytest.approx(1 / 3, abs=0.05)
    assert next_week == pytest.approx(0.0, abs=0.05)


def test_a_later_week_varies_by_its_own_spread(make_role):
    """Mean 10: a variance of 10 + 0.1 * 100 in the first week, of 10 + 0.3 * 100 in the second."""
    role = make_role(10.0, spread=Spread(day=0.1), later=(Spread(day=0.3),))
    role = replace(role, mean=np.tile(role.mean, 2))
    counts = draw_counts(role, replace(WEEK, days=14), 4000, seed=1).reshape(2, 7, 24, -1)
    for week, variance in zip(counts, (20.0, 40.0), strict=True):
        busy = week[:, 8:20]
        assert busy.mean() == pytest.approx(10.0, rel=0.03)
        assert busy.var(axis=2).mean() == pytest.approx(variance, rel=0.1)


@pytest.mark.parametrize("spread", [Spread(1.5, 0.1), Spread(3.0, 0.02, 0.01)])
def test_totals_of_days_and_weeks_stay_below_their_quantiles(make_role, spread):
    """Nine in ten days are below the day's 90 % quantile, nine in ten weeks below the week's."""
    role = make_role(10.0, spread=spread)
    days = draw_counts(role, WEEK, 4000, seed=1).reshape(7, 24, -1).sum(axis=1)
    driver = DriverDemand(role.mean, {}, spread=spread)
    limit = driver.day_quantiles(WEEK, 0.9)[:, None]
    assert (days <= limit).mean() == pytest.approx(0.9, abs=0.01)
    whole = driver.total_quantile(WEEK, 0.9)
    assert (days.sum(axis=0) <= whole).mean() == pytest.approx(0.9, abs=0.015)


def test_what_an_event_leaves_open_is_shared_by_its_days_and_its_quantiles_hold(make_role):
    """Two days off together by 30 %: slots, days and the week are below their 90 % nine in ten.

    A slot's variance is 10 + 100 (1.02 * 1.09 - 1) = 21.18, of which both days share 9.
    """
    event = (WEEK.slot_day == 2) | (WEEK.slot_day == 3)
    doubt, spread = Doubt("sale", event, 0.09), Spread(day=0.02)
    role = make_role(10.0, spread=spread, doubts=(doubt,))
    counts = draw_counts(role, WEEK, 4000, seed=1)
    by_day = counts.reshape(7, 24, -1)
    driver = DriverDemand(role.mean, quantiles(role.mean, spread), spread=spread, doubts=(doubt,))
    widened = quantiles_around(role.mean, driver, WEEK)[0.9].reshape(7, 24, 1)
    for day in (1, 2):
        assert (by_day[day, 8:20] <= widened[day, 8:20]).mean() == pytest.approx(0.92, abs=0.02)
    assert by_day[2, 8:20].var(axis=1).mean() == pytest.approx(21.18, rel=0.05)
    assert np.corrcoef(by_day[2, 9], by_day[3, 9])[0, 1] == pytest.approx(9 / 21.18, abs=0.05)
    assert np.corrcoef(by_day[1, 9], by_day[2, 9])[0, 1] == pytest.approx(0.0, abs=0.05)
    below = by_day.sum(axis=1) <= driver.day_quantiles(WEEK, 0.9)[:, None]
    assert below.mean(axis=1) == pytest.approx(np.full(7, 0.905), abs=0.02)
    whole = counts.sum(axis=0) <= driver.total_quantile(WEEK, 0.9)
    assert whole.mean() == pytest.approx(0.9, abs=0.015)


def test_thin_slots_and_wild_levels_can_be_drawn(make_role):
    """A customer a month, batches of a hundred, a level of five times its mean: still numbers."""
    for mean, spread in ((1e-9, Spread(100.0, 1e-6)), (1e6, Spread(1.0 + 1e-7, 25.0, 25.0))):
        counts = draw_counts(make_role(mean, spread=spread), WEEK, 50, seed=1)
        assert (counts >= 0).all()


def test_a_rate_of_sales_is_busy_with_the_sales(make_role):
    """Returns at 10 an hour share the day's level, 20 of 30 of the variance, but no counts."""
    busy = Spread(day=0.2)
    sales = make_role(10.0, spread=busy)
    returns = make_role(10.0, spread=busy, driver="returns")
    one, other = (draw_counts(role, WEEK, 4000, seed=1) for role in (sales, returns))
    assert np.corrcoef(one[9], other[9])[0, 1] == pytest.approx(2 / 3, abs=0.05)
    alone = make_role(10.0, spread=busy, driver="returns", level="returns")
    other = draw_counts(alone, WEEK, 4000, seed=1)
    assert np.corrcoef(one[9], other[9])[0, 1] == pytest.approx(0.0, abs=0.05)


def test_a_poisson_forecast_has_no_busy_days(make_role):
    """Without a spread two slots of a day do not correlate."""
    counts = draw_counts(make_role(10.0), WEEK, 4000, seed=1)
    assert np.corrcoef(counts[10], counts[15])[0, 1] == pytest.approx(0.0, abs=0.05)


def test_arrivals_are_in_order_inside_their_slot_and_services_average_out(make_role):
    """Handling takes 120 s on average with a deviation of 60 s where the cv is a half."""
    role = make_role(30.0, service_cv=0.5)
    counts = draw_counts(role, WEEK, 50, seed=1)
    taken = []
    for slot, arrivals, services in arrivals_and_services(role, counts, HOUR, seed=1):
        assert (np.diff(arrivals, axis=0) >= 0).all()
        assert (arrivals >= slot * HOUR).all()
        assert (arrivals <= (slot + 1) * HOUR).all()
        taken.append(services.ravel())
    everything = np.concatenate(taken)
    assert everything.mean() == pytest.approx(120.0, rel=0.02)
    assert everything.std() == pytest.approx(60.0, rel=0.04)


def test_the_same_seed_brings_the_same_customers_to_every_role_of_a_driver(make_role):
    """Counts hang on seed and driver, not on the role; another seed brings others."""
    till, desk = make_role(), make_role(name="desk", service=60.0)
    counts = draw_counts(till, WEEK, 20, seed=4)
    assert (counts == draw_counts(desk, WEEK, 20, seed=4)).all()
    assert (counts != draw_counts(till, WEEK, 20, seed=5)).any()
    assert (counts != draw_counts(make_role(driver="visits"), WEEK, 20, seed=4)).any()


def test_patience_is_the_roles(make_role):
    """The same for all, or exponential; a fifth of those who balk have none; the same each time."""
    firm = patiences(make_role(patience=300.0), 1)((3, 2))
    assert firm.tolist() == [[300.0] * 2] * 3
    till = make_role(patience=300.0, fades=True, balking=0.2)
    some = patiences(till, 1)((200, 100))
    assert (some == 0).mean() == pytest.approx(0.2, abs=0.01)
    assert some[some > 0].mean() == pytest.approx(300, rel=0.03)
    assert (patiences(till, 1)((200, 100)) == some).all()
