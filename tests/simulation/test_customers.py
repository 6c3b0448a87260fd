"""The random customers: their numbers, their day, their times, and that they stay the same."""

from __future__ import annotations

import numpy as np
import pytest
from tests.simulation.conftest import WEEK

from staffopt.simulation.customers import arrivals_and_services, draw_counts, patiences

HOUR = 3600.0


def test_counts_have_the_mean_and_the_variance_of_the_forecast(make_role):
    """Mean 10 and variance 10 + 0.2 * 10^2 = 30 in each slot, within 3 and 10 %."""
    counts = draw_counts(make_role(10.0, dispersion=1.2), WEEK, 4000, seed=1)
    busy = counts.reshape(7, 24, -1)[:, 8:20]
    assert busy.mean() == pytest.approx(10.0, rel=0.03)
    assert busy.var(axis=2).mean() == pytest.approx(30.0, rel=0.1)
    assert counts.reshape(7, 24, -1)[:, :8].sum() == 0


def test_a_busy_day_is_busy_all_day_and_says_nothing_of_the_next(make_role):
    """Of a variance of 30 the day's level is 20: two slots of a day correlate by two thirds."""
    counts = draw_counts(make_role(10.0, dispersion=1.2), WEEK, 4000, seed=1).reshape(7, 24, -1)
    same_day = np.corrcoef(counts[2, 9], counts[2, 18])[0, 1]
    next_day = np.corrcoef(counts[2, 9], counts[3, 9])[0, 1]
    assert same_day == pytest.approx(2 / 3, abs=0.05)
    assert next_day == pytest.approx(0.0, abs=0.05)


def test_a_rate_of_sales_is_busy_with_the_sales(make_role):
    """Returns at 10 an hour share the day's level, 20 of 30 of the variance, but no counts."""
    sales = make_role(10.0, dispersion=1.2)
    returns = make_role(10.0, dispersion=1.2, driver="returns")
    one, other = (draw_counts(role, WEEK, 4000, seed=1) for role in (sales, returns))
    assert np.corrcoef(one[9], other[9])[0, 1] == pytest.approx(2 / 3, abs=0.05)
    alone = make_role(10.0, dispersion=1.2, driver="returns", level="returns")
    other = draw_counts(alone, WEEK, 4000, seed=1)
    assert np.corrcoef(one[9], other[9])[0, 1] == pytest.approx(0.0, abs=0.05)


def test_a_poisson_forecast_has_no_busy_days(make_role):
    """At a dispersion of 1 two slots of a day do not correlate."""
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
