"""Each measure of an error, by hand."""

from __future__ import annotations

import numpy as np
import pytest
from scipy.stats import nbinom, poisson

from staffopt.backtesting.measures import below, noise, pinball
from staffopt.domain.spread import Spread


@pytest.mark.parametrize("rate", [0.2, 1.0, 5.8, 23.0])
def test_noise_is_the_mean_error_of_a_poisson_count(rate):
    """Added up over all counts that can be."""
    counts = np.arange(200)
    expected = float(np.sum(np.abs(counts - rate) * poisson.pmf(counts, rate)))
    assert noise(np.array([rate])) == pytest.approx([expected])


def test_pinball_by_hand():
    """Two above the 90 % quantile cost 1.8, two below it 0.2."""
    assert pinball(np.array([10.0, 6.0]), np.full(2, 8.0), 0.9) == pytest.approx([1.8, 0.2])


@pytest.mark.parametrize("spread", [Spread(), Spread(day=0.3), Spread(3.0, 2.0)])
@pytest.mark.parametrize("level", [0.5, 0.9])
def test_perfect_quantiles_cover_their_level(spread, level):
    """Though counts are whole: over the law itself, exactly that part lies below."""
    mean, counts = 4.5, np.arange(400.0)
    varied = spread.day + (spread.batch - 1) / mean
    law = nbinom(1 / varied, 1 / (1 + varied * mean)) if varied else poisson(mean)
    quantile = np.full(400, law.ppf(level))
    shares = below(counts, quantile, np.full(400, mean), spread, level)
    assert float(np.sum(shares * law.pmf(counts))) == pytest.approx(level)
