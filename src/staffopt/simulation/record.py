"""A stress test as plain values, for scripts."""

from __future__ import annotations

from collections.abc import Mapping
from math import isnan

import numpy as np

from staffopt.domain.calendar import Horizon
from staffopt.domain.service_difference import ServiceDifference, service_difference
from staffopt.domain.stress_test import DayService, RoleService, StressTest, Stretch
from staffopt.domain.stress_wording import bottleneck_text

DIGITS = 4


def record(found: StressTest) -> dict[str, object]:
    """Return everything found, ready for JSON; instants with the store's offset, NaN as None."""
    worst = found.bottleneck
    return {
        "week": found.horizon.first.isoformat(),
        "weeks": found.weeks,
        "seed": found.seed,
        "currency": found.currency,
        "bottleneck": None if worst is None else _stretch(worst, found.horizon),
        "bottleneck_text": None if worst is None else bottleneck_text(found),
        "call_outs": _number(found.call_outs),
        "person_days_lost": _number(found.person_days_lost),
        "roles": {name: _role(role, found.horizon) for name, role in found.roles.items()},
        "notes": list(found.notes),
    }


def _role(role: RoleService, horizon: Horizon) -> dict[str, object]:
    return {
        "within_s": role.within,
        "wanted": role.served_share,
        "customers": _number(role.customers),
        "wait_s": _number(role.wait),
        "in_time": _number(role.in_time),
        "in_time_error": _number(role.in_time_error),
        "left": _number(role.left),
        **_levels("wait", role.waits),
        **_levels("in_time", role.shares),
        "call_outs_change": None
        if role.everybody_there is None
        else difference_record(service_difference(role.weeks, role.everybody_there)),
        "slots_at_risk": int(role.slots_at_risk.sum()),
        "at_risk": [_stretch(one, horizon) for one in role.at_risk],
        "days": [_day(day) for day in role.days],
        "slots": _slots(role, horizon),
    }


def difference_record(found: ServiceDifference) -> dict[str, float | None]:
    """Return differences and their standard errors as plain values."""
    parts = {"in_time": found.in_time, "wait_s": found.wait, "lost": found.lost}
    return {
        key: _number(value)
        for name, part in parts.items()
        for key, value in ((name, part.value), (f"{name}_error", part.error))
    }


def _day(day: DayService) -> dict[str, object]:
    return {
        "date": day.day.isoformat(),
        "customers": _number(day.customers),
        "wait_s": _number(day.wait),
        "in_time": _number(day.in_time),
        "left": _number(day.left),
        **_levels("wait", day.waits),
        **_levels("in_time", day.shares),
    }


def _slots(role: RoleService, horizon: Horizon) -> list[dict[str, object]]:
    """Return the slots in which customers came."""
    return [
        {
            "start": horizon.local(horizon.instant(slot)).isoformat(),
            "people": int(role.people[slot]),
            "customers": _number(float(role.slot_customers[slot])),
            "wait_s": _number(float(role.slot_wait[slot])),
            "in_time": _number(float(role.slot_in_time[slot])),
            **_levels("wait", {key: float(one[slot]) for key, one in role.slot_waits.items()}),
        }
        for slot in np.flatnonzero(role.slot_customers > 0).tolist()
    ]


def _stretch(stretch: Stretch, horizon: Horizon) -> dict[str, object]:
    return {
        "role": stretch.role,
        "start": horizon.local(stretch.span.start).isoformat(),
        "end": horizon.local(stretch.span.end).isoformat(),
        "customers": _number(stretch.customers),
        "late": _number(stretch.late),
        "people": _number(stretch.people),
        "load": _number(stretch.load),
        "late_with_one_more": _number(stretch.late_with_one_more),
        "saved_with_one_more": None
        if stretch.saved_with_one_more is None
        else stretch.saved_with_one_more / 100,
    }


def _levels(name: str, values: Mapping[float, float]) -> dict[str, float | None]:
    return {f"{name}_p{level * 100:g}": _number(value) for level, value in values.items()}


def _number(value: float | None) -> float | None:
    return None if value is None or isnan(value) else round(value, DIGITS)
