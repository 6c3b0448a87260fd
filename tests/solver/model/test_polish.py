"""CP-SAT neighbourhoods improve a roster and never spoil it."""

from __future__ import annotations

import random
from dataclasses import replace
from datetime import timedelta

import pytest
from ortools.sat.python import cp_model
from tests.solver.small import Small, made, rule, small

from staffopt.domain.roster import Roster
from staffopt.domain.shifts import Block, Shift
from staffopt.domain.training import Displaced
from staffopt.solver.model.acceptance import accepts
from staffopt.solver.model.neighbourhoods import (
    Neighbourhood,
    breaks_of_day,
    day_costs,
    neighbourhood,
    session_again,
)
from staffopt.solver.model.polish import improve, polish
from staffopt.solver.model.scope import Pieces
from staffopt.solver.model.whole import solve_whole
from staffopt.solver.parameters import Effort, solver

LITTLE = Effort(deterministic_time=0.5)
HARD = Effort(deterministic_time=30, linearization=2)


@pytest.fixture(scope="module")
def store() -> Small:
    return small(0)


def nobody(store: Small) -> Roster:
    """The roster in which everybody stays at home and nothing is held."""
    needs = tuple(Displaced(need, "") for need in store.problem.needs)
    return Roster(store.problem.horizon, (), (), needs)


def test_polish_builds_a_good_roster_from_nothing(store: Small) -> None:
    """From an empty store, cheaper step by step, never below the optimum, and near it."""
    answers = store.answers
    before = accepts(answers, nobody(store))
    best = solve_whole(answers, effort=HARD)
    found = polish(answers, nobody(store), turns=45, effort=LITTLE)
    after = accepts(answers, found.roster)
    assert before.accepted
    assert after.accepted
    assert found.turns == 45
    assert found.saved == before.cost - after.cost == sum(saved for _, saved in found.gains)
    assert best.optimal
    assert best.cost <= after.cost < best.cost * 1.15
    assert found.roster.sessions
    breaches = [v for r in store.rules for v in r.check(store.problem, found.roster) if v.hard]
    assert breaches == []


def test_the_same_seed_gives_the_same_roster(store: Small) -> None:
    """Twelve turns, twice; another seed goes elsewhere."""
    start = nobody(store)
    one, two = (polish(store.answers, start, turns=12, effort=LITTLE) for _ in range(2))
    assert one == two
    other = polish(store.answers, start, turns=12, effort=replace(LITTLE, seed=2))
    assert other.gains != one.gains


def test_an_optimum_is_left_alone(store: Small) -> None:
    """Nothing is cheaper in any neighbourhood, and the very same roster comes back."""
    best = solve_whole(store.answers, effort=HARD).roster
    assert best is not None
    for turn in range(8):
        open_ = neighbourhood(store.answers, best, 1, turn)
        assert improve(store.answers, best, open_, LITTLE) == (best, 0)


def test_a_displaced_need_finds_its_session_again(store: Small) -> None:
    """Take the sessions out of the optimum and work them instead: opening the courses pays."""
    best = solve_whole(store.answers, effort=HARD).roster
    assert best is not None
    assert best.sessions
    bare = replace(
        best,
        sessions=(),
        shifts=tuple(_worked(shift, store) for shift in best.shifts),
        displaced=nobody(store).displaced,
    )
    held = accepts(store.answers, bare)
    assert held.accepted
    total = 0
    for seed in range(6):
        open_ = session_again(store.answers, bare, random.Random(seed))
        bare, saved = improve(store.answers, bare, open_, LITTLE)
        total += saved
    assert bare.sessions
    assert accepts(store.answers, bare).cost == held.cost - total


def _worked(shift: Shift, store: Small) -> Shift:
    """The shift with its sessions worked in the main role, and everything else as well."""
    role = store.problem.person[shift.person_id].main_role
    blocks: list[Block] = []
    for block in shift.blocks:
        work = block if not block.paid else Block(block.start, block.end, role=role)
        if blocks and blocks[-1].role == work.role and work.paid:
            blocks[-1] = replace(blocks[-1], end=work.end)
        else:
            blocks.append(work)
    return replace(shift, blocks=tuple(blocks))


def test_pinned_days_stay_as_they_are() -> None:
    """A pinned shift is never opened."""
    store = small(0)
    person = next(p for p in store.problem.people if "cashier" in p.roles)
    start = store.problem.horizon.instant(8)
    pin = Shift("pin", person.id, (Block(start, start + timedelta(hours=4), role="cashier"),))
    rules = (*store.rules, rule("pinned"))
    store = made(replace(store.problem, pins=(pin,), past=()), rules, store.goals)
    roster = replace(nobody(store), shifts=(pin,))
    found = polish(store.answers, roster, turns=12, effort=LITTLE)
    assert found.saved > 0
    assert [s for s in found.roster.of(person.id) if s.start == start] == [pin]


@pytest.mark.parametrize("looks", [0, 1, 3])
def test_a_turn_ends_with_the_time(store: Small, looks: int) -> None:
    """Time is up before a turn, or while its model is written: all is as it was."""
    asked = iter([1.0] * looks)
    left = lambda: next(asked, 0.0)  # noqa: E731
    found = polish(store.answers, nobody(store), turns=5, effort=LITTLE, left=left)
    assert (found.turns, found.saved, found.roster) == (0, 0, nobody(store))
    assert next(asked, None) is None


def test_cp_sat_gets_the_time_that_is_left(store: Small, monkeypatch: pytest.MonkeyPatch) -> None:
    """Three seconds a turn by the clock, but half a second when no more is left."""
    efforts: list[Effort] = []

    def seen(effort: Effort) -> cp_model.CpSolver:
        efforts.append(effort)
        return solver(effort)

    monkeypatch.setattr("staffopt.solver.model.polish.solver", seen)
    for left in (9.0, 0.5):
        effort = replace(LITTLE, seconds=3.0)
        polish(store.answers, nobody(store), turns=1, effort=effort, left=lambda: left)  # noqa: B023
    assert [effort.seconds for effort in efforts] == [3.0, 0.5]


def test_turns_are_fair_and_dear_days_come_more_often(store: Small) -> None:
    """Every kind comes up, every day is looked at, and a day without loss weighs least."""
    kinds = [neighbourhood(store.answers, nobody(store), 1, turn) for turn in range(14)]
    names = {each.name for each in kinds}
    assert names == {"roles of a day", "hours of a few people", "breaks of a day", "a course"}
    days = {day for each in kinds for _, day in each.scope.cells}
    assert days == {0, 1}
    assert min(day_costs(store.answers, nobody(store))) > 1


def test_breaks_are_opened_around_where_they_are(store: Small) -> None:
    """An hour earlier or later, for those who work that day."""
    best = solve_whole(store.answers, effort=HARD).roster
    assert best is not None
    open_: Neighbourhood = breaks_of_day(store.answers, best, 0, random.Random(1))
    working = {s.person_id for s in best.shifts if store.problem.horizon.day_of(s.start) == 0}
    assert {person for person, _ in open_.scope.cells} == working
    assert set(open_.scope.cells.values()) == {Pieces(slack=1)}
