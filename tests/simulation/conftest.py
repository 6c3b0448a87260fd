"""Lines that can be checked by hand."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import numpy as np
import pytest

from staffopt.domain.calendar import Horizon
from staffopt.domain.spread import POISSON
from staffopt.simulation.queue_role import QueueRole

WEEK = Horizon(date(2026, 3, 2), 7, "Europe/Warsaw", slot_minutes=60)

MakeRole = Callable[..., QueueRole]


@pytest.fixture
def make_role() -> MakeRole:
    """A till with so many customers an hour from 8 to 20 every day, two minutes each."""

    def make(hourly: float = 50.0, **other: object) -> QueueRole:
        mean = np.zeros((7, 24))
        mean[:, 8:20] = hourly
        given: dict[str, object] = {
            "name": "till",
            "driver": "sales",
            "level": "sales",
            "mean": mean.ravel(),
            "spread": POISSON,
            "service": 120.0,
            "service_cv": 1.0,
            "within": 60.0,
            "served_share": 0.8,
            "patience": 900.0,
        }
        return QueueRole(**{**given, **other})  # type: ignore[arg-type]

    return make
