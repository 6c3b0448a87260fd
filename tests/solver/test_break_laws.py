"""Both engines keep breaks that law places: by stretches, by the clock, by the work they leave."""

from __future__ import annotations

from dataclasses import replace

import pytest
from tests.solver.small import made, rule, small
from tests.solver.test_search import found_in

from staffopt.auditor import audit
from staffopt.domain.problem import ShiftGrid
from staffopt.domain.shifts import Activity
from staffopt.solver.model.acceptance import accepts
from staffopt.solver.model.whole import solve_whole
from staffopt.solver.parameters import Effort

GRID = ShiftGrid(start_step=120, lengths=(240, 480, 600, 720))
Settings = dict[str, object]
STRETCH: Settings = {"over_hours": 5, "minutes": 30, "longest_stretch_hours": 5}
NOON: Settings = {"minutes": 30, "between": "11:00-14:00", "if_spans": "11:00-14:00", "paid": True}
WORK: Settings = {
    "over_hours": [6, 9],
    "minutes": [30, 15],
    "basis": "work",
    "least_piece_minutes": 15,
}


@pytest.mark.parametrize("seed", [1, 4])
def test_searched_and_proven_weeks_keep_every_break_law(seed: int) -> None:
    """Shifts of 8 to 12 h: the audit finds no hard breach, and the search is not below CP-SAT."""
    given = small(seed, people=3, training=False)
    kinds = {"stretch": STRETCH, "noon": NOON, "work": WORK}
    laws = tuple(rule("break_due", id=key, **settings) for key, settings in kinds.items())
    others = tuple(each for each in given.rules if each.name != "break_due")
    store = made(replace(given.problem, grid=GRID), (*others, *laws), given.goals)
    found, roster = found_in(store)
    judged = accepts(store.answers, roster)
    assert judged.accepted, judged.blame
    whole = solve_whole(store.answers, effort=Effort(deterministic_time=10, linearization=2))
    assert whole.roster is not None
    assert int(found.state.cost[0]) >= whole.cost
    for each in (roster, whole.roster):
        assert not [v for v in audit(each, store.problem, store.rules) if v.hard]
        assert any(shift.minutes >= 480 and shift.of(Activity.BREAK) for shift in each.shifts)
