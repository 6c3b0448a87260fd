"""What is left to do for the plan where shifts of the past reach into its first night."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from staffopt.domain.calendar import Horizon
from staffopt.domain.requirement import Requirement, RoleRequirement
from staffopt.domain.roster import Roster
from staffopt.domain.shifts import PastShift, Shift


def reaching_in(horizon: Horizon, past: Iterable[PastShift]) -> tuple[Shift, ...]:
    """The shifts that began before a horizon and end inside it."""
    shifts = (each.shift for each in past)
    return tuple(shift for shift in shifts if shift.start < horizon.start < shift.end)


def left_after(requirement: Requirement, past: Iterable[PastShift]) -> Requirement:
    """The need without what people of the past roster work inside the horizon.

    A night shift of the eve covers the first morning: of n people needed then, one fewer is left.
    """
    horizon = requirement.horizon
    shifts = reaching_in(horizon, past)
    if not shifts:
        return requirement
    eve = Roster(horizon, shifts)
    roles = {name: _left(role, eve.cover(name)) for name, role in requirement.roles.items()}
    last = horizon.local(max(shift.end for shift in shifts))
    people = len({shift.person_id for shift in shifts})
    who = "1 person" if people == 1 else f"{people} people"
    note = f"{who} of the past roster at work until {last:%a %H:%M}: the need is what is left"
    return replace(requirement, roles=roles, notes=(*requirement.notes, note))


def as_worked(requirement: Requirement, roster: Roster, past: Iterable[PastShift]) -> Requirement:
    """What is left after the past, with the service figures of those who are really there."""
    eve = Roster(requirement.horizon, reaching_in(requirement.horizon, past))
    roles = {
        name: role.worked_by(roster.cover(name), eve.cover(name))
        for name, role in requirement.roles.items()
    }
    return replace(requirement, roles=roles)


def _left(role: RoleRequirement, there: NDArray[np.int32]) -> RoleRequirement:
    """One role's need and curves, counted from the people who are there already."""
    slots = np.flatnonzero(there)
    if not len(slots):
        return role
    loss = role.loss.copy()
    for slot in slots.tolist():
        loss[slot] = [role.loss_of(slot, n + int(there[slot])) for n in range(loss.shape[1])]
    return replace(
        role,
        required=np.maximum(role.required - there, 0).astype(np.int32),
        loss=loss,
        service_level=_counted_on(role.service_level, there),
        wait=_counted_on(role.wait, there),
    )


def _counted_on(
    table: NDArray[np.float64] | None, there: NDArray[np.int32]
) -> NDArray[np.float64] | None:
    """A table by people that begins at those who are there; its last column goes on."""
    if table is None:
        return None
    people = np.arange(table.shape[1]) + there[:, None]
    return np.take_along_axis(table, np.minimum(people, table.shape[1] - 1), axis=1)
