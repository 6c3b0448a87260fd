"""Share served in time and wait, by hand."""

from __future__ import annotations

from datetime import date
from types import SimpleNamespace

import numpy as np
import pytest

from staffopt.domain.calendar import Horizon
from staffopt.domain.requirement import RoleRequirement
from staffopt.experiments.service import service
from staffopt.staffing_methods.erlang_c import ErlangC
from staffopt.staffing_methods.rate import Rate

DAY = Horizon(date(2026, 3, 2), 1, "UTC", slot_minutes=60)


def world(**roles: tuple[list[float], list[int]]):
    """Roles with customers and people in the first slots; n people serve n/2 in time, 60/n wait."""
    level, wait = np.array([0.0, 0.5, 1.0]), np.array([np.inf, 60.0, 30.0])
    need = RoleRequirement(
        np.zeros(24, np.int32),
        np.zeros((24, 3), np.int64),
        service_level=np.tile(level, (24, 1)),
        wait=np.tile(wait, (24, 1)),
    )
    plain = RoleRequirement(np.zeros(24, np.int32), np.zeros((24, 3), np.int64))
    padded = {
        name: [np.pad(np.array(part, float), (0, 24 - len(part))) for part in parts]
        for name, parts in roles.items()
    }
    scenario = SimpleNamespace(
        store=SimpleNamespace(
            roles={
                **{name: ErlangC(driver=name, handling={"seconds": 60}) for name in roles},
                "floor": Rate(driver="till", units_per_hour=10),
            }
        ),
        demand=SimpleNamespace(
            drivers={name: SimpleNamespace(mean=parts[0]) for name, parts in padded.items()}
        ),
    )
    plan = SimpleNamespace(
        problem=SimpleNamespace(
            requirement=SimpleNamespace(roles={**dict.fromkeys(roles, need), "floor": plain})
        ),
        roster=SimpleNamespace(cover=lambda role: padded[role][1].astype(np.int32)),
    )
    return service(scenario, plan)  # type: ignore[arg-type]


def test_figures_are_averages_over_customers():
    """30 customers meet one person, 10 meet two: (30 x 0.5 + 10 x 1) / 40 in time, 52.5 s."""
    _, roles = world(till=([30, 10], [1, 2]))
    assert roles["till"].customers == 40
    assert roles["till"].in_time == pytest.approx(0.625)
    assert roles["till"].wait_s == pytest.approx(52.5)


def test_more_people_than_the_table_knows_count_as_its_last():
    """Nine people serve as two do."""
    assert world(till=([5], [9]))[1]["till"].in_time == pytest.approx(1.0)


def test_all_roles_together_weigh_by_their_customers():
    """30 at one half and 10 at all are 62.5 %; a role without a queue is left out."""
    together, roles = world(till=([30], [1]), desk=([10], [2]))
    assert set(roles) == {"till", "desk"}
    assert together.in_time == pytest.approx(0.625)


def test_nobody_expected_has_no_figures():
    """No customers: no share, no wait, and no division by zero."""
    together, _ = world(till=([0], [1]))
    assert (together.in_time, together.wait_s) == (None, None)
