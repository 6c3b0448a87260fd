"""How a holiday moved its customers within the day, by its namesakes of other years."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from staffopt.forecasting.holiday_effects import NAMESAKES, Kind
from staffopt.forecasting.weekday_splines import Evidence, smooth_rates

Floats = NDArray[np.float64]

ENOUGH = 100.0
"""The weekday's own curve is believed as if so many more customers had come by it."""

ONE_CURVE = 1e6
"""There is one curve, and no weekday's own beside it."""


def holiday_curve(
    kind: Kind | None, kinds: Sequence[Kind | None], events: Floats, usual: Floats
) -> Floats:
    """Customers over usual ones by time of day, 1 on average; 1 on a day without a namesake.

    The past has a row a day and a column a time of day. Days of that kind (the holiday, its eve,
    the day after) are each brought to one total, so that only their shape counts. Days without
    events or without usual ones (closed, unknown) teach nothing.

    Why namesakes only: the shape of one holiday says too little of another's.
    """
    came, expected = events.sum(axis=1), usual.sum(axis=1)
    days = [
        row
        for row, seen in enumerate(kinds)
        if kind is not None and seen == kind and came[row] > 0 and expected[row] > 0
    ]
    if not days:
        return np.ones(events.shape[1])
    leveled = (usual[days] * (came[days] / expected[days])[:, None]).sum(axis=0)
    believed = leveled * (NAMESAKES / len(days) + ENOUGH / float(leveled.sum()))
    seen = Evidence((events[days].sum(axis=0) + believed)[None], (leveled + believed)[None])
    curve: Floats = smooth_rates(seen, ONE_CURVE)[0]
    return curve * float(leveled.sum() / (leveled * curve).sum())
