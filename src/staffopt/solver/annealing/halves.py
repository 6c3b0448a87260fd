"""One annealing by two searches at once: each moves in its own half of the days and people.

A row may change where both the day and the person are the search's own; breaks and roles on all its
days. Cover is a matter of days and sums are a matter of people, so what both did together is what
each did alone, and twice the moves are made in the same time. Only spreads, which compare people,
are counted again when the halves are joined. Where shifts pass midnight days are not independent,
and a small store gains more from two rosters: there the searches go each their own way.
"""

from __future__ import annotations

from typing import Any, Protocol

import numpy as np

from staffopt.domain.arrays import Ints
from staffopt.solver.annealing.anneal import OF_TRAINING, WEIGHTS
from staffopt.solver.arrays.given import END, Given
from staffopt.solver.arrays.packing import Arrays
from staffopt.solver.arrays.state import FIXED, OPEN, SHUT, State, copy_into, extremes
from staffopt.solver.compiling.compiled import entry, part

LEAST_CELLS = 200
"""Fewer days to move than this, over all people, and the searches go each their own way."""
WHOLE, SETTLED = 4, 32
"""One chunk in so many is not divided, where there is training: its moves reach into any day. Fewer
while every need is met and each course has one time."""
WITH_TRAINING = np.where(OF_TRAINING, WHOLE, 1) * WEIGHTS
NO_TRAINING = np.where(OF_TRAINING, 0, WEIGHTS)


class Searching(Protocol):
    """A search as two are joined: its roster, and the same as compiled functions take it."""

    state: State
    weights: Ints

    @property
    def handles(self) -> Any: ...

    def keep_best(self) -> None: ...


class Halves:
    """Deals days and people out to two searches with one roster, and joins what they make of it."""

    def __init__(self, arrays: Arrays, seed: int) -> None:
        self.given = arrays.given
        self.random = np.random.default_rng(seed)
        people, days = self.given.frozen.shape
        self.free = np.where(self.given.frozen, SHUT, OPEN).astype(np.int8)
        self.days, self.people = np.zeros(days, np.int64), np.zeros(people, np.int64)
        self.base = self.chunks = 0
        training = arrays.training
        self.trains = len(training.session_course) > 0
        self.one_time = bool((np.diff(training.start_first) <= 1).all())

    def whole_next(self, state: State) -> bool:
        """Whether the next chunk is one in which both search the whole roster."""
        self.chunks += 1
        settled = self.one_time and (state.need_session >= 0).all()
        return self.trains and self.chunks % (SETTLED if settled else WHOLE) == 1

    def agree(self, first: Searching, second: Searching) -> None:
        """Both go on from the cheaper of their rosters."""
        better, worse = sorted((first, second), key=lambda each: int(each.state.cost[0]))
        copy_into(worse.state, better.state)

    def deal(self, first: Searching, second: Searching) -> None:
        """Both go on from the roster they share, each in a half of its own."""
        people, days = self.free.shape
        self.base = self._apart(first.state)
        begin = int(self.random.integers(days))
        self.days[:] = (np.arange(days) - begin) % days < days // 2
        self.people[:] = self.random.permutation(people) < people // 2
        for side, each in enumerate((first, second)):
            rows = np.where(self.people == side, OPEN, FIXED)[:, None]
            shut = np.where(self.days == side, rows, SHUT)
            each.state.shut[:] = np.maximum(shut, self.free)
            each.weights = NO_TRAINING

    def join(self, first: Searching, second: Searching) -> None:
        """Both take over the other's half; all days are open again."""
        together = self._apart(first.state) + self._apart(second.state) - self.base
        given, _, mine = first.handles
        _, _, yours = second.handles
        take_over(given, mine, yours, self.days, self.people)
        take_over(given, yours, mine, 1 - self.days, 1 - self.people)
        spread = extremes(self.given, first.state.spread)
        for each in (first, second):
            each.state.extremes[:] = spread
            each.state.cost[0] = together + self._spreads(each.state)
            each.state.shut[:] = self.free
            each.weights = WITH_TRAINING
            each.keep_best()

    def _apart(self, state: State) -> int:
        """The cost without spreads."""
        return int(state.cost[0]) - self._spreads(state)

    def _spreads(self, state: State) -> int:
        found: Ints = state.extremes
        return int(((found[:, 2] - found[:, 0]) * self.given.spread_price).sum())


@entry
def take_over(g: Given, s: State, other: State, days: Ints, people: Ints) -> None:
    """Take from another state what stands in some days, and the sums of some people."""
    number, slots = s.wish.shape
    for d in range(len(days)):
        if days[d] > 0:
            end = g.day_start[d + 1] if d + 1 < len(days) else slots
            take_slots(s, other, g.day_start[d], end)
            for p in range(number):
                s.row[p, d], s.held[p, d] = other.row[p, d], other.held[p, d]
                for b in range(s.breaks.shape[2]):
                    s.breaks[p, d, b] = other.breaks[p, d, b]
    for p in range(number):
        if people[p] > 0:
            for k in range(s.total.shape[1]):
                s.total[p, k] = other.total[p, k]
            for k in range(s.spread.shape[1]):
                s.spread[p, k] = other.spread[p, k]


@part
def take_slots(s: State, other: State, begin: int, end: int) -> None:
    """Take what everybody does in some slots, and the sums of these slots."""
    for p in range(s.wish.shape[0]):
        wish, doing, at = s.wish[p], s.doing[p], s.at[p]
        wished, done, marked = other.wish[p], other.doing[p], other.at[p]
        for t in range(begin, end):
            wish[t], doing[t], at[t] = wished[t], done[t], marked[t]
    for t in range(begin, end):
        for r in range(s.cover.shape[1]):
            s.cover[t, r], s.present[t, r] = other.cover[t, r], other.present[t, r]
            s.away[t, r] = other.away[t, r]
            for side in range(2):
                s.edge[t, r, side] = other.edge[t, r, side]
    for h in range(s.duty.shape[0]):
        for t in range(begin, end):
            s.duty[h, t], s.duty_if[h, t] = other.duty[h, t], other.duty_if[h, t]


def divisible(given: Given) -> bool:
    """Whether there is enough to divide, and no row ends on a later day than it starts on."""
    people, days = given.cell_count.shape
    if days < 2 or people < 2 or people * days < LEAST_CELLS:
        return False
    day = np.repeat(np.tile(np.arange(days), people), given.cell_count.ravel())
    ends = np.append(given.day_start[1:days], given.rows[:, END].max(initial=0))
    return not (given.rows[:, END] > ends[day]).any()
