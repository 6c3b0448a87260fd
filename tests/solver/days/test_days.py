"""Days chosen anew: prices of rows, the program against all there is, and what turns keep."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import cache
from itertools import product
from pathlib import Path
from typing import Any

import numpy as np
import pytest

import store_weeks
from staffopt.domain.arrays import Ints
from staffopt.solver.annealing.placing import place_shift
from staffopt.solver.annealing.translate import to_roster
from staffopt.solver.arrays.given import BREAK, BREAKS, END, START, Given
from staffopt.solver.arrays.packing import Arrays
from staffopt.solver.arrays.state import FIXED, SHUT, State, clone, copy_into
from staffopt.solver.arrays.training import Training
from staffopt.solver.budget import Budget
from staffopt.solver.compiling.compiled import bundle
from staffopt.solver.days import turns
from staffopt.solver.days.day import Day, day_of
from staffopt.solver.days.program import Chosen, DayProgram
from staffopt.solver.days.put import new_shifts
from staffopt.solver.days.row_prices import NEVER, row_prices
from staffopt.solver.days.turns import Turns, days_pay
from staffopt.solver.model.acceptance import accepts
from staffopt.solver.search import heat, search
from staffopt.solver.solve import prepare

INSTANCES = Path(store_weeks.__file__).parent / "instances"
UNIT = 60_000.0


@cache
def _made(store: str, *, service: bool = True) -> Arrays:
    instance = store_weeks.read(INSTANCES / f"store_{store}.json")
    problem, rules, goals = store_weeks.problem(instance)
    return prepare(problem, rules, [each for each in goals if service or each.name != "service"])


@dataclass(frozen=True)
class Found:
    """A roster after a few moves, and the same as compiled functions take it."""

    made: Arrays
    state: State
    handles: tuple[Given, Training, State]

    def place(self, p: int, d: int, row: int, starts: Ints) -> tuple[bool, int]:
        """Make a day a row, whatever it costs."""
        self.state.limit[0] = np.inf
        return place_shift(*self.handles, p, d, row, starts)


def _found(store: str, moves: int, *, service: bool = True) -> Found:
    made = _made(store, service=service)
    state = search(made, Budget(moves=moves), 1).state
    return Found(made, state, (bundle(made.given), bundle(made.training), bundle(state)))


def _earliest(made: Arrays, row: int) -> Ints:
    record = made.given.rows[row]
    return np.array([record[BREAK + 3 * b + 1] for b in range(record[BREAKS])], np.int64)


def test_a_row_costs_what_it_changes_besides_cover() -> None:
    """Of everybody not counted for presence, against the change really made where cover is free."""
    found = _found("20_1", 100_000, service=False)
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
    found = _found("50_1", 1)
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
    found = _found("50_1", 1)
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


def _turns(monkeypatch: pytest.MonkeyPatch, budget: Budget) -> Turns:
    """Turns with short annealings, of a roster that leaves much to be saved."""
    for name, moves in {"ROLE_MOVES": 50_000, "DAY_MOVES": 50_000, "ALL_MOVES": 50_000}.items():
        monkeypatch.setattr(turns, name, moves)
    monkeypatch.setattr(turns, "SHAKE_MOVES", 50_000)
    found = _found("20_1", 50_000)
    return Turns(found.made, found.state, heat(found.made), budget, 1, _silent)


def _silent(_cost: int) -> None:
    """Tell nobody."""


def _cost(run: Turns) -> int:
    judged = accepts(run.arrays.answers, to_roster(run.arrays, run.state))
    assert judged.accepted, judged.blame
    return judged.cost


def test_turns_save_and_count_right_and_repeat(monkeypatch: pytest.MonkeyPatch) -> None:
    """A cheaper roster that CP-SAT takes at its cost; the same again from the same seed."""
    ends: list[Ints] = []
    for _ in range(2):
        run = _turns(monkeypatch, Budget(moves=10 * turns.MOVES_A_TURN))
        before = int(run.state.cost[0])
        assert run.run()
        assert run.saved == before - run.state.cost[0] > 0
        assert run.turns == 10
        ends.append(run.state.whole.copy())
    assert int(run.state.cost[0]) == _cost(run)
    assert np.array_equal(ends[0], ends[1])


def test_the_end_of_the_seconds_is_the_end(monkeypatch: pytest.MonkeyPatch) -> None:
    """Of an annealing no more than one chunk is made once the time is over."""
    run = _turns(monkeypatch, Budget(seconds=0.0))
    begun = int(run.state.begun[0])
    run.run()
    assert run.turns == 0
    assert run.state.begun[0] - begun == 1


def test_ctrl_c_while_a_program_is_solved_keeps_what_was_saved(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Pressed when the second of two answers is waited for, before the round is over."""
    run = _turns(monkeypatch, Budget(moves=100 * turns.MOVES_A_TURN))
    before, take, had = int(run.state.cost[0]), run._take, list[int]()

    def press(answer: Any) -> None:
        if run.state.cost[0] < before:
            had.append(int(run.state.cost[0]))
            raise KeyboardInterrupt
        take(answer)

    monkeypatch.setattr(run, "_take", press)
    assert not run.run()
    assert [int(run.state.cost[0])] == had
    assert run.saved == before - had[0] > 0
    assert had[0] == _cost(run)


