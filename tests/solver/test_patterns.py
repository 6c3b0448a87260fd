"""Patterns of days: both engines and the bill agree, and no hard one is ever broken."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

import pytest
from tests.solver.patterns import patterned
from tests.solver.small import Small

from staffopt.auditor import audit, bill
from staffopt.domain.roster import Roster
from staffopt.domain.shifts import Shift
from staffopt.goals.service import Service
from staffopt.solver.annealing.translate import to_roster
from staffopt.solver.arrays.packing import arrays
from staffopt.solver.asked.answers import SCALE
from staffopt.solver.bounds.bound import lower_bound
from staffopt.solver.budget import Budget
from staffopt.solver.model.acceptance import accepts
from staffopt.solver.model.whole import solve_whole
from staffopt.solver.parameters import Effort
from staffopt.solver.search import Found, search

SEEDS = range(6)
ROUNDING = 3 * SCALE
"""Each person's overtime is billed in whole hundredths."""


def found_in(store: Small, moves: int) -> tuple[Found, Roster]:
    packed = arrays(store.answers)
    found = search(packed, Budget(moves=moves), 1)
    return found, to_roster(packed, found.state)


def billed(store: Small, roster: Roster) -> int:
    """The whole bill by the auditor's arithmetic, in sixtieths of a hundredth."""
    costs, _, _ = bill(roster, store.problem, store.rules, (*store.goals, Service()))
    return SCALE * sum(costs.values())


@pytest.mark.parametrize("seed", SEEDS)
@pytest.mark.parametrize("moves", [300, 30_000])
def test_the_sum_kept_by_the_moves_is_the_models_and_the_bills(seed: int, moves: int) -> None:
    """After few moves and after many: one cost, accepted, and no hard breach."""
    store = patterned(seed)
    found, roster = found_in(store, moves)
    judged = accepts(store.answers, roster)
    assert judged.accepted, judged.blame
    assert judged.cost == int(found.state.cost[0])
    assert abs(judged.cost - billed(store, roster)) < ROUNDING
    assert not [each for each in audit(roster, store.problem, store.rules) if each.hard]


@pytest.mark.parametrize("seed", range(3))
def test_the_optimum_is_legal_and_neither_search_nor_bound_passes_it(seed: int) -> None:
    """Bound <= proven optimum <= what 200,000 moves find; the optimum is billed as it is priced."""
    store = patterned(seed)
    whole = solve_whole(store.answers, effort=Effort(deterministic_time=20, linearization=2))
    assert whole.optimal
    assert whole.roster is not None
    assert abs(whole.cost - billed(store, whole.roster)) < ROUNDING
    assert not [each for each in audit(whole.roster, store.problem, store.rules) if each.hard]
    found, _ = found_in(store, 200_000)
    assert lower_bound(store.answers).value * SCALE <= whole.cost <= int(found.state.cost[0])


def test_a_roster_that_breaks_a_pattern_is_refused_by_the_rules_name() -> None:
    """One shift more on the days of the group that is full: the model blames that rule."""
    store = patterned(0)
    whole = solve_whole(store.answers, effort=Effort(deterministic_time=20, linearization=2))
    assert whole.roster is not None
    person = store.problem.people[0].id
    days = [1, 3, 8]
    mine = [shift for shift in whole.roster.shifts if shift.person_id == person]
    others = [shift for shift in whole.roster.shifts if shift.person_id != person]
    assert mine
    horizon = store.problem.horizon
    moved = [_on(mine[0], horizon.instant(horizon.day_starts[day] + 4), day) for day in days]
    judged = accepts(store.answers, Roster(horizon, (*others, *moved)))
    assert not judged.accepted
    assert "mid" in {promise.rule for promise in judged.blame}


def _on(shift: Shift, start: datetime, day: int) -> Shift:
    """The same shift, earlier or later."""
    (block,) = shift.blocks
    moved = replace(block, start=start, end=start + (block.end - block.start))
    return replace(shift, id=f"{shift.id}-{day}", blocks=(moved,))
