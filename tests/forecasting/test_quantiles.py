"""Quantiles of a spread, and the spread that given quantiles have."""

from __future__ import annotations

import numpy as np
import pytest

from staffopt.domain.demand import QUANTILES
from staffopt.domain.spread import POISSON, Spread
from staffopt.forecasting.quantiles import quantiles, spread_of_quantiles


def test_every_level_is_there():
    """Poisson's quantiles at a mean of 9."""
    found = quantiles(np.array([9.0]), POISSON)
    assert {level: float(counts[0]) for level, counts in found.items()} == dict(
        zip(QUANTILES, (9, 11, 13, 14), strict=True)
    )


def test_a_spread_is_found_again_from_quantiles():
    """What is fitted to quantiles is the level's variance that they were made with."""
    means = np.linspace(1, 300, 60)
    for day in (0.0, 0.1, 0.6, 3.0):
        fitted = spread_of_quantiles(means, quantiles(means, Spread(day=day)))
        assert (fitted.batch, fitted.week) == (1.0, 0.0)
        assert 1 + fitted.day == pytest.approx(1 + day, rel=0.03)
