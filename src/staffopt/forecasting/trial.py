"""Forecasters tried on the last known weeks, before one of them is trusted with the next."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, timedelta

import numpy as np
from numpy.typing import NDArray

from staffopt.forecasting.base import WEEK, Forecaster
from staffopt.forecasting.past import Past
from staffopt.forecasting.poisson_deviance import deviance

Floats = NDArray[np.float64]


def tried(
    methods: Sequence[Forecaster],
    past: Past,
    lead: timedelta,
    weeks: int,
    skip: Mapping[date, str],
) -> Floats:
    """The Poisson deviance of each method (a row) in each of the last known weeks (a column).

    Each week is forecast from what was known `lead` before it. Weeks with nothing known, and those
    before which a method has too little history, are left out for all.
    """
    least = max(method.least_days for method in methods)
    found: list[list[float]] = []
    first = past.end - WEEK
    while len(found) < weeks and past.until(first - lead).known_days >= least:
        dates = [first + timedelta(days=k) for k in range(7)]
        counts, known = past.on(dates)
        if known.any():
            then = past.until(first - lead)
            rows = (method.expect(then, dates, skip)[0] for method in methods)
            found.append([float(deviance(counts[known], row[known]).sum()) for row in rows])
        first -= WEEK
    return np.array(found).reshape(-1, len(methods)).T
