"""Loss curves made convex, so that a search may add people one by one."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from staffopt.domain.arrays import Floats


def convex_loss(curves: Floats) -> NDArray[np.int64]:
    """Whole-number loss curves, a row per slot: convex, never rising, zero or more.

    Each row becomes its lower convex envelope: the largest convex curve nowhere above it. Slopes
    are rounded and summed from the full end, because rounded values of a convex curve need not be
    convex.
    """
    falling = np.minimum.accumulate(curves, axis=1)
    slopes = np.diff(falling, axis=1)
    bent = (np.diff(slopes, axis=1) < 0).any(axis=1)
    slopes[bent] = _envelope_slopes(falling[bent])
    steps = np.rint(slopes).astype(np.int64)
    last = np.rint(falling[:, -1:]).astype(np.int64)
    above = np.cumsum(-steps[:, ::-1], axis=1)[:, ::-1]
    return np.hstack([last + above, last])


def _envelope_slopes(curves: Floats) -> Floats:
    """Slopes of the lower convex envelopes.

    The slope after n people is the greatest, over i <= n, of the steepest chord from i to some
    j > n: what no straight line below the curve can fall short of.
    """
    slopes = np.full((len(curves), curves.shape[1] - 1), -np.inf)
    for start in range(slopes.shape[1]):
        width = np.arange(1, curves.shape[1] - start)
        chords = (curves[:, start + 1 :] - curves[:, start, None]) / width
        steepest = np.minimum.accumulate(chords[:, ::-1], axis=1)[:, ::-1]
        np.maximum(slopes[:, start:], steepest, out=slopes[:, start:])
    return slopes
