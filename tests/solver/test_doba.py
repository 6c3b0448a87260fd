"""The 24 hours from the start of each shift: both engines and the check mean the same."""

from __future__ import annotations

from dataclasses import replace

import pytest
from tests.solver.patterns import patterned
from tests.solver.small import Small, made
from tests.solver.test_patterns import found_in
from tests.solver.test_weeks import searched

from staffopt.auditor import audit
from staffopt.domain.problem import ShiftGrid
from staffopt.domain.roster import Roster
from staffopt.domain.shifts import Block, Shift
from staffopt.rules.hours_limit import HoursLimit
from staffopt.solver.model.acceptance import accepts
from staffopt.solver.model.whole import solve_whole
from staffopt.solver.parameters import Effort

HARD = Effort(deterministic_time=20, linearization=2)
DOBA = HoursLimit(id="doba", per="doba", most_hours=8)


def store_with(seed: int, people: int, lengths: tuple[int, ...]) -> Small:
    """A patterned store of six days whose dobas hold eight hours."""
    plain = patterned(seed, people=people, days=6, groupings=1)
    others = {"successions", "fixed_shifts"} if len(lengths) > 1 else {"successions"}
    kept = tuple(rule for rule in plain.rules if rule.name not in others)
    problem = replace(plain.problem, grid=ShiftGrid(start_step=120, lengths=lengths))
    return made(problem, (*kept, DOBA), plain.goals)


@pytest.mark.parametrize("seed", range(3))
def test_search_and_model_keep_dobas_and_price_alike(seed: int) -> None:
    """Shifts of four, six and eight hours at any even hour: legal, at one cost."""
    store = store_with(seed, 2, (240, 360, 480))
    found, roster = found_in(store, 30_000)
    judged = accepts(store.answers, roster)
    assert judged.accepted, judged.blame
    assert judged.cost == int(found.state.cost[0])
    whole = solve_whole(store.answers, effort=HARD)
    assert whole.roster is not None
    assert not whole.optimal or whole.cost <= judged.cost
    for each in (roster, whole.roster):
        assert not [v for v in audit(each, store.problem, store.rules) if v.hard]


@pytest.mark.parametrize("seed", range(3))
def test_the_kernel_of_weeks_keeps_dobas(seed: int) -> None:
    """One person's cheapest weeks cost what CP-SAT proves."""
    store = store_with(seed, 1, (360,))
    search = searched(store, 3)
    whole = solve_whole(store.answers, effort=HARD)
    assert whole.optimal
    assert search.best_cost == whole.cost


def test_a_full_doba_is_refused_by_its_name() -> None:
    """An early shift of six hours after a late one: twelve hours in its doba."""
    store = store_with(0, 1, (360,))
    (person,) = store.problem.people
    horizon = store.problem.horizon
    rows = store.candidates[person.id].table
    late = next(k for k in range(len(rows)) if rows.day[k] == 2 and rows.start[k] % 12 == 7)
    early = next(k for k in range(len(rows)) if rows.day[k] == 3 and rows.start[k] % 12 == 4)
    shifts = tuple(
        Shift(f"s{row}", person.id, (Block(start, end, role=person.main_role),))
        for row in (late, early)
        for start, end in [[horizon.instant(int(at[row])) for at in (rows.start, rows.end)]]
    )
    judged = accepts(store.answers, Roster(horizon, shifts))
    assert not judged.accepted
    assert "doba" in {promise.rule for promise in judged.blame}
