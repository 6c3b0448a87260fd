"""Random rosters with nights and a clock change: both engines take just those the check takes."""

from __future__ import annotations

import random
from datetime import date, time, timedelta

import numpy as np
from tests.solver.small import PaidTime, Small, made, rule

from staffopt.domain.calendar import Horizon
from staffopt.domain.people import Person
from staffopt.domain.problem import Problem, ShiftGrid
from staffopt.domain.requirement import Requirement, RoleRequirement
from staffopt.domain.roster import Roster
from staffopt.domain.shifts import Block, PastShift, Shift
from staffopt.rules.base import Rule
from staffopt.solver.annealing.translate import from_roster
from staffopt.solver.arrays.packing import arrays
from staffopt.solver.arrays.state import empty_state
from staffopt.solver.compiling.compiled import bundle
from staffopt.solver.model.acceptance import accepts
from staffopt.solver.search import Handles


def demand(draw: random.Random) -> Rule:
    """One of the rules on rest, with limits that random rosters meet now and then."""
    hours = draw.choice([24, 30, 35, 48])
    window = draw.choice(["calendar_week", "rolling", "fixed"])
    kinds: list[tuple[str, dict[str, object]]] = [
        (
            "weekly_rest",
            {"hours": hours, "window": window, "day_starts": draw.choice(["00:00", "06:00"])},
        ),
        ("weekly_rest", {"hours": hours, "must_include": ["sunday"], "week_starts": "monday"}),
        ("weekly_rest", {"hours": 60, "or_hours": 96, "or_piece_hours": 30, "window": window}),
        ("weekly_rest", {"hours": 60, "window": window, "exempt_week_hours": 24}),
        ("min_rest", {"hours": 24, "short_hours": 14, "short_once_days": draw.choice([3, 5, 7])}),
        ("min_rest", {"hours": 24, "or_total_hours": draw.choice([11, 12, 15])}),
        ("min_rest", {"hours": 16, "scope": "per_24h", "valid_from": "2025-03-28"}),
        ("recurring_day_off", {"days": ["sunday"], "per_weeks": 2, "day_starts": "06:00"}),
        (
            "recurring_day_off",
            {"days": ["saturday", "sunday"], "per_weeks": 1, "consecutive_days": 3},
        ),
        ("compensatory_rest", {"within_days_before": 1, "within_days_after": 2}),
        ("max_of_dates", {"dates": ["2025-03-27", "2025-03-29", "2025-03-31"], "most": 1}),
        ("days_a_week", {"most_days": 4, "or_days": 6, "fortnight_from": "2025-03-19"}),
    ]
    name, settings = draw.choice(kinds)
    return rule(name, **settings)


def chances(seed: int) -> tuple[Small, Roster, Rule]:
    """A store of ten days and two people, a roster for it, and what is asked."""
    draw = random.Random(seed)
    horizon = Horizon(date(2025, 3, 26), 10, "Europe/Berlin", 60)
    staffed = np.ones(horizon.slots, bool)
    roles = {
        "cashier": RoleRequirement(
            np.zeros(horizon.slots, np.int32), np.zeros((horizon.slots, 3), np.int64)
        )
    }
    team = tuple(Person(f"p{n}", f"P{n}", ("cashier",), 0, 40, 168, 1_000) for n in range(2))
    around = [
        PastShift(_shift(horizon, person, day, draw))
        for person in team
        for day in (-6, -5, -4, -3, -2, 11, 12, 13)
        if draw.random() < 0.6
    ]
    problem = Problem(
        Requirement(horizon, roles, staffed, staffed),
        team,
        past=tuple(around),
        grid=ShiftGrid(start_step=180, lengths=(180, 360, 480)),
    )
    asked = demand(draw)
    store = made(problem, (rule("one_shift_a_day"), asked), (PaidTime(),))
    density = draw.choice([0.2, 0.4, 0.6, 0.8])
    shifts = []
    for person in team:
        busy = horizon.start
        for day in range(horizon.days):
            shift = _shift(horizon, person, day, draw)
            if shift.start >= busy and draw.random() < density:
                shifts.append(shift)
                busy = shift.end
    return store, Roster(horizon, tuple(shifts)), asked


def _shift(horizon: Horizon, person: Person, day: int, draw: random.Random) -> Shift:
    midnight = horizon.at(horizon.first + timedelta(days=day), time(0))
    start = midnight + timedelta(hours=draw.choice([6, 9, 12, 15, 18, 21]))
    block = Block(start, start + timedelta(hours=draw.choice([3, 6, 8])), role="cashier")
    return Shift(f"{person.id}-{day}", person.id, (block,))


def test_both_engines_take_what_the_check_takes() -> None:
    """The compiled search places a roster whole, and the model accepts it, when it is legal."""
    seen = set()
    for seed in range(60):
        store, roster, asked = chances(seed)
        breached = {each.person_id for each in asked.check(store.problem, roster)}
        judged = accepts(store.answers, roster)
        assert {each.about[0] for each in judged.blame} == breached, f"{seed}: {asked}"
        packed = arrays(store.answers)
        state = empty_state(packed.given, packed.training, 1)
        handles = Handles(bundle(packed.given), bundle(packed.training), bundle(state))
        placed = from_roster(packed, state, roster, handles)
        assert placed == (not breached), f"{seed}: {asked}"
        seen.add((asked.name, placed))
    kinds = {name for name, _ in seen}
    assert len(kinds) == 6
    assert {name for name, legal in seen if legal} == kinds
    assert {name for name, legal in seen if not legal} == kinds
