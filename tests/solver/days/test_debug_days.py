"""A debug run sees the days chosen anew: every shift that is placed, and the annealing of each."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

import store_weeks
from staffopt.domain.plan import Plan
from staffopt.errors import SolverDisagrees
from staffopt.inspection import SWITCH, Inspection
from staffopt.planning import plan_problem
from staffopt.solver import solve
from staffopt.solver.annealing.placing import place_shift
from staffopt.solver.days import turns

STORE = Path(store_weeks.__file__).parent / "instances" / "store_20_1.json"
MOVES, EVERY = 20_000, 5_000


@pytest.fixture(autouse=True)
def two_short_turns(monkeypatch: pytest.MonkeyPatch) -> None:
    """Two turns after 20,000 moves of each search, inspected every 5,000."""
    monkeypatch.setattr(solve, "days_pay", lambda *_: True)
    monkeypatch.setattr(solve, "warm_up", lambda *_: None)
    monkeypatch.setattr(turns, "MOVES_A_TURN", MOVES // 2)
    for name in ("ROLE_MOVES", "DAY_MOVES", "ALL_MOVES"):
        monkeypatch.setattr(turns, name, EVERY)
    monkeypatch.setenv(SWITCH, str(EVERY))


def _plan() -> Plan:
    instance = store_weeks.read(STORE)
    return plan_problem(*store_weeks.problem(instance), iterations=MOVES)


def _called(monkeypatch: pytest.MonkeyPatch, place: Any, name: str) -> list[Any]:
    """What a function answered, each time it was called."""
    answers, function = [], getattr(place, name)

    def watched(*given: Any) -> Any:
        answers.append(function(*given))
        return answers[-1]

    monkeypatch.setattr(place, name, watched)
    return answers


def test_it_looks_after_every_shift_and_every_few_moves(monkeypatch: pytest.MonkeyPatch) -> None:
    """None of the costs that were kept up is another than the auditor's."""
    annealed = _called(monkeypatch, turns, "anneal")
    placed = _called(monkeypatch, turns, "place_shift")
    shown = _called(monkeypatch, turns, "show")
    looks = _called(monkeypatch, Inspection, "__call__")
    plan = _plan()
    assert plan.run.stages["days"]["turns"] == 2
    assert len(placed) > 5
    assert len(annealed) >= 3
    assert len(shown) == len(annealed) + len(placed)
    assert len(looks) > len(shown)


def test_a_shift_placed_at_a_wrong_cost_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    """By one unit of currency, for the first shift."""
    placed = []

    def wrong(*shift: Any) -> tuple[bool, int]:
        made, change = place_shift(*shift)
        placed.append(shift)
        return made, change - 100 * 60

    monkeypatch.setattr(turns, "place_shift", wrong)
    with pytest.raises(SolverDisagrees, match="a roster on the way"):
        _plan()
    assert len(placed) == 1
