"""Loss curves made convex, so that a search may add people one by one."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]


def convex_loss(curves: Floats) -> NDArray[np.int64]:
    """Whole-number loss curves, a row per slot: convex, never rising, zero or more.

    Each row becomes its lower convex envelope: the largest convex curve nowhere above it. Its
    slope after n people is the steepest descent that can be kept up from some i <= n to every
    j > n, which is the formula below. Slopes are rounded and summed from the full end, because
    rounded values of a convex curve need not be convex.
    """
    falling = np.minimum.accumulate(curves, axis=1)
    people = falling.shape[1]
    start, end = np.arange(people)[:, None], np.arange(people)[None, :]
    width = np.where(end > start, end - start, 1)
    chords = (falling[:, None, :] - falling[:, :, None]) / width
    chords = np.where(end > start, chords, np.inf)
    to_all_later = np.minimum.accumulate(chords[:, :, ::-1], axis=2)[:, :, ::-1][:, :, 1:]
    started = np.where(end[:, 1:] > start, to_all_later, -np.inf)
    slopes = np.rint(started.max(axis=1)).astype(np.int64)
    last = np.rint(falling[:, -1:]).astype(np.int64)
    above = np.cumsum(-slopes[:, ::-1], axis=1)[:, ::-1]
    return np.hstack([last + above, last])
