"""The model of record states every scope, takes every roster as a hint, and prices it exactly."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from ortools.sat.python import cp_model
from tests.solver.small import Small, small

from staffopt.domain.roster import Roster
from staffopt.domain.shifts import Activity, Block, Shift
from staffopt.domain.training import Session
from staffopt.solver.model.acceptance import accepts
from staffopt.solver.model.draft import Draft
from staffopt.solver.model.scope import Free, Pieces, Scope, Sessions
from staffopt.solver.model.whole import Whole, solve_whole
from staffopt.solver.parameters import Effort, solver

HARD = Effort(deterministic_time=30, linearization=2)
SEEDS = (0, 3)


def bill(store: Small, roster: Roster) -> int:
    """What a roster costs by independent arithmetic: wages, fairness, loss, prices, premiums."""
    problem = store.problem
    closings = {person.id: 0 for person in problem.people}
    for shift in roster.shifts:
        closings[shift.person_id] += problem.horizon.local(shift.end).hour == 16
    fair = 700 * (max(closings.values()) - min(closings.values()))
    loss = sum(
        role.loss_of(slot, int(people))
        for name, role in problem.requirement.roles.items()
        for slot, people in enumerate(roster.cover(name))
    )
    prices = sum(v.price or 0 for rule in store.rules for v in rule.check(problem, roster))
    premiums = sum(claim.amount for rule in store.rules for claim in rule.pays(problem, roster))
    return store.goals[0].value(problem, roster) + fair + loss + prices + premiums


def all_free(store: Small) -> Scope:
    days = range(store.problem.horizon.days)
    cells = {(person.id, day): Free() for person in store.problem.people for day in days}
    return Scope(cells, {course.id: Sessions() for course in store.problem.courses})


@pytest.fixture(scope="module", params=SEEDS)
def solved(request: pytest.FixtureRequest) -> tuple[Small, Whole]:
    store = small(request.param)
    return store, solve_whole(store.answers, effort=HARD)


def test_a_small_store_is_solved_to_proven_optimality(solved: tuple[Small, Whole]) -> None:
    """Four people, two days, training: the best roster is found, and its bound is its cost."""
    _, whole = solved
    assert whole.optimal
    assert whole.bound == whole.cost


def test_the_optimum_keeps_every_hard_rule_by_its_independent_check(
    solved: tuple[Small, Whole],
) -> None:
    """What the model allows, no check forbids."""
    store, whole = solved
    assert whole.roster is not None
    breaches = [v for r in store.rules for v in r.check(store.problem, whole.roster) if v.hard]
    assert breaches == []


def test_the_model_costs_what_independent_arithmetic_says(solved: tuple[Small, Whole]) -> None:
    """Wages, closings, loss, unmet rules and premiums, in sixtieths of a hundredth."""
    store, whole = solved
    assert whole.roster is not None
    assert whole.cost == 60 * bill(store, whole.roster)


def test_acceptance_prices_a_roster_as_the_free_model_does(solved: tuple[Small, Whole]) -> None:
    """Two phrasings of role blocks, one cost."""
    store, whole = solved
    assert whole.roster is not None
    found = accepts(store.answers, whole.roster)
    assert found.accepted
    assert found.blame == ()
    assert found.cost == whole.cost


def test_a_hint_is_complete_and_right(solved: tuple[Small, Whole]) -> None:
    """Every variable is hinted, no promise is broken, and the hint alone is the same optimum."""
    store, whole = solved
    assert whole.roster is not None
    draft = Draft(store.answers, all_free(store))
    assert draft.hint(whole.roster) == []
    proto = draft.pen.model.proto
    assert len(proto.solution_hint.vars) == len(proto.variables) == len(draft.pen.variables)
    judge = solver(Effort(presolve=False, fix_hint=True))
    assert judge.solve(draft.pen.model) in (cp_model.OPTIMAL, cp_model.FEASIBLE)
    assert draft.pen.cost.value(draft.found(judge)) == whole.cost


def test_a_roster_survives_the_way_through_the_model(solved: tuple[Small, Whole]) -> None:
    """Read back from its own values, a roster has equal shifts and sessions."""
    store, whole = solved
    assert whole.roster is not None
    draft = Draft(store.answers, all_free(store), whole.roster)
    again = draft.roster(draft.values(whole.roster)[0])
    assert set(again.shifts) == set(whole.roster.shifts)
    assert again.sessions == whole.roster.sessions


def test_open_roles_and_breaks_do_not_beat_the_optimum(solved: tuple[Small, Whole]) -> None:
    """A scope of pieces holds its incumbent and, around an optimum, nothing cheaper."""
    store, whole = solved
    assert whole.roster is not None
    cells = {
        (shift.person_id, store.problem.horizon.day_of(shift.start)): Pieces(slack=2, switches=2)
        for shift in whole.roster.shifts
    }
    draft = Draft(store.answers, Scope(cells), whole.roster)
    assert draft.hint(whole.roster) == []
    search = solver(HARD)
    assert search.solve(draft.pen.model) == cp_model.OPTIMAL
    assert draft.pen.cost.value(draft.found(search)) == whole.cost


def changed(roster: Roster, old: Shift, new: Shift | None) -> Roster:
    kept = [shift for shift in roster.shifts if shift is not old]
    return replace(roster, shifts=(*kept, *([] if new is None else [new])))


def hourly(store: Small, person: str, start: int, blocks: str) -> Shift:
    """A shift from a slot on, an hour a letter: c(ashier), f(loor), b (half an hour's break)."""
    horizon = store.problem.horizon
    made: list[Block] = []
    now = horizon.instant(start)
    for n, letter in enumerate(blocks):
        until = horizon.instant(start + n + 1)
        if letter == "b":
            middle = now + (until - now) / 2
            made.append(Block(now, middle, Activity.BREAK, paid=False))
            now = middle
            continue
        role = {"c": "cashier", "f": "floor"}[letter]
        if made and made[-1].role == role:
            made[-1] = replace(made[-1], end=until)
        else:
            made.append(Block(now, until, Activity.WORK, role))
        now = until
    return Shift("x", person, tuple(made))


@pytest.mark.parametrize(
    ("start", "blocks", "blamed"),
    [
        (8, "ccff", None),
        (8, "ccbfff", None),
        (8, "cffc", "role_block"),
        (8, "ccccfb", "break_due"),
        (8, "cccccc", "break_due"),
        (10, "cbcc", "break_due"),
        (9, "cccc", "allowed_shift"),
        (10, "ffccccc", "allowed_shift"),
    ],
)
def test_one_shift_is_judged_and_the_rule_is_named(
    start: int, blocks: str, blamed: str | None
) -> None:
    """Role blocks of two hours, a break after two to four of six hours, starts every two hours."""
    store = small(3, training=False)
    person = next(p.id for p in store.problem.people if len(p.roles) == 2 and not p.availability)
    roster = Roster(store.problem.horizon, (hourly(store, person, 24 + start, blocks),))
    found = accepts(store.answers, roster)
    assert found.accepted is (blamed is None)
    assert [promise.rule for promise in found.blame][:1] == ([blamed] if blamed else [])
    if blamed is None:
        assert found.cost == 60 * bill(store, roster)


def test_a_role_that_a_person_has_not_is_refused() -> None:
    """Somebody with one role works the other one."""
    store = small(3, training=False)
    person = next(p for p in store.problem.people if p.roles == ("floor",))
    roster = Roster(store.problem.horizon, (hourly(store, person.id, 32, "cccc"),))
    assert [p.rule for p in accepts(store.answers, roster).blame] == ["skill_for_role"]


def test_two_shifts_on_a_day_are_refused() -> None:
    """A morning and an afternoon shift of one person."""
    store = small(3, training=False)
    person = next(p for p in store.problem.people if "cashier" in p.roles)
    twice = (hourly(store, person.id, 32, "cccc"), hourly(store, person.id, 36, "cccc"))
    found = accepts(store.answers, Roster(store.problem.horizon, twice))
    assert "one_shift" in [promise.rule for promise in found.blame]


def test_short_rest_is_refused_by_the_solver_as_by_the_blame(
    solved: tuple[Small, Whole],
) -> None:
    """Everybody on all day, every day: whoever may not is blamed exactly as the checks do."""
    store, whole = solved
    assert whole.roster is not None
    shifts = []
    for person in store.problem.people:
        table = store.candidates[person.id].table
        letter = person.main_role[0]
        shifts += [
            hourly(store, person.id, int(table.start[row]), f"{letter * 2}b{letter * 5}")
            for row in np.flatnonzero(table.end - table.start == 8)
        ]
    roster = Roster(store.problem.horizon, tuple(shifts))
    found = accepts(store.answers, roster)
    checks = {
        (v.rule, v.person_id) for r in store.rules for v in r.check(store.problem, roster) if v.hard
    }
    assert {(promise.rule, promise.about[0]) for promise in found.blame} == checks
    assert found.accepted is not bool(checks)


def test_a_session_without_its_trainer_is_refused() -> None:
    """The session is on the roster, the trainer's shift does not know of it."""
    store = small(0)
    whole = solve_whole(store.answers, effort=HARD)
    assert whole.roster is not None
    session = next(s for s in whole.roster.sessions if s.trainer_id is not None)
    shift = next(
        s
        for s in whole.roster.shifts
        if s.person_id == session.trainer_id and s.span.contains(session.span)
    )
    broken = changed(whole.roster, shift, None)
    found = accepts(store.answers, broken)
    assert not found.accepted
    assert "training_held" in [promise.rule for promise in found.blame]
    moved = replace(whole.roster, sessions=tuple(_later(s) for s in whole.roster.sessions))
    assert not accepts(store.answers, moved).accepted


def _later(session: Session) -> Session:
    hour = session.span.end - session.span.start
    return replace(session, span=replace(session.span, start=session.span.start + hour))
