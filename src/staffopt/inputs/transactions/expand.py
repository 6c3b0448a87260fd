"""A panel of some customers blown up to a store: its rate smoothed, multiplied, then drawn."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from staffopt.domain.calendar import Horizon
from staffopt.inputs.transactions.quality import Finding
from staffopt.inputs.transactions.settings import Expand
from staffopt.inputs.transactions.usual import Floats, binned, day_sums

WEEKS = 4
WEEKS_SPREAD = 2.0
NARROW_MINUTES, WIDE_MINUTES = 45, 90
ODD_DAY = 0.9


@dataclass(frozen=True)
class Baskets:
    """What single tickets held: a measure -> one number a ticket; `hour` is the store's clock."""

    hour: NDArray[np.int64]
    measures: Mapping[str, Floats]


@dataclass(frozen=True)
class Drawn:
    """Counts and sums drawn for a whole store, and what was done in words."""

    series: dict[str, Floats]
    extra: dict[str, Floats]
    finding: Finding


def expanded(settings: Expand, horizon: Horizon, counts: Floats, baskets: Baskets) -> Drawn:
    """Return a store's counts drawn around a panel's smoothed rate times the factor.

    Why: multiplying a panel's counts by 6 would multiply their variance by 36; a store's counts
    vary about as much as their mean. Baskets are drawn from the panel's own at the same hour.
    """
    rng = np.random.default_rng(settings.seed)
    rate = smoothed_rate(horizon, counts) * settings.factor
    sales = _draw(rng, rate, settings.dispersion)
    returns = _draw(rng, rate * settings.returns, settings.dispersion)
    extra = {"sales.tickets": sales, "returns.tickets": returns}
    extra |= {f"sales.{key}": total for key, total in _filled(rng, horizon, sales, baskets).items()}
    days = max(1, np.count_nonzero(day_sums(horizon, counts)))
    text = (
        f"counts are drawn, not observed: the panel's smoothed rate times {settings.factor:g}, "
        f"variance over mean {settings.dispersion:g}, seed {settings.seed}; "
        f"{counts.sum() / days:,.0f} customers a day became {sales.sum() / days:,.0f}"
    )
    if settings.returns:
        text += f"; returns drawn at {settings.returns:g} a sale"
    finding = Finding("expanded", text, round(float(sales.sum())))
    return Drawn({"sales": sales, "returns": returns}, extra, finding)


def smoothed_rate(horizon: Horizon, counts: Floats) -> Floats:
    """Return the rate behind a panel's counts: level of the day times profile of the time.

    A day keeps as much of its own level and profile as its distance from the same weekdays around
    it cannot be noise, so that holidays stay holidays and other days lose their scatter.
    """
    width = 24 * 60 // horizon.slot_minutes
    column = horizon.wall_minute // horizon.slot_minutes
    key = horizon.slot_day.astype(np.int64) * width + column
    grid = binned(key, horizon.days * width, counts).reshape(horizon.days, width)
    ordinary = grid.sum(axis=1) > 0
    for _ in range(2):
        usual = _weekday_mean(grid, ordinary)
        own = _own_share(grid.sum(axis=1), usual.sum(axis=1))
        ordinary = (own < ODD_DAY) & (grid.sum(axis=1) > 0)
    due, real = usual.sum(axis=1), grid.sum(axis=1)
    level = np.where(real > 0, due + own * (real - due), 0.0)
    profile = (1 - own)[:, None] * _shape(usual, horizon, NARROW_MINUTES)
    profile += own[:, None] * _shape(grid, horizon, WIDE_MINUTES)
    return np.asarray((level[:, None] * profile).ravel()[key])


def _weekday_mean(grid: Floats, ordinary: NDArray[np.bool_]) -> Floats:
    """Return for every day the mean of the same weekdays around it, ordinary ones only."""
    sums, weights = np.zeros_like(grid), np.zeros(len(grid))
    for offset in range(-WEEKS, WEEKS + 1):
        weight = float(np.exp(-0.5 * (offset / WEEKS_SPREAD) ** 2))
        other = np.arange(len(grid)) + 7 * offset
        inside = (other >= 0) & (other < len(grid))
        inside[inside] = ordinary[other[inside]]
        sums[inside] += weight * grid[other[inside]]
        weights[inside] += weight
    weights = np.broadcast_to(weights[:, None], grid.shape)
    return np.asarray(np.divide(sums, weights, out=grid.copy(), where=weights > 0))


def _own_share(real: Floats, due: Floats) -> Floats:
    """Return how much of each day's distance from its due is more than Poisson noise: 0 to 1."""
    apart = (real - due) ** 2
    share = np.divide(due, apart, out=np.full_like(due, np.inf), where=apart > 0)
    return np.asarray(np.clip(1 - share, 0, 1))


def _shape(rows: Floats, horizon: Horizon, minutes: int) -> Floats:
    """Return each row smoothed over time and scaled to a sum of one; an empty row stays empty."""
    reach = max(1, minutes // horizon.slot_minutes)
    kernel = np.concatenate([np.arange(1, reach + 2), np.arange(reach, 0, -1)]).astype(float)
    smooth = np.array([np.convolve(row, kernel / kernel.sum(), mode="same") for row in rows])
    sums = smooth.sum(axis=1, keepdims=True)
    sums = np.broadcast_to(sums, smooth.shape)
    return np.asarray(np.divide(smooth, sums, out=np.zeros_like(smooth), where=sums > 0))


def _draw(rng: np.random.Generator, rate: Floats, dispersion: float) -> Floats:
    """Return counts with the given mean and variance over mean."""
    if dispersion <= 1:
        return np.asarray(rng.poisson(rate), dtype=np.float64)
    drawn = np.zeros(len(rate))
    some = rate > 0
    drawn[some] = rng.negative_binomial(rate[some] / (dispersion - 1), 1 / dispersion)
    return drawn


def _filled(
    rng: np.random.Generator, horizon: Horizon, sales: Floats, baskets: Baskets
) -> dict[str, Floats]:
    """Return the sums of each measure per slot when every sale draws a basket of its hour."""
    sums = {key: np.zeros(horizon.slots) for key in baskets.measures}
    if not len(baskets.hour) or not sums:
        return sums
    hours = horizon.wall_minute // 60
    for hour in range(24):
        slots = np.flatnonzero(hours == hour)
        owner = np.repeat(slots, sales[slots].astype(np.int64))
        pool = np.flatnonzero(baskets.hour == hour)
        pool = pool if len(pool) else np.arange(len(baskets.hour))
        chosen = pool[rng.integers(0, len(pool), len(owner))]
        for key, values in baskets.measures.items():
            sums[key] += binned(owner, horizon.slots, values[chosen])
    return sums
