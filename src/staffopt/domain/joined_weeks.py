"""The needs of weeks that follow each other, as the need of all their days."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import fields, replace
from typing import Any

import numpy as np
from numpy.typing import NDArray

from staffopt.domain.requirement import Requirement, RoleRequirement


def joined(weeks: Sequence[Requirement]) -> Requirement:
    """One requirement over all days of requirements that follow each other; notes are kept once.

    Tables by number of people get as wide as the widest: losses go on with their last slope,
    service figures with their last value.
    """
    if len(weeks) == 1:
        return weeks[0]
    first = weeks[0]
    notes = dict.fromkeys(note for week in weeks for note in week.notes)
    return Requirement(
        replace(first.horizon, days=sum(week.horizon.days for week in weeks)),
        {role: _role([week.roles[role] for week in weeks]) for role in first.roles},
        np.concatenate([week.open for week in weeks]),
        np.concatenate([week.staffed for week in weeks]),
        tuple(notes),
    )


def _role(weeks: Sequence[RoleRequirement]) -> RoleRequirement:
    """One role's need over all weeks; what a week does not know is known of none."""
    made: dict[str, Any] = {}
    for field in fields(RoleRequirement):
        parts = [getattr(week, field.name) for week in weeks]
        if any(part is None for part in parts):
            made[field.name] = None
            continue
        widest = max(part.shape[-1] for part in parts) if parts[0].ndim > 1 else 0
        grows = field.name == "loss"
        made[field.name] = np.concatenate([_widened(part, widest, grows=grows) for part in parts])
    return RoleRequirement(**made)


def _widened(table: NDArray[Any], width: int, *, grows: bool) -> NDArray[Any]:
    """A table by number of people with at least so many columns."""
    if table.ndim == 1 or table.shape[1] >= width:
        return table
    more = np.arange(1, width - table.shape[1] + 1)
    last = table[:, -1:]
    if not grows or table.shape[1] < 2:
        return np.hstack([table, np.repeat(last, len(more), axis=1)])
    return np.hstack([table, last + (last - table[:, -2:-1]) * more])
