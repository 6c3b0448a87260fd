"""How often sales stay below the quantiles that were forecast for slots, days and weeks."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta
from typing import NamedTuple

import numpy as np

from staffopt.domain.calendar import Horizon
from staffopt.domain.demand import Counts, DriverDemand
from staffopt.domain.negative_binomial import not_above
from staffopt.domain.opening import Opening
from staffopt.forecasting.base import Floats, Forecaster
from staffopt.forecasting.past import known_before

LEAD = timedelta(days=14)


class Coverage(NamedTuple):
    """The share of counts of slots, days and weeks below the quantile of a level."""

    slots: float
    days: float
    weeks: float


def coverage(
    history: tuple[Counts, Opening],
    driver: str,
    method: Forecaster,
    weeks: Iterable[date],
    level: float = 0.9,
) -> Coverage:
    """Forecast weeks 14 days ahead, and count what came against the quantiles.

    Why counts on a quantile count in part: they are whole, so that plain shares are too high even
    of perfect quantiles. The part that is below makes the level exact where the forecast is right.
    """
    counts, opening = history
    slots, days, totals = [], [], []
    for week in weeks:
        horizon = Horizon(week, 7, counts.horizon.zone, counts.horizon.slot_minutes)
        said = method.forecast(known_before(counts, week - LEAD), driver, horizon, opening)
        first = counts.horizon.slot(horizon.start)
        known = counts.known[first : first + horizon.slots] & (said.mean > 0)
        came = np.where(known, counts.series[driver][first : first + horizon.slots], 0.0)
        mean = np.where(known, said.mean, 0.0)
        spread, lift = said.spread, said.lift
        varied = spread.rate_variance(mean[known], lift[known])
        slots.append(below(came[known], mean[known], varied, level))
        expected = DriverDemand(mean, {}, spread=spread).by_day(horizon)
        starts = horizon.day_starts[:-1]
        by_day = np.add.reduceat(came, starts)
        some = expected > 0
        varied = spread.rate_variance(expected[some], np.maximum.reduceat(lift, starts)[some])
        days.append(below(by_day[some], expected[some], varied, level))
        whole = DriverDemand(mean, {}, spread=spread, doubts=said.doubts)
        limit = whole.total_quantile(horizon, level)
        totals.append(np.array([float(by_day.sum() <= limit)]))
    return Coverage(*(float(np.concatenate(part).mean()) for part in (slots, days, totals)))


def below(came: Floats, mean: Floats, variance: Floats, level: float) -> Floats:
    """1 for a count below the quantile, 0 above, in between the part of the chance on it."""
    least, most = (not_above(count, mean, variance) for count in (came - 1.0, came))
    return np.clip((level - least) / np.maximum(most - least, 1e-300), 0.0, 1.0)
