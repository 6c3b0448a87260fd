"""What may be chosen anew on one day: who, which shifts at which prices, and what stays."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from staffopt.domain.arrays import Ints
from staffopt.solver.arrays.given import BREAK, BREAKS, END, START, Given
from staffopt.solver.arrays.state import OPEN, State
from staffopt.solver.days.row_prices import NEVER, row_prices

Kind = tuple[int, bytes]
"""Their skills, and the demands of presence that they count for."""
Window = tuple[int, int, int, int]
"""A break: number of its people's kind, slots, first and last start."""
FEWEST = 2
"""People who can exchange anything."""


@dataclass(frozen=True)
class Alike:
    """People to whom a day offers the same shifts at the same prices."""

    people: Sequence[int]
    kind: int
    rows: Ints
    """People x choices: everybody's own row; start, end and breaks are those of the choice."""
    price: Ints
    start: Ints
    end: Ints
    breaks: Sequence[tuple[Window, ...]]

    def present(self, state: State, day: int) -> list[int]:
        """Each one's present choice."""
        now = [state.row[p, day] for p in self.people]
        return [int(np.flatnonzero(own == row)[0]) for own, row in zip(self.rows, now, strict=True)]


@dataclass(frozen=True)
class Day:
    """A day's shifts that may change, slots [first, last), and the cover of all others."""

    number: int
    first: int
    last: int
    groups: Sequence[Alike]
    kinds: Sequence[NDArray[np.bool_]]
    """The roles of each kind."""
    members: Sequence[NDArray[np.bool_]]
    """The demands of presence that each kind counts for."""
    base: Ints
    """Slots x R: people at work whose shifts stay."""
    size: int
    """People who choose."""

    def counted(self, given: Given, state: State, h: int, t: int) -> int:
        """How many who choose count for a demand of presence in a slot now."""
        choosing = [p for group in self.groups for p in group.people if given.duty_member[p, h]]
        roles = self.base.shape[1]
        return sum(0 <= int(state.doing[p, t]) < roles for p in choosing)


def day_of(given: Given, state: State, handles: tuple[Given, State], number: int) -> Day | None:
    """The open shifts of a day without sessions, to begin at any time; None if there are too few.

    `handles` are the same as compiled functions take them. Lengths stay, so that hours do.
    """
    working = (state.row[:, number] >= 0) & (state.shut[:, number] == OPEN)
    free = [int(p) for p in np.flatnonzero(working & (state.held[:, number] == 0))]
    if len(free) < FEWEST:
        return None
    kinds: dict[Kind, int] = {}
    first_of_kind, alike = [], defaultdict(list)
    for p in free:
        rows, prices = _choices(given, state, handles, p, number)
        own = int(given.skills[p, number]), given.duty_member[p].tobytes()
        if own not in kinds:
            kinds[own] = len(kinds)
            first_of_kind.append(p)
        offer = given.rows[rows, : given.count_at].tobytes(), prices.tobytes()
        alike[kinds[own], offer].append((p, rows, prices))
    groups = [_group(given, kind, each) for (kind, _), each in alike.items()]
    first = min(int(each.start.min()) for each in groups)
    last = max(int(each.end.max()) for each in groups)
    return Day(
        *(number, first, last, groups),
        kinds=[given.can[p, number] for p in first_of_kind],
        members=[given.duty_member[p] for p in first_of_kind],
        base=_base(state, free, first, last),
        size=len(free),
    )


def _choices(
    given: Given, state: State, handles: tuple[Given, State], p: int, day: int
) -> tuple[Ints, Ints]:
    """The rows as long as the present one that a person may have, and their prices."""
    prices = np.zeros(int(given.cell_count[p, day]), np.int64)
    row_prices(*handles, p, day, prices)
    rows = given.cell_first[p, day] + np.arange(len(prices))
    now = int(state.row[p, day])
    length = given.rows[now, END] - given.rows[now, START]
    as_long = given.rows[rows, END] - given.rows[rows, START] == length
    kept = (prices != NEVER) & as_long | (rows == now)
    return rows[kept], prices[kept]


def _group(given: Given, kind: int, alike: Sequence[tuple[int, Ints, Ints]]) -> Alike:
    _, rows, prices = alike[0]
    breaks = []
    for record in given.rows[rows]:
        cells = (record[BREAK + 3 * b : BREAK + 3 * b + 3] for b in range(record[BREAKS]))
        breaks.append(tuple((kind, int(n), int(low), int(high)) for n, low, high in cells))
    return Alike(
        people=[p for p, _, _ in alike],
        kind=kind,
        rows=np.stack([own for _, own, _ in alike]),
        price=prices,
        start=given.rows[rows, START].astype(np.int64),
        end=given.rows[rows, END].astype(np.int64),
        breaks=breaks,
    )


def _base(state: State, free: Sequence[int], first: int, last: int) -> Ints:
    """The cover of all who do not choose."""
    base = state.cover[first:last].copy()
    for role in range(base.shape[1]):
        base[:, role] -= (state.doing[free, first:last] == role).sum(axis=0)
    return base
