"""Free stretches: both engines, the bill and the check agree, and none is ever too short."""

from __future__ import annotations

from datetime import timedelta

import pytest
from tests.solver.patterns import patterned
from tests.solver.small import Small, made, rule

from staffopt.auditor import audit
from staffopt.domain.roster import Roster
from staffopt.domain.shifts import Block, Shift
from staffopt.rules.base import Rule
from staffopt.solver.annealing.translate import to_roster
from staffopt.solver.arrays.packing import arrays
from staffopt.solver.budget import Budget
from staffopt.solver.model.acceptance import accepts
from staffopt.solver.model.whole import solve_whole
from staffopt.solver.parameters import Effort
from staffopt.solver.search import search

HARD = Effort(deterministic_time=20, linearization=2)
SEEDS_AND_DEMANDS: tuple[tuple[int, Rule], ...] = (
    (3, rule("weekly_rest", hours=90)),
    (3, rule("weekly_rest", hours=66, window="rolling", must_include=["saturday", "sunday"])),
    (3, rule("weekly_rest", hours=200, or_hours=114, or_days=7, or_piece_hours=42)),
    (3, rule("weekly_rest", hours=138, exempt_week_hours=18, exempt_day_hours=6)),
    (2, rule("min_rest", hours=20, short_hours=12, short_once_days=6)),
    (2, rule("min_rest", hours=20, or_total_hours=11)),
    (3, rule("min_rest", hours=42, valid_from="2025-03-06", valid_to="2025-03-09")),
    (3, rule("recurring_day_off", days=["saturday", "sunday"], per_weeks=1, consecutive_days=3)),
    (2, rule("compensatory_rest", within_days_before=1, within_days_after=1)),
)
every_demand = pytest.mark.parametrize(("seed", "demand"), SEEDS_AND_DEMANDS)


def demanding(seed: int, demand: Rule | None) -> Small:
    """A store of a week and two days whose only hard limit beside its shifts is a demand."""
    store = patterned(seed)
    named = ("one_shift_a_day", "fixed_shifts", "contract_hours")
    rules = [each for each in store.rules if each.name in named]
    rules += [] if demand is None else [demand]
    return made(store.problem, tuple(rules), store.goals)


def breaches(store: Small, roster: Roster) -> list[str]:
    return [each.rule for each in audit(roster, store.problem, store.rules) if each.hard]


@every_demand
@pytest.mark.parametrize("moves", [300, 20_000])
def test_what_moves_find_is_rested_and_accepted_at_its_cost(
    seed: int, demand: Rule, moves: int
) -> None:
    """After few moves and after many: no breach by the check, none by the model, one cost."""
    store = demanding(seed, demand)
    packed = arrays(store.answers)
    found = search(packed, Budget(moves=moves), 1)
    roster = to_roster(packed, found.state)
    judged = accepts(store.answers, roster)
    assert judged.accepted, judged.blame
    assert judged.cost == int(found.state.cost[0])
    assert breaches(store, roster) == []


@every_demand
def test_the_optimum_is_rested_and_dearer_for_it(seed: int, demand: Rule) -> None:
    """Without the demand the best roster breaks it; with it the best costs more, moves no less."""
    free = solve_whole(demanding(seed, None).answers, effort=HARD)
    store = demanding(seed, demand)
    whole = solve_whole(store.answers, effort=HARD)
    assert free.roster is not None
    assert whole.roster is not None
    assert whole.optimal
    assert breaches(store, free.roster)
    assert free.cost < whole.cost
    assert breaches(store, whole.roster) == []
    found = search(arrays(store.answers), Budget(moves=60_000), 1)
    assert whole.cost <= int(found.state.cost[0])


@every_demand
def test_the_model_refuses_a_roster_that_the_check_blames(seed: int, demand: Rule) -> None:
    """Everybody works every day from 08:00 to 14:00: both name the rule and the same people."""
    store = demanding(seed, demand)
    horizon = store.problem.horizon
    shifts = []
    for person in store.problem.people:
        for day in range(horizon.days):
            start = horizon.instant(horizon.day_starts[day] + 4)
            block = Block(start, start + timedelta(hours=6), role="cashier")
            shifts.append(Shift(f"{person.id}-{day}", person.id, (block,)))
    roster = Roster(horizon, tuple(shifts))
    judged = accepts(store.answers, roster)
    blamed = {each.person_id for each in demand.check(store.problem, roster)}
    assert not judged.accepted
    assert {each.about[0] for each in judged.blame if each.rule == demand.name} == blamed
