"""How a holiday moves customers within the day, by hand."""

from __future__ import annotations

import numpy as np
import pytest

from staffopt.forecasting.holiday_curves import holiday_curve

MAY, BOXING = ("day", "May Day"), ("day", "Boxing Day")
FLAT = np.full(24, 1e6)
MORNING = np.where(np.arange(24) < 12, 1.5, 0.5)


def test_a_namesake_moves_four_fifths_of_its_customers():
    """A day that rose through its hours by a factor e: log 1 becomes 1 x 1 / 1.25 or near it,

    however busy it was in all; its average stays 1.
    """
    rise = np.exp(np.linspace(-0.5, 0.5, 24))
    curve = holiday_curve(MAY, [MAY, None], np.array([7 * rise * FLAT, FLAT]), np.array([FLAT] * 2))
    assert np.log(curve[-1] / curve[0]) == pytest.approx(0.8, abs=0.03)
    assert curve.mean() == pytest.approx(1)


def test_days_of_any_size_count_alike():
    """Twins of other years, one with a thousand times the customers: the same curve."""
    events = np.array([MORNING * FLAT, 0.001 * MORNING * FLAT])
    one = holiday_curve(MAY, [MAY, BOXING], events, np.array([FLAT, 0.001 * FLAT]))
    both = holiday_curve(MAY, [MAY, MAY], events, np.array([FLAT, FLAT]))
    assert one[3] > 1.3
    assert both[3] == pytest.approx(one[3], rel=0.1)


def test_few_customers_move_little():
    """Of 100 customers only half as much is believed as of very many, less the quarter."""
    few = holiday_curve(MAY, [MAY], np.array([MORNING * 100 / 24]), np.array([FLAT]))
    many = holiday_curve(MAY, [MAY], np.array([MORNING * FLAT]), np.array([FLAT]))
    assert 1.0 < few[3] < 1.0 + 0.6 * (many[3] - 1.0)


@pytest.mark.parametrize("kind", [None, BOXING, ("eve", "May Day")])
def test_strangers_and_ordinary_days_keep_their_curve(kind):
    """Only the same part of the same holiday tells."""
    curve = holiday_curve(kind, [MAY], np.array([MORNING * FLAT]), np.array([FLAT]))
    assert (curve == 1.0).all()


def test_a_closed_namesake_tells_nothing():
    """No customers, or none usual: the weekday's curve."""
    nothing = np.zeros((2, 24))
    known = np.array([FLAT, np.zeros(24)])
    assert (holiday_curve(MAY, [MAY, MAY], nothing, known) == 1.0).all()
