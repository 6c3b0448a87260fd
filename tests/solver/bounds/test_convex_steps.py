"""The relaxation's losses are convex, few, and nowhere above what the problem says."""

from __future__ import annotations

import numpy as np
import pytest

from staffopt.domain.requirement import RoleRequirement
from staffopt.solver.bounds.convex_steps import MANY, losses, steps_below


def read(costs: list[int] | np.ndarray, required: int) -> tuple[np.ndarray, np.ndarray]:
    """The steps' value at 0, 1, 2, ... people, and their slopes."""
    width, slope = steps_below(np.array(costs, float), required)
    edges = np.concatenate([[0], np.cumsum(width)])
    values = costs[0] + np.concatenate([[0], np.cumsum(width * slope)])
    return np.interp(np.arange(len(costs)), edges, values), slope


def test_a_convex_loss_is_read_as_it_is() -> None:
    """300 and 100 saved, then 20 for each person too many: three slopes."""
    values, slope = read([400, 100, 0, 20, 40], 2)
    assert values == pytest.approx([400, 100, 0, 20, 40])
    assert slope.tolist() == [-300, -100, 20]


def test_a_loss_that_is_not_convex_is_read_from_below() -> None:
    """The second person alone saves nothing, the third saves all: a straight line to the third."""
    assert read([300, 280, 0, 10], 2)[0] == pytest.approx([300, 150, 0, 10])


def test_many_slopes_are_read_as_few_tangents() -> None:
    """The square of what is above five, up to 200 people: exact near five, never above, convex."""
    people = np.arange(201)
    costs = np.where(people < 5, 300 * (5 - people), (people - 5) ** 2)
    values, slope = read(costs, 5)
    assert len(slope) < MANY
    assert (np.diff(slope) > 0).all()
    assert (values <= costs + 1e-6).all()
    assert values[:12] == pytest.approx(costs[:12])
    assert values[200] > 0.9 * costs[200]


def test_the_last_slope_goes_on() -> None:
    """A table of two columns for four people."""
    role = RoleRequirement(np.zeros(1, np.int32), np.array([[500, 200]], np.int64))
    assert losses(role, 0, 3).tolist() == [500, 200, -100, -400]
    assert losses(role, 0, 0).tolist() == [500]
