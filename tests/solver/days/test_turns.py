"""Turns of days: what they save and keep, and when they end."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from typing import Any

import numpy as np
import pytest
from tests.solver.days.rosters import made, roster_after
from tests.solver.small import small

from staffopt.domain.arrays import Ints
from staffopt.solver.annealing.placing import place_shift
from staffopt.solver.annealing.translate import to_roster
from staffopt.solver.arrays.packing import arrays
from staffopt.solver.arrays.state import SHUT
from staffopt.solver.budget import Budget
from staffopt.solver.days import turns
from staffopt.solver.days.program import DayProgram
from staffopt.solver.days.turns import Turns, days_pay
from staffopt.solver.model.acceptance import accepts
from staffopt.solver.search import heat


def _turns(monkeypatch: pytest.MonkeyPatch, budget: Budget) -> Turns:
    """Turns with short annealings, of a roster that leaves much to be saved."""
    for name, moves in {"ROLE_MOVES": 50_000, "DAY_MOVES": 50_000, "ALL_MOVES": 50_000}.items():
        monkeypatch.setattr(turns, name, moves)
    monkeypatch.setattr(turns, "SHAKE_MOVES", 50_000)
    found = roster_after("20_1", 50_000)
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


def test_what_a_shake_lost_is_not_saved_when_it_is_won_back(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """A shake loses 100 and turns win 100 back: 0 saved; they win 40 more: 40."""
    run = _turns(monkeypatch, Budget(moves=100 * turns.MOVES_A_TURN))
    run.settled = {day: run._looks(day) for day in range(run.state.row.shape[1])}

    def dearer(change: int) -> bool:
        run.state.cost[0] += change
        return True

    monkeypatch.setattr(run, "_cool", lambda *_: dearer(100))
    with ThreadPoolExecutor(1) as pool:
        run._round(pool)
    saved = [run.saved]
    for change in (-100, -40):
        run._improve(lambda change=change: dearer(change))  # type: ignore[misc]
        saved.append(run.saved)
    assert saved == [0, 0, 40]


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

    def best(program: DayProgram, limits: Any) -> None:
        asked.append(program.day.number)
        assert limits == {"node_limit": 1}

    monkeypatch.setattr(DayProgram, "best", best)
    monkeypatch.setattr(turns, "ALL_MOVES", 0)
    monkeypatch.setattr(turns, "SHAKE_MOVES", 0)
    found = roster_after("20_1", 50_000)
    budget = Budget(moves=8 * turns.MOVES_A_TURN)
    run = Turns(found.made, found.state, heat(found.made), budget, 1, _silent)
    for _ in range(3):
        with ThreadPoolExecutor(1) as pool:
            run._round(pool)
    assert sorted(asked) == list(range(run.state.row.shape[1]))


def test_days_are_for_large_stores_and_long_searches() -> None:
    """50 people for 30 seconds, not 20 people, nor 50 for less; as much for each week begun."""
    large, eight_days = made("50_1"), arrays(small(1, people=30, days=8).answers)
    assert days_pay(large, Budget(moves=30_000_000).worth())
    assert days_pay(large, 30.0)
    assert not days_pay(large, 29.0)
    assert not days_pay(made("20_1"), 300.0)
    assert days_pay(eight_days, 60.0)
    assert not days_pay(eight_days, 59.0)
