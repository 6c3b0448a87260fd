"""Quantiles and dispersion against scipy and by hand."""

from __future__ import annotations

import numpy as np
import pytest

from staffopt.forecasting.quantiles import dispersion, dispersion_of, quantile, quantiles

MEANS = np.array([0.02, 0.4, 1.0, 5.5, 23.0, 570.0, 4000.0])


@pytest.mark.parametrize("level", [0.5, 0.8, 0.9, 0.95])
@pytest.mark.parametrize("spread", [1.0, 1.0001, 1.15, 2.0, 20.0])
def test_agrees_with_scipy(level, spread):
    """The quantiles are those of Poisson at 1 and of the negative binomial above."""
    from scipy.stats import nbinom, poisson

    if spread == 1.0:
        wanted = poisson.ppf(level, MEANS)
    else:
        shape = 1 / (spread - 1)
        wanted = nbinom.ppf(level, shape, shape / (shape + MEANS))
    assert quantile(MEANS, spread, level) == pytest.approx(wanted)


def test_nobody_expected_is_nobody_at_any_level():
    """A mean of zero has no upper side."""
    assert (quantiles(np.zeros(3), 5.0)[0.95] == 0).all()


def test_dispersion_by_hand():
    """Means of 2, errors of 2: squared 4, 2 more than Poisson's, over 4: 1.5 at a mean of one."""
    assert dispersion(np.array([4.0, 0.0]), np.array([2.0, 2.0])) == pytest.approx(1.5)


@pytest.mark.parametrize("actual", [[2.0, 2.0], [3.0, 1.0]])
def test_dispersion_is_never_below_poissons(actual):
    """Errors smaller than chance would make are taken for luck."""
    assert dispersion(np.array(actual), np.array([2.0, 2.0])) == 1.0


def test_dispersion_is_found_again_from_quantiles():
    """What is fitted to quantiles is the dispersion that they were made with."""
    means = np.linspace(1, 300, 60)
    for spread in (1.0, 1.1, 1.6, 4.0):
        fitted = dispersion_of(means, quantiles(means, spread))
        assert fitted == pytest.approx(spread, rel=0.03)
