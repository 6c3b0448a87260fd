"""The search alone against proven optima, brute force and sums from nothing.

`benchmarks/trust.py` does the same on hundreds of stores and thousands of weeks.
"""

from __future__ import annotations

import sys
from itertools import islice
from pathlib import Path

import pytest

import one_person
import trust
from one_person import cheapest, one_person_weeks, rosters
from recomputed import differences
from small_stores import small_store
from staffopt.rules import RULES
from staffopt.solver.search import Search
from trusted import compared, searched

QUICK = tuple(range(20))
MOVES = 150_000
MOSTLY = 0.95
WEEKS = 60


def test_small_stores_are_solved_to_the_optimum_mostly_and_never_below() -> None:
    """Twenty stores with drawn rules and goals; CP-SAT proves each optimum in a moment."""
    found = [compared(small_store(seed), MOVES) for seed in QUICK]
    assert [one.seed for one in found if not one.optimal] == []
    assert [one.seed for one in found if one.below or not one.accepted or one.hard] == []
    above = {one.seed: f"{one.excess:.2%}" for one in found if not one.equal}
    assert len(above) <= (1 - MOSTLY) * len(QUICK), above


def test_the_stores_have_every_rule_and_goal_switched_on_somewhere() -> None:
    """Drawn at random, but none is left out; sessions, pins and published shifts too."""
    stores = [small_store(seed) for seed in range(40)]
    assert {rule.name for store in stores for rule in store.rules} == set(RULES)
    goals = {goal.name for store in stores for goal in store.goals}
    assert goals == {"service", "wages", "preferences", "fairness", "stability"}
    assert any(store.problem.needs for store in stores)
    assert any(store.problem.pins for store in stores)
    assert {len(store.problem.people) for store in stores} >= {2, 4, 8}
    assert {store.problem.horizon.days for store in stores} == {1, 2, 3, 4}


def test_weeks_of_one_person_are_solved_to_the_cheapest_of_all_rosters(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Every roster of the grid is billed; the search finds one as cheap as the cheapest."""
    monkeypatch.setattr(one_person, "MOST_ROSTERS", 150)
    for store in islice(one_person_weeks(), WEEKS):
        best = cheapest(store)
        assert searched(store, 20_000) == (best, best), f"week {store.seed}"


def test_brute_force_sees_legal_and_illegal_rosters() -> None:
    """Otherwise the cheapest of all would say nothing: the free week is one, and costs most."""
    store = next(one_person_weeks())
    every = list(rosters(store))
    assert len(every) == one_person.how_many(store)
    assert sum(not roster.shifts for roster in every) == 1
    assert len({roster.shifts for roster in every}) == len(every)


@pytest.mark.parametrize("seed", [0, 11, 22, 26])
def test_the_cost_kept_up_by_moves_is_right_after_every_one(seed: int) -> None:
    """After each of 150 moves: the model's cost exactly, the auditor's within rounding."""
    assert differences(small_store(seed), 150, 1) == []


def test_the_long_run_says_what_it_found(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Two stores, two weeks, one search recomputed: a row each in the table, and a summary."""
    table = tmp_path / "trust.csv"
    words = ["--stores", "2", "--moves", "20000", "--weeks", "2", "--recomputed", "1"]
    monkeypatch.setattr(trust, "RECOMPUTED_MOVES", 50)
    monkeypatch.setattr(sys, "argv", ["trust.py", *words, "--table", str(table)])
    trust.main()
    said = capsys.readouterr().out
    assert "weeks of one person: 2 of 2 at the brute-force optimum" in said
    assert "on 1 stores: 0 differ" in said
    assert "small stores: 2 of 2 proven" in said
    assert len(table.read_text().splitlines()) == 3


def test_a_wrong_sum_is_seen(monkeypatch: pytest.MonkeyPatch) -> None:
    """A move that forgets a sixtieth of a hundredth is told at once."""
    run = Search.run

    def forgetful(search: Search, moves: int, hot: float, cold: float) -> None:
        run(search, moves, hot, cold)
        search.state.cost[0] -= 1

    monkeypatch.setattr(Search, "run", forgetful)
    assert [each.move for each in differences(small_store(0), 3, 1)] == [1, 2, 3]
