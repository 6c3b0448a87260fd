"""A day's choice put into the roster: who takes which shift and break, and roles that suit them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

import numpy as np

from staffopt.domain.arrays import Ints
from staffopt.solver.arrays.state import State
from staffopt.solver.days.day import Alike, Day, Window
from staffopt.solver.days.program import Chosen

Taken = tuple[Alike, int, int]
"""A person's group, place in it and choice."""


def new_shifts(state: State, day: Day, chosen: Chosen) -> Iterator[tuple[int, int, Ints]]:
    """Person, row and first slots of breaks, of everybody whose day changes.

    Who can keep a shift or a break keeps it.
    """
    taken = _shifts(state, day, chosen)
    breaks = _breaks(state, day, chosen, taken)
    for p, (group, i, k) in taken.items():
        row, now = int(group.rows[i, k]), state.breaks[p, day.number, : len(breaks[p])]
        if row != state.row[p, day.number] or list(now) != breaks[p]:
            yield p, row, np.array(breaks[p], np.int64)


def _shifts(state: State, day: Day, chosen: Chosen) -> dict[int, Taken]:
    taken: dict[int, Taken] = {}
    for group, counts in zip(day.groups, chosen.shifts, strict=True):
        left, others = Counter(counts), []
        for i, k in enumerate(group.present(state, day.number)):
            if left[k] > 0:
                left[k] -= 1
                taken[group.people[i]] = group, i, k
            else:
                others.append(i)
        for i, k in zip(others, left.elements(), strict=True):
            taken[group.people[i]] = group, i, k
    return taken


def _breaks(
    state: State, day: Day, chosen: Chosen, taken: dict[int, Taken]
) -> dict[int, list[int]]:
    """Everybody's breaks: those of now as far as they are still among the chosen ones."""
    left: dict[Window, Counter[int]] = {each: Counter(n) for each, n in chosen.breaks.items()}
    found: dict[int, list[int]] = {}
    for p, (group, i, k) in taken.items():
        same = group.rows[i, k] == state.row[p, day.number]
        found[p] = []
        for b, window in enumerate(group.breaks[k]):
            start = int(state.breaks[p, day.number, b])
            kept = bool(same) and left[window][start] > 0
            left[window][start] -= int(kept)
            found[p].append(start if kept else -1)
    rest = {window: sorted(counts.elements()) for window, counts in left.items()}
    for p, (group, _, k) in taken.items():
        for b, window in enumerate(group.breaks[k]):
            if found[p][b] < 0:
                found[p][b] = rest[window].pop()
    return found
