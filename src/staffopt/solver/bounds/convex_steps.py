"""A loss as few steps of rising slope that is nowhere above it: what the relaxation reads."""

from __future__ import annotations

import numpy as np

from staffopt.domain.arrays import Floats, Ints
from staffopt.domain.requirement import RoleRequirement

MANY = 24
"""From so many slopes on, some are left out."""
NEAR = 6
"""Slopes so many people around the required number are kept."""


def losses(role: RoleRequirement, slot: int, people: int) -> Floats:
    """The loss of 0 ... people people; the last slope goes on beyond the table."""
    row = role.loss[slot].astype(float)
    if people < len(row):
        return row[: people + 1]
    slope = row[-1] - row[-2] if len(row) > 1 else 0.0
    more = row[-1] + slope * np.arange(1, people + 2 - len(row))
    return np.concatenate([row, more])


def steps_below(costs: Floats, required: int) -> tuple[Floats, Floats]:
    """Widths and slopes of a convex function from costs[0] that is nowhere above the costs.

    Valid: the largest convex function below the costs is the greatest of its tangents, and the
    greatest of some of them is not above it. Left out are slopes far from the required number,
    where there are many.
    """
    corners = corners_of(costs)
    slope = np.diff(costs[corners]) / np.diff(corners)
    kept = _kept(corners[:-1], required)
    at, slope = corners[kept], slope[kept]
    height = costs[at] - slope * at
    turns = (height[:-1] - height[1:]) / np.diff(slope)
    edges = np.concatenate([[0.0], turns, [len(costs) - 1.0]])
    return np.diff(edges), slope


def _kept(starts: Ints, required: int) -> Ints:
    """Which slopes are kept: all of few; the first, those near, and ever fewer farther away."""
    if len(starts) <= MANY:
        return np.arange(len(starts))
    away = np.abs(starts - required)
    rings = np.floor(2 * np.log2(np.maximum(away, 1) / NEAR)) * np.sign(starts - required)
    first = np.concatenate([[True], np.diff(rings) != 0])
    return np.flatnonzero(first | (away <= NEAR))


def corners_of(costs: Floats) -> Ints:
    """The corners of the largest convex function below the costs."""
    turns = np.diff(costs, 2)
    if (turns >= 0).all():
        return np.concatenate([[0], np.flatnonzero(turns > 0) + 1, [len(costs) - 1]])
    corners: list[int] = []
    for n in range(len(costs)):
        while len(corners) > 1:
            a, b = corners[-2], corners[-1]
            if (costs[b] - costs[a]) * (n - a) < (costs[n] - costs[a]) * (b - a):
                break
            corners.pop()
        corners.append(n)
    return np.array(corners)
