"""Days chosen anew: prices of rows, and the program against all there is."""

from __future__ import annotations

from itertools import product

import numpy as np
import pytest
from tests.solver.days.rosters import Found, roster_after

from staffopt.domain.arrays import Ints
from staffopt.solver.arrays.given import BREAK, BREAKS, END, START
from staffopt.solver.arrays.packing import Arrays
from staffopt.solver.arrays.state import FIXED, clone, copy_into
from staffopt.solver.days.day import Day, day_of
from staffopt.solver.days.program import Chosen, DayProgram
from staffopt.solver.days.put import new_shifts
from staffopt.solver.days.row_prices import NEVER, row_prices

UNIT = 60_000.0


def _earliest(made: Arrays, row: int) -> Ints:
    record = made.given.rows[row]
    return np.array([record[BREAK + 3 * b + 1] for b in range(record[BREAKS])], np.int64)


def test_a_row_costs_what_it_changes_besides_cover() -> None:
    """Of everybody not counted for presence, against the change really made where cover is free."""
    found = roster_after("20_1", 100_000, service=False)
    given, state = found.made.given, found.state
    before, forbidden, priced = clone(state), 0, 0
    for p, d in product(range(0, state.row.shape[0], 3), range(state.row.shape[1])):
        prices = np.zeros(int(given.cell_count[p, d]), np.int64)
        row_prices(found.handles[0], found.handles[2], p, d, prices)
        assert np.array_equal(state.whole, before.whole)
        if given.duty_counted[p] or state.held[p, d] > 0:
            continue
        for k, price in enumerate(prices):
            row = int(given.cell_first[p, d]) + k
            made, change = found.place(p, d, row, _earliest(found.made, row))
            copy_into(state, before)
            assert made == (price != NEVER), (p, d, row)
            assert not made or change == price, (p, d, row)
            forbidden, priced = forbidden + (not made), priced + (made and price != 0)
    assert forbidden > 100
    assert priced > 100


def _pairs(found: Found) -> list[tuple[int, tuple[int, int]]]:
    """Two people of one role each, neither counted for presence, for each day that has any."""
    given, state = found.made.given, found.state
    pairs = []
    for d in range(state.row.shape[1]):
        plain = (given.can[:, d].sum(axis=1) == 1) & ~given.duty_counted
        working = np.flatnonzero(plain & (state.row[:, d] >= 0) & (state.held[:, d] == 0))
        if len(working) >= 2:
            pairs.append((d, (int(working[0]), int(working[1]))))
    return pairs


def _only(found: Found, d: int, people: tuple[int, int]) -> Day:
    """The day with two people to choose for."""
    found.state.shut[:] = FIXED
    for p in people:
        found.state.shut[p, d] = 0
    day = day_of(found.made.given, found.state, (found.handles[0], found.handles[2]), d)
    assert day is not None
    return day


def _solved(found: Found, day: Day) -> Chosen | None:
    random = np.random.default_rng(1)
    program = DayProgram(found.made.given, found.state, day, UNIT, random)
    return program.best({"mip_rel_gap": 0.0})


def _ways(found: Found, p: int, d: int) -> list[tuple[int, Ints]]:
    """The price of every shift as long as now with every break, and the slots it works."""
    given, state = found.made.given, found.state
    prices = np.zeros(int(given.cell_count[p, d]), np.int64)
    row_prices(found.handles[0], found.handles[2], p, d, prices)
    now = given.rows[state.row[p, d]]
    ways = []
    for k, price in enumerate(prices):
        record = given.rows[int(given.cell_first[p, d]) + k]
        if price == NEVER or record[END] - record[START] != now[END] - now[START]:
            continue
        starts = range(record[BREAK + 1], record[BREAK + 2] + 1) if record[BREAKS] else (-1,)
        for start in starts:
            works = np.zeros(len(given.loss), np.int64)
            works[record[START] : record[END]] = 1
            if start >= 0:
                works[start : start + record[BREAK]] = 0
            ways.append((int(price), works))
    return ways


def test_the_program_finds_the_best_of_all_days_of_two_people() -> None:
    """Every shift and break of one with every one of the other, for each day of the week."""
    found = roster_after("50_1", 1)
    given, state = found.made.given, found.state
    better = 0
    for d, people in _pairs(found):
        day = _only(found, d, people)
        mine, yours = (_ways(found, p, d) for p in people)
        roles = [int(np.flatnonzero(given.can[p, d])[0]) for p in people]
        cover = state.cover.copy()
        for p, role in zip(people, roles, strict=True):
            own = given.rows[state.row[p, d]]
            worked = np.arange(own[START], own[END])
            cover[worked[state.doing[p, worked] == role], role] -= 1
        slots, kinds = np.indices(cover.shape)

        def cost(one: tuple[int, Ints], two: tuple[int, Ints]) -> int:
            both = cover.copy()  # noqa: B023 - called within the loop
            both[:, roles[0]] += one[1]  # noqa: B023
            both[:, roles[1]] += two[1]  # noqa: B023
            return one[0] + two[0] + int(given.loss[slots, kinds, both].sum())  # noqa: B023

        now = int(given.loss[slots, kinds, state.cover].sum())
        best = min(cost(one, two) for one, two in product(mine, yours))
        chosen = _solved(found, day)
        gain = 0.0 if chosen is None else chosen.gain * UNIT
        assert gain == pytest.approx(now - best, abs=0.05 * UNIT)
        better += chosen is not None
    assert better >= 4


def test_what_is_promised_to_people_of_one_role_is_kept() -> None:
    """Put into the roster, shifts and breaks save just what the program says."""
    found = roster_after("50_1", 1)
    kept = 0
    for d, people in _pairs(found):
        chosen = _solved(found, day := _only(found, d, people))
        if chosen is None:
            continue
        saved = 0
        for p, row, starts in new_shifts(found.state, day, chosen):
            made, change = found.place(p, day.number, row, starts)
            assert made
            saved -= change
        assert saved == pytest.approx(chosen.gain * UNIT)
        kept += 1
    assert kept >= 4
