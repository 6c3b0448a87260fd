"""A stated conflict of a moment is one by the model of record, and none of it can be spared."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import time, timedelta

import pytest
from ortools.sat.python import cp_model
from tests.explaining.small_week import HORIZON, roster, small_week
from tests.explaining.test_unmet import IN_CHARGE, with_boss

from small_stores import small_store
from staffopt.domain.explanation import Hurdle
from staffopt.domain.grid_shifts import all_shifts
from staffopt.domain.people import Availability
from staffopt.domain.roster import Roster
from staffopt.domain.violation import Violation
from staffopt.explaining import plain_shifts, proof
from staffopt.explaining.hurdles import Clash, hurdles
from staffopt.explaining.week import Week
from staffopt.rules import RULES
from staffopt.rules.base import Rule
from staffopt.solver.again import again
from staffopt.solver.asked.answers import ask
from staffopt.solver.asked.candidates import candidates
from staffopt.solver.model.draft import Draft
from staffopt.solver.model.pen import Promise
from staffopt.solver.model.scope import Free, Scope
from staffopt.solver.parameters import Effort, solver
from staffopt.solver.solve import prepare

BOSSES = RULES["someone_in_charge"].model_validate({"tag": "boss", "price": 20, "id": "bosses"})
SEEDS = (0, 1, 2, 4, 7, 9, 10, 12, 13, 15, 16, 18, 20, 21, 22, 23, 24, 25)
"""Small stores in which something is stated."""
MOVES = 1_500
A_STORE = 6
"""Moments of a store that are asked about, with all days open and with the others standing."""


def seeded(seed: int) -> Week:
    """A small store whose first two people are its bosses."""
    store = small_store(seed)
    people = tuple(
        replace(each, tags=frozenset({"boss"} if k < 2 else ()))
        for k, each in enumerate(store.problem.people)
    )
    problem = replace(store.problem, people=people, courses=(), needs=())
    return Week(problem, (*store.rules, BOSSES), store.goals)


def possible(week: Week, slot: int, found: Sequence[Hurdle], standing: Roster | None) -> bool:
    """Whether one CP-SAT model of all bosses has one of them at work under the rules named.

    Open is the slot's day, the others stand; or the whole week but for the pins of other days.
    """
    problem = week.problem
    day = int(problem.horizon.slot_day[slot])
    named = {(each.rule, each.person_id) for each in found}
    there = [(pin, problem.horizon.day_of(pin.start)) for pin in problem.pins]
    asked = {pin for pin, on in there if on == day and ("pinned", pin.person_id) in named}
    others = {pin for pin, on in there if on != day and standing is None}
    pins = tuple(pin for pin in problem.pins if pin in asked | others)
    bosses = tuple(each for each in problem.people if "boss" in each.tags)
    problem = replace(problem, people=bosses, pins=pins)
    ids = tuple(each.id for each in bosses)
    rules = [
        _about(each, tuple(one for one in ids if (each.key, one) in named)) for each in week.rules
    ]
    shifts = all_shifts(problem)
    tables = {one.id: candidates(problem, one, rules, shifts) for one in bosses}
    days = range(problem.horizon.days) if standing is None else (day,)
    scope = Scope({(one, each): Free() for one in ids for each in days})
    around = standing or Roster(problem.horizon, pins)
    kept = tuple(each for each in around.shifts if each.person_id in ids)
    draft = Draft(
        ask(problem, rules, (), tables),
        scope,
        replace(around, shifts=kept, sessions=(), displaced=()),
    )
    at_work = draft.cover.count(draft.cover.working, slot, ids)
    if not at_work.variables:
        return at_work.constant > 0
    draft.pen.require(at_work, Promise("there"), least=1)
    draft.pen.model.clear_objective()
    status = solver(Effort(deterministic_time=20)).solve(draft.pen.model)
    assert status != cp_model.UNKNOWN
    return status != cp_model.INFEASIBLE


def _about(each: Rule, people: tuple[str, ...]) -> Rule:
    """A rule that is about some people only."""
    return each.model_copy(update={"who": each.who.model_copy(update={"people": people or ("",)})})


@pytest.mark.parametrize("seed", SEEDS)
def test_cp_sat_says_the_same_of_every_conflict(seed: int) -> None:
    """Impossible together; possible with each single part dropped; and told as proven."""
    week = seeded(seed)
    horizon = week.problem.horizon
    made = prepare(week.problem, week.rules, week.goals)
    base = again(made, Roster(horizon, ()), moves=MOVES, seed=1)
    stated = 0
    for each in [*BOSSES.check(week.problem, base)][:A_STORE]:
        assert each.start is not None
        slot = horizon.slot(each.start)
        for standing in (None, base):
            found = hurdles(week, each, standing)
            if not found.hurdles:
                continue
            stated += 1
            assert found.proven
            assert not possible(week, slot, found.hurdles, standing)
            for left in found.hurdles:
                others = [one for one in found.hurdles if one is not left]
                assert possible(week, slot, others, standing), left
    assert stated


def boss_from(hour: int) -> Week:
    """Cy decides, and is there from an hour on."""
    week = with_boss(small_week([IN_CHARGE]), "cy")
    times = tuple(Availability(day, time(hour), time(0)) for day in range(2))
    people = tuple(
        replace(each, availability=times) if each.id == "cy" else each
        for each in week.problem.people
    )
    return replace(week, problem=replace(week.problem, people=people))


def at(hour: int) -> Violation:
    """Nobody in charge on Tuesday from an hour on."""
    start = HORIZON.instant(24 + hour)
    return Violation(IN_CHARGE.key, "nobody", None, start, start + timedelta(hours=1), 1_000)


def test_a_shift_that_the_audit_was_not_shown_is_found(monkeypatch: pytest.MonkeyPatch) -> None:
    """The one shift shown begins at 8, Cy may come from 9: at 11 there is no conflict, at 8 one."""
    monkeypatch.setattr(plain_shifts, "MOST_TRIED", 1)
    week = boss_from(9)
    assert hurdles(week, at(11), None) == Clash()
    found = hurdles(week, at(8), None)
    assert [(each.rule, each.name) for each in found.hurdles] == [("availability", "Cy")]
    assert found.proven


@pytest.mark.parametrize("most_proven", [0, 40])
def test_a_pin_that_breaks_a_rule_keeps_nobody_from_another_day(
    most_proven: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Cy comes from 9 and is pinned to Monday from 8: no reason not to be there on Tuesday."""
    monkeypatch.setattr("staffopt.explaining.hurdles.MOST_PROVEN", most_proven)
    week = boss_from(9)
    week = replace(week, problem=replace(week.problem, pins=roster(("cy", 0)).shifts))
    assert hurdles(week, at(11), None) == Clash()


def test_where_cp_sat_gives_up_nothing_is_called_proven(monkeypatch: pytest.MonkeyPatch) -> None:
    """The conflict is the audit's then, as it is for conflicts of many parts."""
    monkeypatch.setattr(proof, "can_attend", lambda *_: None)
    found = hurdles(boss_from(9), at(8), None)
    assert [(each.rule, each.name) for each in found.hurdles] == [("availability", "Cy")]
    assert not found.proven
