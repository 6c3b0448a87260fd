"""The lower convex envelope."""

from __future__ import annotations

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from staffopt.staffing_methods.convex import convex_loss

CURVES = arrays(float, (3, 9), elements=st.floats(0, 1e6))


def test_a_hump_becomes_a_straight_line():
    """100, 99, 90, 20 lies above the line 100, 73, 47, 20; what is convex stays."""
    found = convex_loss(np.array([[100, 99, 90, 20, 10, 9], [10, 5, 2, 1, 0, 0.0]]))
    assert found.tolist() == [[101, 74, 47, 20, 10, 9], [10, 5, 2, 1, 0, 0]]


@settings(deadline=None, max_examples=150)
@given(CURVES)
def test_convex_falling_and_nowhere_far_above(curves):
    """Any curve becomes whole, convex, never rising, at most rounding above, tight at its end."""
    found = convex_loss(curves)
    steps = np.diff(found, axis=1)
    rounding = 0.5 * curves.shape[1]
    assert (steps <= 0).all()
    assert (np.diff(steps, axis=1) >= 0).all()
    assert (found <= curves + rounding).all()
    assert (found[:, -1] == np.rint(curves.min(axis=1))).all()
    assert (np.abs(found[:, 0] - curves[:, 0]) <= rounding).all()


@settings(deadline=None, max_examples=150)
@given(CURVES)
def test_no_larger_convex_curve_fits(curves):
    """Each value of the envelope is met by a straight line between two points of the curve."""
    found = convex_loss(curves)
    falling = np.minimum.accumulate(curves, axis=1)
    people = curves.shape[1]
    for row, envelope in zip(falling, found, strict=True):
        for n in range(people):
            chords = [
                row[i] + (row[j] - row[i]) * (n - i) / (j - i)
                for i in range(n + 1)
                for j in range(n, people)
                if i < j
            ]
            assert abs(min([row[n], *chords]) - envelope[n]) <= 0.5 * people
