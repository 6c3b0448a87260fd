"""What holidays, their eves and the days after leave open beyond what ordinary days do."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

import numpy as np
from numpy.typing import NDArray

from staffopt.domain.calendar import Horizon
from staffopt.domain.doubt import MOST_ERROR, Doubt
from staffopt.domain.spread import Spread
from staffopt.forecasting.holiday_effects import kind_of
from staffopt.forecasting.own_errors import ComparedWeek

Floats = NDArray[np.float64]

PAST_WEEKS = 53
"""So far back holidays are looked for: each has come once."""

PARTS = {"eve": -1, "day": 0, "after": 1}
WORDS = {-1: "eve of ", 0: "", 1: "day after "}


def holiday_doubts(
    horizon: Horizon, mean: Floats, skip: Mapping[date, str], variance: float
) -> tuple[Doubt, ...]:
    """A doubt for each day of the horizon that is near a holiday and expects anybody."""
    found = []
    for number, day in enumerate(horizon.dates if variance > 0.0 else ()):
        at = (horizon.slot_day == number) & (mean > 0.0)
        if (kind := kind_of(day, skip)) and at.any():
            part, holiday = kind
            days = PARTS[part] if part in PARTS else int(part)
            found.append(Doubt(f"{days_from(days, holiday)} {day}", at, variance))
    return tuple(found)


def days_from(days: int, holiday: str) -> str:
    """A day so many days after a holiday, as people say it."""
    far = f"{abs(days)} days {'before' if days < 0 else 'after'} "
    return f"{WORDS.get(days, far)}{holiday}"


def variance_left(weeks: Sequence[ComparedWeek], spread: Spread) -> float:
    """The variance of the factor that past holidays' slots were off by besides a spread.

    A slot with mean m and a factor of variance v has E[e e] = batch m + day m^2 + v n, where n is
    (1 + day) m^2 + (batch - 1) m. So v is what is left of all squared errors, over the sum of n:
    none where holidays were no further off than other days.
    """
    left = weight = 0.0
    for week in weeks:
        mean, error = week.expected[week.compared], (week.actual - week.expected)[week.compared]
        squares = mean**2
        left += float((error**2 - spread.batch * mean - spread.day * squares).sum())
        weight += float(((1.0 + spread.day) * squares + (spread.batch - 1.0) * mean).sum())
    return min(max(left / weight, 0.0), MOST_ERROR**2) if weight > 0.0 else 0.0
