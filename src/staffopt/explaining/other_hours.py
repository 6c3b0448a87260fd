"""A week in which the store opens later or closes earlier on one day."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from staffopt.domain.requirement import Requirement, RoleRequirement
from staffopt.domain.violation import Violation
from staffopt.explaining.week import Week
from staffopt.rules.words import on_clock

MOST_CLOSED = 120
"""Minutes of opening that may be given up for what is not met."""


def other_hours(week: Week, violation: Violation) -> Iterator[tuple[str, Week]]:
    """Opening after a time in which something is not met, and closing before it, in words.

    The customers of the hours given up count as lost; opening and closing crews come as long
    before or stay as long after as they did.
    """
    if violation.start is None or violation.end is None:
        return
    horizon, need = week.problem.horizon, week.problem.requirement
    first, last = max(horizon.slot(violation.start), 0), horizon.slot_up(violation.end)
    inside = first + np.flatnonzero(need.open[first:last])
    if not len(inside):
        return
    opens, closes = _run(need.open, int(inside[0]))
    begins, ends = _crewed(need, opens, closes)
    most = MOST_CLOSED // horizon.slot_minutes
    if last - opens <= most and last < closes:
        moved = [*range(opens, last), *range(begins, opens)]
        text = f"opening at {on_clock(week.problem, horizon.instant(last))}"
        yield text, _reordered(week, begins, moved, range(begins, begins + last - opens))
    if closes - first <= most and opens < first:
        moved = [*range(closes, ends), *range(first, closes)]
        text = f"closing at {on_clock(week.problem, horizon.instant(first))}"
        yield text, _reordered(week, first, moved, range(ends - closes + first, ends))


def _crewed(need: Requirement, opens: int, closes: int) -> tuple[int, int]:
    """From when to when a run of opening has crews: at most half-way to the ones beside it."""
    begins, ends = _run(need.open | need.staffed, opens)
    before, after = np.flatnonzero(need.open[:opens]), np.flatnonzero(need.open[closes:])
    if len(before):
        begins = max(begins, (int(before[-1]) + 1 + opens) // 2)
    if len(after):
        ends = min(ends, (closes + closes + int(after[0])) // 2)
    return begins, ends


def _run(mask: NDArray[np.bool_], slot: int) -> tuple[int, int]:
    """The first slot, and the one after the last, of the run that a slot lies in."""
    off = np.flatnonzero(~mask)
    at = int(np.searchsorted(off, slot))
    return int(off[at - 1]) + 1 if at else 0, int(off[at]) if at < len(off) else len(mask)


def _reordered(week: Week, begin: int, moved: list[int], closed: range) -> Week:
    """The week with some slots from `begin` on in another order, of which some are closed."""
    need = week.problem.requirement
    order = np.arange(len(need.open))
    order[begin : begin + len(moved)] = moved
    off = np.zeros(len(order), bool)
    off[closed] = True
    night = _night(need, closed, later=closed.start == begin)
    changed = Requirement(
        need.horizon,
        {name: _role(role, order, off, night) for name, role in need.roles.items()},
        need.open[order] & ~off,
        need.staffed[order] & ~off if night is None else need.staffed[order] | off,
        need.notes,
    )
    return replace(week, problem=replace(week.problem, requirement=changed))


def _night(need: Requirement, closed: range, *, later: bool) -> int | None:
    """The slot whose crew goes on in the closed ones, where people are there on both sides.

    Before the first midnight of the plan and after the last one are as before and after the others.
    """
    beside, beyond = (closed.start, closed.start - 1) if later else (closed.stop - 1, closed.stop)
    if not 0 <= beyond < len(need.staffed):
        days = need.horizon.day_starts
        beyond = days[1] - 1 if later else days[-2]
    on_both = need.staffed[beside] and need.staffed[beyond]
    return beside if on_both and not need.open[beside] else None


def _role(
    role: RoleRequirement, order: NDArray[np.int64], off: NDArray[np.bool_], night: int | None
) -> RoleRequirement:
    """A role's need in that order; in closed slots customers are lost.

    Nobody is wanted there but who is in a `night` that goes on.
    """
    loss, required = role.loss[order], role.required[order]
    loss[off] = loss[off, :1] + (0 if night is None else role.loss[night])
    required[off] = 0 if night is None else role.required[night]
    tables = {
        name: None if getattr(role, name) is None else getattr(role, name)[order]
        for name in ("service_level", "wait", "demand_p50", "demand_p90", "workload")
    }
    return replace(role, required=required, loss=loss, **tables)