def test_ctrl_c_while_a_day_is_put_into_the_roster_takes_it_out(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Pressed after a shift was placed and before its change of cost was counted."""
    run = _turns(monkeypatch, Budget(moves=100 * turns.MOVES_A_TURN))
    before = run.state.whole.copy()
    placed = []

    def press(*of_shift: Any) -> None:
        placed.append(place_shift(*of_shift))
        raise KeyboardInterrupt

    monkeypatch.setattr(turns, "place_shift", press)
    assert not run.run()
    assert placed[0][0]
    assert np.array_equal(run.state.whole, before)


def test_a_budget_in_moves_ends_where_nothing_can_change(monkeypatch: pytest.MonkeyPatch) -> None:
    """With all days shut each is asked once, and each shake after that is a turn."""
    run = _turns(monkeypatch, Budget(moves=9 * turns.MOVES_A_TURN))
    run.state.shut[:] = SHUT
    before, cool, shakes = run.state.whole.copy(), run._cool, list[float]()

    def counted(weights: Ints, moves: int, hot: float) -> None:
        shakes.append(hot)
        assert len(shakes) < 9
        cool(weights, moves, hot)

    monkeypatch.setattr(run, "_cool", counted)
    assert run.run()
    assert run.turns == 9
    assert np.array_equal(run.state.whole, before)


def test_a_day_is_asked_again_only_when_it_looks_otherwise(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Programs that find nothing better, proven or out of time, are not solved twice."""
    asked = []

    def best(program: DayProgram, _limits: Any) -> None:
        asked.append(program.day.number)

    monkeypatch.setattr(DayProgram, "best", best)
    monkeypatch.setattr(turns, "ALL_MOVES", 0)
    monkeypatch.setattr(turns, "SHAKE_MOVES", 0)
    found = _found("20_1", 50_000)
    budget = Budget(moves=8 * turns.MOVES_A_TURN)
    run = Turns(found.made, found.state, heat(found.made), budget, 1, _silent)
    for _ in range(3):
        with ThreadPoolExecutor(1) as pool:
            run._round(pool)
    assert sorted(asked) == list(range(run.state.row.shape[1]))


def test_days_are_for_large_stores_and_long_searches() -> None:
    """50 people for 30 seconds, not 20 people, nor 50 for less."""
    large = _made("50_1")
    assert days_pay(large, 30.0)
    assert not days_pay(large, 29.0)
    assert not days_pay(_made("20_1"), 300.0)
