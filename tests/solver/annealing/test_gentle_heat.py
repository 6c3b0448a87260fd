"""Heat is bounded where a missing person costs beyond all proportion."""

from __future__ import annotations

from datetime import date

import numpy as np
import pytest

from staffopt.domain.calendar import Horizon
from staffopt.domain.problem import Problem
from staffopt.domain.requirement import Requirement, RoleRequirement
from staffopt.solver.annealing.gentle_heat import gentle_heat
from staffopt.solver.asked.answers import SCALE


@pytest.mark.parametrize(
    ("missing", "too_many", "expected"),
    [
        (1_000_000, 100, 30 * 100 * SCALE),
        (100_000, 100, 30 * 100 * SCALE),
        (99_900, 100, np.inf),
        (1_000_000, 0, np.inf),
        (1_000_000, -5, np.inf),
    ],
)
def test_heat_is_bounded_from_a_thousand_to_one(
    missing: int, too_many: int, expected: float
) -> None:
    """One of two needed missing, one too many: 30 times what one too many costs, or no bound."""
    horizon = Horizon(date(2026, 6, 1), 1, "UTC", 60)
    table = np.tile(np.array([2 * missing, missing, 0, too_many], np.int64), (24, 1))
    role = RoleRequirement(np.full(24, 2, np.int32), table)
    always = np.ones(24, bool)
    assert (
        gentle_heat(Problem(Requirement(horizon, {"till": role}, always, always), ())) == expected
    )


def test_where_nobody_is_needed_nothing_is_bounded() -> None:
    """No slot of any role."""
    horizon = Horizon(date(2026, 6, 1), 1, "UTC", 60)
    role = RoleRequirement(np.zeros(24, np.int32), np.zeros((24, 3), np.int64))
    always = np.ones(24, bool)
    assert gentle_heat(Problem(Requirement(horizon, {"till": role}, always, always), ())) == np.inf
