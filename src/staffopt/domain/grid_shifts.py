"""Every shift of the grid in staffed hours: what is proposed before any rule is asked."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from staffopt.domain.arrays import Ints
from staffopt.domain.calendar import Horizon
from staffopt.domain.problem import Problem
from staffopt.domain.shapes import ShiftTable


def tail_slots(problem: Problem) -> int:
    """Slots after the horizon that a shift begun inside it, pins included, can reach."""
    horizon = problem.horizon
    pinned = (horizon.slot_up(pin.end) - horizon.slots for pin in problem.pins)
    longest = max(problem.grid.spans, default=0) // horizon.slot_minutes
    return max([longest + 1, *pinned])


def staffed_slots(problem: Problem) -> NDArray[np.bool_]:
    """Slots in which somebody may work; after the horizon as after the midnight a week before."""
    staffed, horizon = problem.requirement.staffed, problem.horizon
    after = np.zeros(tail_slots(problem), bool)
    if horizon.days >= 7:
        before = staffed[horizon.day_starts[horizon.days - 7] :][: len(after)]
        after[: len(before)] = before
    return np.concatenate([staffed, after])


def all_shifts(problem: Problem) -> ShiftTable:
    """Every start and span of the grid in which the store is staffed throughout."""
    horizon, grid = problem.horizon, problem.grid
    staffed = staffed_slots(problem)
    hours_before = np.concatenate([[0], np.cumsum(staffed)])
    step = max(grid.start_step // horizon.slot_minutes, 1)
    spans = np.array(sorted({span // horizon.slot_minutes for span in grid.spans}), np.int64)
    days, starts, ends = [], [], []
    for day in range(horizon.days):
        begin = np.arange(horizon.day_starts[day], horizon.day_starts[day + 1], step)
        start, span = (axis.ravel() for axis in np.meshgrid(begin, spans, indexing="ij"))
        end = np.minimum(start + span, len(staffed))
        fits = (hours_before[end] - hours_before[start]) == span
        starts.append(start[fits])
        ends.append(end[fits])
        days.append(np.full(fits.sum(), day))
    return table_of(horizon, *(np.concatenate(each) for each in (days, starts, ends)))


def table_of(horizon: Horizon, day: Ints, start: Ints, end: Ints) -> ShiftTable:
    """Shifts as a table in which all time is paid."""
    minutes = (end - start) * horizon.slot_minutes
    return ShiftTable(horizon, day, start, end, minutes, minutes)
