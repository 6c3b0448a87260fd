"""The customers of a past date, as the expectation for another one."""

from __future__ import annotations

from datetime import date

import numpy as np
from numpy.typing import NDArray

from staffopt.domain.calendar import Horizon
from staffopt.domain.demand import Counts
from staffopt.forecasting.past import by_slot, read_past
from staffopt.forecasting.weekday_splines import Evidence, smooth_rates

Floats = NDArray[np.float64]

ONE_CURVE = 1e6
"""There is one curve, and no weekday's own beside it."""


def like_date(
    history: Counts, driver: str, day: date, horizon: Horizon, first: date
) -> Floats | None:
    """Customers per slot where `first` is like `day`, the next date like the day after, and so on.

    Each day's counts are smoothed over the time of day, which keeps their sum. Times at which that
    day is not known get those of the nearest known one. Only days before the horizon are looked
    at; None where nothing is known of `day`. A later day of which nothing is known is like `day`.
    """
    past = read_past(history, driver).until(horizon.first)
    days = [day + (there - first) for there in horizon.dates]
    counts, known = past.on(days)
    curves: dict[date, Floats] = {}
    for there, events, sure in zip(days, counts, known, strict=True):
        if sure.any():
            seen = Evidence((events * sure)[None], sure.astype(float)[None])
            curves[there] = smooth_rates(seen, ONE_CURVE)[0]
    if day not in curves:
        return None
    return by_slot(np.array([curves.get(there, curves[day]) for there in days]), horizon)
