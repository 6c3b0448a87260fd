"""Shifts that begin or end near each other trade time."""

from __future__ import annotations

from itertools import product
from pathlib import Path

import numpy as np

import store_weeks
from staffopt.domain.arrays import Ints
from staffopt.solver.annealing.anneal import KINDS
from staffopt.solver.annealing.cells import NEAR
from staffopt.solver.arrays.given import END, START
from staffopt.solver.search import Search
from staffopt.solver.solve import prepare

STORE = Path(store_weeks.__file__).parent / "instances" / "store_20_1.json"
ONLY_NEAR = np.array([kind == "near" for kind in KINDS], np.int64)
HOT = 1e9
"""A temperature at which every legal move is taken."""


def _ends(search: Search, row: int) -> Ints:
    return np.asarray(search.arrays.given.rows[row, [START, END]])


def _length(search: Search, ends: Ints) -> int:
    """The place of a shift's length among those there are."""
    return int(search.arrays.given.span_index[ends[1] - ends[0]])


def test_two_people_trade_as_much_as_one_gives_where_their_shifts_are_near() -> None:
    """Every trade of 500 changes one end of each of two shifts of a day, lengths in total stay."""
    search = Search.from_seed(prepare(*store_weeks.problem(store_weeks.read(STORE))), 1, None)
    search.weights = ONLY_NEAR
    far = NEAR * search.arrays.given.start_step
    met = set()
    for _ in range(500):
        before = search.state.row.copy()
        search.run(1, HOT, HOT)
        changed = np.argwhere(search.state.row != before)
        if not len(changed):
            continue
        (p, day), (q, other_day) = changed
        assert day == other_day
        mine, yours = _ends(search, before[p, day]), _ends(search, before[q, day])
        now, then = _ends(search, search.state.row[p, day]), _ends(search, search.state.row[q, day])
        side, other = np.flatnonzero(now != mine), np.flatnonzero(then != yours)
        assert len(side) == len(other) == 1
        assert abs(mine[side[0]] - yours[other[0]]) <= far
        assert _length(search, now) - _length(search, mine) == (
            _length(search, yours) - _length(search, then)
        )
        met.add((int(side[0]), int(other[0])))
    assert met == set(product((0, 1), repeat=2))
