"""The Poisson deviance, by hand."""

from __future__ import annotations

import numpy as np
import pytest

from staffopt.forecasting.poisson_deviance import deviance


def test_deviance_by_hand():
    """2 (2 ln 2 - 1) for two where one was expected, 6 for nobody where three were, 0 for right."""
    found = deviance(np.array([2.0, 0.0, 5.0]), np.array([1.0, 3.0, 5.0]))
    assert found == pytest.approx([2 * (2 * np.log(2) - 1), 6.0, 0.0])
    assert np.isfinite(deviance(np.array([1.0, 0.0]), np.zeros(2))).all()
