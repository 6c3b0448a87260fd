"""The needs of several weeks as one."""

from __future__ import annotations

from datetime import date, timedelta

import numpy as np

from staffopt.domain.calendar import Horizon
from staffopt.domain.joined_weeks import joined
from staffopt.domain.requirement import Requirement, RoleRequirement


def week(number: int, losses: list[int], level: list[float] | None) -> Requirement:
    """A week in which each slot needs as many people as the week's number."""
    horizon = Horizon(date(2026, 6, 1) + timedelta(days=7 * number), 7, "UTC", 60)
    size = horizon.slots
    role = RoleRequirement(
        np.full(size, number, np.int32),
        np.tile(np.array(losses, np.int64), (size, 1)),
        None if level is None else np.tile(level, (size, 1)),
    )
    always = np.ones(size, bool)
    return Requirement(horizon, {"till": role}, always, always, ("same note",))


def test_weeks_follow_each_other():
    """Slots of the second week come after the first's; notes are said once."""
    found = joined([week(0, [9, 4, 1], [0.0, 0.5, 1.0]), week(1, [6, 2], [0.1, 0.2])])
    assert (found.horizon.first, found.horizon.days) == (date(2026, 6, 1), 14)
    till = found.roles["till"]
    assert till.required.tolist() == [0] * 168 + [1] * 168
    assert till.loss[0].tolist() == [9, 4, 1]
    assert till.loss[-1].tolist() == [6, 2, -2]
    assert till.service_level is not None
    assert till.service_level[-1].tolist() == [0.1, 0.2, 0.2]
    assert found.notes == ("same note",)


def test_what_one_week_does_not_know_is_not_known():
    """A service level of one week only is none; one week alone stays as it is."""
    one, other = week(0, [1], [0.5]), week(1, [1], None)
    assert joined([one, other]).roles["till"].service_level is None
    assert joined([one]) is one
