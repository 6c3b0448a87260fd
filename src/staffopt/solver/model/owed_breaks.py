"""Which of the breaks that a shift owes is which of those taken."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import permutations

from staffopt.solver.asked.candidates import Breaks
from staffopt.solver.model.slotted import Taken

BreakKind = tuple[int, int, int, bool]
"""Which of a row's breaks, its whole slots, its true minutes, whether it is paid."""


def kind(due: Breaks, row: int, k: int) -> BreakKind:
    """What the k-th break of a row is like."""
    return k, int(due.slots[row, k]), int(due.minutes[row, k]), bool(due.paid[row, k])


def matched(due: Breaks, row: int, taken: Sequence[Taken]) -> dict[int, int] | None:
    """The first slot of each break owed; None when those taken are not those owed."""
    owed = [k for k in range(due.slots.shape[1]) if due.slots[row, k]]
    if len(owed) != len(taken):
        return None
    for order in permutations(taken):
        if all(_fits(due, row, k, each) for k, each in zip(owed, order, strict=True)):
            return {k: each.slot for k, each in zip(owed, order, strict=True)}
    return None


def _fits(due: Breaks, row: int, k: int, taken: Taken) -> bool:
    inside = due.first[row, k] <= taken.slot <= due.last[row, k]
    same = int(due.minutes[row, k]) == taken.minutes and bool(due.paid[row, k]) == taken.paid
    return bool(inside and same)
