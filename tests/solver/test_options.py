"""Every option of the search changes something; an option that is not named here fails the test."""

from __future__ import annotations

import inspect
from dataclasses import fields
from typing import Any

import pytest
from ortools.sat.python import cp_model
from tests.solver.test_parameters import puzzle

from small_stores import SmallStore, small_store
from staffopt.domain.plan import Plan, Progress
from staffopt.planning import plan_problem
from staffopt.solver.budget import Budget
from staffopt.solver.parameters import Effort, solver
from staffopt.solver.search import search
from staffopt.solver.solve import prepare


@pytest.fixture(scope="module")
def store() -> SmallStore:
    """Five people, one day, training."""
    return small_store(11)


def plan(store: SmallStore, **options: Any) -> Plan:
    options = {"iterations": 500, **options}
    return plan_problem(store.problem, store.rules, store.goals, **options)


def test_every_option_is_known_here() -> None:
    """Those of a plan, of a budget and of CP-SAT's effort, in the order of their declaration."""
    facts, options = list(inspect.signature(plan_problem).parameters), []
    options = facts[3:]
    assert options == [
        "seconds",
        "iterations",
        "seed",
        "start",
        "on_progress",
        "notes",
        "manifest",
    ]
    assert [each.name for each in fields(Budget)] == ["seconds", "moves", "started"]
    assert [each.name for each in fields(Effort)] == [
        "deterministic_time",
        "seed",
        "presolve",
        "linearization",
        "fix_hint",
        "seconds",
    ]


def test_iterations_are_moves_of_each_search(store: SmallStore) -> None:
    """500 and 20,000: so many are made, and another roster is found by the search."""
    packed = prepare(store.problem, store.rules, store.goals)
    short, long = (search(packed, Budget(moves=moves)) for moves in (500, 20_000))
    assert (short.moves, long.moves) == (500, 20_000)
    assert long.state.cost[0] < short.state.cost[0]


def test_seconds_are_time_by_the_clock(store: SmallStore, monkeypatch: pytest.MonkeyPatch) -> None:
    """By a clock that goes on by a second at each look, 900 seconds are more moves than 300."""
    packed = prepare(store.problem, store.rules, store.goals)
    moves = []
    for seconds in (300, 900):
        monkeypatch.setattr("staffopt.solver.budget.time", _Clock())
        moves.append(search(packed, Budget(seconds=seconds, started=0.0)).moves)
    assert moves[0] < moves[1]


class _Clock:
    """A second later at each look."""

    now = 0.0

    def monotonic(self) -> float:
        self.now += 1.0
        return self.now


def test_a_part_of_a_budget_ends_earlier() -> None:
    """Half of ten seconds is five, from the same start; moves are not halved."""
    whole = Budget(seconds=10, moves=7, started=3.0)
    assert whole.share(0.5) == Budget(seconds=5, moves=7, started=3.0)


def test_the_seed_leads_elsewhere(store: SmallStore) -> None:
    """Two seeds and few moves give two states; one seed gives one."""
    packed = prepare(store.problem, store.rules, store.goals)
    costs = [int(search(packed, Budget(moves=200), seed).state.cost[0]) for seed in (1, 1, 2, 3)]
    assert costs[0] == costs[1]
    assert len(set(costs)) > 1


def test_a_start_is_where_the_search_begins(store: SmallStore) -> None:
    """From a good roster, a single move ends no dearer than it was."""
    packed = prepare(store.problem, store.rules, store.goals)
    good = plan(store, iterations=20_000)
    cold = search(packed, Budget(moves=1))
    warm = search(packed, Budget(moves=1), start=good.roster)
    assert int(warm.state.cost[0]) // 60 <= good.cost < int(cold.state.cost[0]) // 60


def test_progress_is_reported_and_never_gets_dearer(store: SmallStore) -> None:
    """The first report before any move, the last at the cost of annealing."""
    heard: list[Progress] = []
    found = plan(store, on_progress=heard.append)
    costs = [each.cost for each in heard]
    assert len(heard) > 1
    assert costs == sorted(costs, reverse=True)
    assert heard[0].iterations < heard[-1].iterations
    assert costs[-1] >= found.cost


def test_notes_and_manifest_are_handed_on(store: SmallStore) -> None:
    """As they were given; without them both are empty."""
    noted = plan(store, notes=("a note",), manifest={"key": 1})
    bare = plan(store)
    assert (noted.notes, dict(noted.manifest)) == (("a note",), {"key": 1})
    assert (bare.notes, dict(bare.manifest)) == ((), {})


@pytest.mark.parametrize("options", [{"seed": 5}, {"linearization": 2}, {"presolve": False}])
def test_an_effort_takes_another_way(options: dict[str, Any]) -> None:
    """CP-SAT's own count of work on the same puzzle differs."""
    work = []
    for effort in (Effort(deterministic_time=60), Effort(deterministic_time=60, **options)):
        model, _ = puzzle()
        search = solver(effort)
        assert search.solve(model) == cp_model.OPTIMAL
        work.append(search.response_proto.deterministic_time)
    assert work[0] != work[1]


def test_seconds_are_a_safety_net() -> None:
    """A ten-thousandth of a second proves nothing."""
    model, _ = puzzle()
    assert solver(Effort(deterministic_time=60, seconds=1e-4)).solve(model) != cp_model.OPTIMAL
