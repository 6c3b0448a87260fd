"""Quantiles of counts, against scipy."""

from __future__ import annotations

import numpy as np
import pytest

from staffopt.domain.negative_binomial import not_above, quantile

MEANS = np.array([0.02, 0.4, 1.0, 5.5, 23.0, 570.0, 4000.0])


@pytest.mark.parametrize("level", [0.5, 0.8, 0.9, 0.95])
@pytest.mark.parametrize("variance", [0.0, 2e-9, 1e-6, 0.0001, 0.15, 1.0, 19.0, 1000.0])
def test_agrees_with_scipy(level, variance):
    """The quantiles are those of Poisson at a rate that is fixed, else negative binomial."""
    from scipy.stats import nbinom, poisson

    if variance == 0.0:
        wanted = poisson.ppf(level, MEANS)
    else:
        wanted = nbinom.ppf(level, 1 / variance, 1 / variance / (1 / variance + MEANS))
    assert quantile(MEANS, np.full(MEANS.shape, variance), level) == pytest.approx(wanted)


def test_each_count_has_its_own_rate():
    """Means of 9: at most 14 with a chance of 0.95 by Poisson alone, 20 where rates vary too."""
    assert quantile(np.array([9.0, 9.0]), np.array([0.0, 0.3]), 0.95).tolist() == [14, 20]


def test_nobody_expected_is_nobody_at_any_level():
    """A mean of zero has no upper side."""
    assert (quantile(np.zeros(3), np.full(3, 5.0), 0.95) == 0).all()


def test_fewer_than_none_never_come():
    """The chance of less than no customer is 0, that of none at all Poisson's e^-2."""
    chance = not_above(np.array([-1.0, 0.0]), np.array([2.0, 2.0]), np.zeros(2))
    assert chance == pytest.approx([0.0, np.exp(-2)])
