"""A debug run bills rosters on the way and is loud where a sum is wrong."""

from __future__ import annotations

from dataclasses import replace

import pytest

from small_stores import SmallStore, small_store
from staffopt.domain.plan import Plan
from staffopt.errors import ConfigError, SolverDisagrees
from staffopt.goals import GOALS
from staffopt.inspection import SWITCH, Inspection
from staffopt.planning import plan_problem
from staffopt.solver.search import Search


@pytest.fixture(scope="module")
def store() -> SmallStore:
    return small_store(11)


def plan(store: SmallStore) -> Plan:
    """400 moves in each search."""
    return plan_problem(store.problem, store.rules, store.goals, iterations=400)


def test_a_debug_run_looks_after_every_few_moves(
    store: SmallStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    """400 moves in phases of 120, 120, 120 and 40 and two searches, 50 at a time: 18 + 2 looks."""
    looks = []
    look = Inspection.__call__

    def watched(inspection: Inspection, *seen: object) -> None:
        looks.append(seen)
        look(inspection, *seen)  # type: ignore[arg-type]

    monkeypatch.setattr(Inspection, "__call__", watched)
    monkeypatch.setenv(SWITCH, "50")
    plan(store)
    assert len(looks) == 20


def test_without_the_switch_nobody_looks(
    store: SmallStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Unset, empty and 0 are all off."""
    monkeypatch.setattr(Inspection, "__call__", None)
    for text in ("", "0"):
        monkeypatch.setenv(SWITCH, text)
        plan(store)


def test_runs_that_the_search_does_not_price_are_left_out(
    store: SmallStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Roles are dealt out at its end, with the prices of runs; on the way nobody counts them."""
    steps = {"lengths": [{"minutes": 0, "price": 5}, {"minutes": 180, "price": 0}]}
    runs = GOALS["task_runs"].model_validate({"roles": {"till": steps}})
    monkeypatch.setenv(SWITCH, "50")
    plan(replace(store, goals=(*store.goals, runs)))


def test_a_sum_that_goes_wrong_on_the_way_is_told(
    store: SmallStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    """One unit of currency is lost in the third piece of 50 moves, and the run ends there."""
    run, pieces = Search.run, []

    def forgetful(search: Search, moves: int, hot: float, cold: float) -> None:
        run(search, moves, hot, cold)
        pieces.extend([moves] if moves == 50 else [])
        if len(pieces) > 2:
            search.state.cost[0] -= 100 * 60

    monkeypatch.setattr(Search, "run", forgetful)
    monkeypatch.setenv(SWITCH, "50")
    with pytest.raises(SolverDisagrees, match="a roster on the way"):
        plan(store)
    assert pieces == [50, 50, 50]


def test_a_switch_that_is_no_number_is_told(
    store: SmallStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    """`yes` is not a number of moves."""
    monkeypatch.setenv(SWITCH, "yes")
    with pytest.raises(ConfigError, match="whole number of moves"):
        plan(store)
