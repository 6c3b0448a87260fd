"""The spread of counts in slots, days and weeks, by hand and against drawn ones."""

from __future__ import annotations

import numpy as np
import pytest

from staffopt.domain.spread import POISSON, Spread

SHOP = Spread(batch=1.5, day=0.04, week=0.01)


def test_variance_by_hand():
    """A mean of 10 has the variance 1.5 * 10 + 0.04 * 10^2 = 19, 9 more than Poisson's."""
    ten = np.array([10.0])
    assert ten + SHOP.rate_variance(ten) * ten**2 == pytest.approx([19.0])
    assert POISSON.rate_variance(ten) == 0.0


def test_nobody_expected_has_the_level_alone():
    """There are no batches of nobody, and nothing is divided by zero."""
    assert SHOP.rate_variance(np.zeros(2)) == pytest.approx([0.04, 0.04])


def test_a_days_total_is_surer_than_its_slots():
    """Of 50 slots with a mean of 4 each, chance evens out: 200 has a deviation of 43 customers.

    Its variance is 1.5 * 200 + 0.04 * 200^2 = 1900; the 90 % quantile 1.3 deviations up is 257. The
    slots' own quantiles add up to 50 * 7 = 350.
    """
    slots = np.full(50, 4.0)
    day = SHOP.quantile(np.array([200.0]), 0.9)[0]
    assert day == pytest.approx(257, abs=2)
    assert SHOP.quantile(slots, 0.9).sum() == 350


def test_a_rate_of_customers_keeps_levels_and_thins_batches():
    """A tenth follows: a busy day stays as busy, half a customer more a batch becomes a twentieth.

    Drawn: each of the customers of a mixed Poisson count comes again with a chance of 0.1.
    """
    assert SHOP.thinned(0.1) == Spread(1.05, 0.04, 0.01)
    chance = np.random.default_rng(3)
    mean = np.full(200_000, 40.0)
    shape = 1 / SHOP.rate_variance(mean)
    some = chance.binomial(chance.poisson(chance.gamma(shape, mean / shape)), 0.1)
    assert some.var() == pytest.approx(1.05 * 4 + 0.04 * 4**2, rel=0.02)
