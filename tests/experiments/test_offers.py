"""Rosters offered from scenario to scenario: taken where legal, on the grid and cheaper."""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from pathlib import Path

import pytest
from tests.experiments.conftest import WEEK

from staffopt.domain.plan import Plan
from staffopt.domain.roster import Roster
from staffopt.domain.shifts import Activity, Block, Shift
from staffopt.experiments.offers import best_of
from staffopt.experiments.scenarios import Changes, Scenario, prepared
from staffopt.inputs.store import Store
from staffopt.steps import plan


@pytest.fixture(scope="module")
def base(store: Store) -> Scenario:
    """The example store as it is."""
    return prepared(store, {}, WEEK)[0]


@pytest.fixture(scope="module")
def found(base: Scenario) -> Plan:
    """A roster of the base, hardly searched for."""
    return plan(base.need, base.store, iterations=1, seed=1)


@cache
def _under(folder: Path, key: str, value: object) -> Scenario:
    from staffopt.inputs.read_store import read_store

    return prepared(read_store(folder), {"changed": {key: value}}, WEEK)[1]


def asked(scenario: Scenario, found: Plan) -> Plan:
    """A plan of a scenario that is dearer than any roster: nobody works, everything is lost."""
    empty = replace(found.roster, shifts=(), sessions=())
    problem = scenario.store.problem(scenario.need)
    return replace(
        found, problem=problem, roster=empty, costs={"wages": 10**9}, bound=0, violations=()
    )


def offered(folder: Path, changes: Changes, found: Plan) -> tuple[Plan, str | None]:
    """What a scenario makes of the base's roster."""
    ((key, value),) = changes.items()
    scenario = _under(folder, key, value)
    return best_of(asked(scenario, found), scenario.store, [("base", found.roster)])


def test_more_freedom_takes_the_roster(folder: Path, found: Plan):
    """Ten hours of rest allow what eleven did, at the same bill."""
    taken, lender = offered(folder, {"rules.min_rest.hours": 10}, found)
    assert lender == "base"
    assert taken.costs == found.costs
    assert taken.roster == found.roster


def test_a_dearer_roster_is_left(base: Scenario, found: Plan):
    """The plan stays as it is when it costs as much."""
    dearer = replace(found.roster, sessions=found.roster.sessions)
    assert best_of(found, base.store, [("other", dearer)]) == (found, None)


@pytest.mark.parametrize(
    "changes",
    [
        {"rules.daily_hours.most_hours": 4},
        {"people.E2": False},
        {"slot_minutes": 30},
        {"shifts.start_step_minutes": 120},
        {"shifts.longest_hours": 5},
        {"opening.week.mon": "12:00-19:00"},
    ],
    ids=lambda changes: next(iter(changes)),
)
def test_what_a_scenario_forbids_is_not_taken(folder: Path, changes: Changes, found: Plan):
    """By law, for want of the person, by another slot, off the grid, before the store opens."""
    assert offered(folder, changes, found)[1] is None


def test_a_pinned_shift_may_lie_off_the_grid(store: Store, base: Scenario, found: Plan):
    """What is fixed is not proposed, so no grid is asked."""
    pinned = replace(base, store=replace(base.store, pins=found.roster.shifts))
    problem = replace(
        pinned.store.problem(base.need), grid=replace(base.store.grid, shortest=600, longest=600)
    )
    begun = replace(asked(pinned, found), problem=problem)
    assert best_of(begun, pinned.store, [("base", found.roster)])[1] == "base"
    bare = replace(begun, problem=replace(problem, pins=()))
    assert best_of(bare, pinned.store, [("base", found.roster)])[1] is None


def not_held(roster: Roster, course: str) -> Roster:
    """The same shifts without a course: its attendees work on in the role they have next to it."""
    gone = {session.id for session in roster.sessions if session.course_id == course}
    assert gone

    def worked(shift: Shift) -> Shift:
        def nearest(block: Block) -> str | None:
            return min(shift.of(Activity.WORK), key=lambda one: abs(one.start - block.start)).role

        blocks = (
            Block(block.start, block.end, Activity.WORK, nearest(block))
            if block.session_id in gone
            else block
            for block in shift.blocks
        )
        return replace(shift, blocks=tuple(blocks))

    kept = tuple(session for session in roster.sessions if session.id not in gone)
    return replace(roster, shifts=tuple(map(worked, roster.shifts)), sessions=kept)


def test_training_not_held_is_named_anew(folder: Path, found: Plan):
    """The roster says what it does not hold under this scenario's needs, not under its own."""
    course = found.problem.courses[0].id
    without = replace(found, roster=not_held(found.roster, course))
    taken, lender = offered(folder, {"rules.min_rest.hours": 10}, without)
    assert lender == "base"
    needs = [one for one in found.problem.needs if one.course_id == course]
    assert {one.need for one in taken.roster.displaced} >= set(needs)
