"""A smooth rate by weekday and time of day: Poisson regression on penalised splines."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]

MOST_SPLINES = 20
"""About one bend an hour in a shop that is open for eighteen."""

BEND = 1.0
"""Price of a bend (second difference) in the shape that all weekdays share."""

LEVEL = 1.0
"""Price of a weekday's own level: low, so that only a weekday hardly seen is held to the others."""

STEPS = 30
LONGEST_STEP = 2.0
"""Newton's steps are cut to this on the log scale, which keeps them from overshooting."""

CLOSE = 1e-7


@dataclass(frozen=True)
class Evidence:
    """What is known per weekday and column: weighted events, and weighted times of looking."""

    events: Floats
    looks: Floats


def smooth_rates(evidence: Evidence, own_shape: float) -> Floats:
    """Events per look for each weekday and column.

    The log of a rate is a shape that all weekdays share plus a weekday's own level and shape. The
    own shape pays `own_shape` for each squared step from one spline to the next, so that a weekday
    with few events looks like the others. Columns outside those ever looked at get the nearest
    one's. Without events every rate is zero.
    """
    seen = np.flatnonzero(evidence.looks.sum(axis=0) > 0)
    total = float(evidence.events.sum())
    if total == 0.0:
        return np.zeros(evidence.events.shape)
    columns = np.clip(np.arange(evidence.events.shape[1]), seen[0], seen[-1])
    splines = cubic_splines(columns, min(MOST_SPLINES, len(seen)))
    average = total / float(evidence.looks.sum())
    rates: Floats = average * np.exp(_fitted(evidence, splines, own_shape, average))
    return rates


def cubic_splines(columns: NDArray[np.int64], many: int) -> Floats:
    """Evenly spaced cubic B-splines over a range of columns: a row per column, rows sum to 1."""
    first, last = int(columns.min()), int(columns.max())
    pieces = max(many - 3, 1)
    place = (columns - first) * (pieces / max(last - first, 1))
    away = np.abs(place[:, None] - np.arange(-1, pieces + 2))
    near = 2 / 3 - away**2 + away**3 / 2
    far = np.maximum(2 - away, 0) ** 3 / 6
    splines: Floats = np.where(away < 1, near, far)
    return splines


def _fitted(evidence: Evidence, splines: Floats, own_shape: float, average: float) -> Floats:
    """The log of each rate over the average, by Newton's steps on the penalised likelihood."""
    many = splines.shape[1]
    shared_price, own_price = _prices(many, own_shape)
    shared, own = np.zeros(many), np.zeros((len(evidence.looks), many))
    logs = np.zeros(evidence.looks.shape)
    for _ in range(STEPS):
        expected = evidence.looks * average * np.exp(logs)
        pull = (evidence.events - expected) @ splines
        by_weekday = (splines.T * expected[:, None, :]) @ splines
        change, own_change = _step(
            by_weekday,
            (shared_price, own_price),
            pull.sum(axis=0) - shared_price @ shared,
            pull - own @ own_price,
        )
        move = (change + own_change) @ splines.T
        size = float(np.abs(move).max())
        cut = min(1.0, LONGEST_STEP / size) if size > 0 else 1.0
        shared, own, logs = shared + cut * change, own + cut * own_change, logs + cut * move
        if size < CLOSE:
            break
    return logs


def _prices(many: int, own_shape: float) -> tuple[Floats, Floats]:
    """The quadratic prices of the shared shape and of a weekday's own."""
    bends = np.diff(np.eye(many), 2, axis=0)
    steps = np.diff(np.eye(many), axis=0)
    least = 1e-6 * np.eye(many)
    level = np.full((many, many), LEVEL / many**2)
    return BEND * bends.T @ bends + least, own_shape * steps.T @ steps + level + least


def _step(
    by_weekday: Floats, prices: tuple[Floats, Floats], shared_pull: Floats, own_pull: Floats
) -> tuple[Floats, Floats]:
    """Solve Newton's equations for the shared and the own splines, the own ones eliminated first.

    Why: seven small systems and one more cost a hundredth of one large one.
    """
    shared_price, own_price = prices
    own_system = by_weekday + own_price
    right = np.concatenate([by_weekday, own_pull[:, :, None]], axis=2)
    solved = np.linalg.solve(own_system, right)
    answer, rest = solved[:, :, :-1], solved[:, :, -1]
    system = shared_price + (by_weekday - by_weekday @ answer).sum(axis=0)
    left = (by_weekday @ rest[:, :, None]).sum(axis=0)[:, 0]
    change = np.linalg.solve(system, shared_pull - left)
    return change, rest - answer @ change
