"""so.explain: questions in, answers out."""

from __future__ import annotations

from dataclasses import replace
from types import SimpleNamespace

import pytest
from tests.explaining.small_week import roster, small_week

import staffopt as so
from staffopt.domain.plan import Plan, Run
from staffopt.explaining.record import record

WEEK = small_week()


@pytest.fixture
def plan() -> Plan:
    """Ann works both days for 320.00."""
    run = Run(seed=1, iterations=0, seconds=0.0, first_roster_s=0.0)
    both = roster(("ann", 0), ("ann", 1))
    return Plan(WEEK.problem, both, {"service": 0, "wages": 32_000}, 0, "nothing", (), run)


@pytest.fixture
def store():
    """What an explanation asks of a store."""
    return SimpleNamespace(
        name="shop",
        zone=WEEK.problem.horizon.zone,
        slot_minutes=WEEK.problem.horizon.slot_minutes,
        roles=WEEK.problem.requirement.roles,
        people=WEEK.problem.people,
        people_of=lambda _: WEEK.problem.people,
        rules=WEEK.rules,
        goals=WEEK.goals,
        currency="EUR",
    )


def test_a_plan_answers_for_itself(plan, store):
    """The question in words, the sentences, and an object for scripts in units."""
    found = plan.explain(store, person="Ann", day="tue", iterations=1_000, seeds=(1,))
    assert found.question == "Why does Ann work on Tue 04 Mar?"
    assert "one seed: the noise is not known" in str(found)
    assert found.notes == ()
    said = record(found, WEEK.problem.horizon.tz)
    assert said["answer"]["alone"] == {"service": 320, "wages": -160}
    assert said["answer"]["freed"]["costs"] == {"wages": 40}
    assert said["answer"]["day"] == "2025-03-04"
    assert "roster" not in said["answer"]


@pytest.mark.parametrize(
    ("other", "said"),
    [
        (
            {"people": (), "name": "bakery"},
            "found a plan of 'bakery' with 'ann'; expected people and",
        ),
        (
            {"roles": {"desk": 1}, "people": ()},
            "people 'ann', roles 'till' of 'bakery'; expected those of 'shop': ",
        ),
        ({"zone": "Asia/Tokyo"}, "slots of 60 min in Europe/Berlin; expected slots of 60 min in A"),
    ],
)
def test_a_plan_of_another_store_is_refused(plan, store, other, said):
    """In one line that names both, whatever is asked."""
    theirs = replace(plan, manifest={"store": "bakery"})
    with pytest.raises(so.DataError) as caught:
        theirs.explain(SimpleNamespace(**{**vars(store), **other}), unmet=True)
    (problem,) = caught.value.problems
    assert said in str(problem)


def test_a_store_that_has_changed_is_noted(plan, store):
    """The plan was billed at 300.00, its roster now costs 320.00."""
    older = replace(plan, costs={"wages": 30_000})
    found = so.explain(older, store, person="cy", day="2025-03-04", iterations=10)
    assert found.notes == ("the store has changed since: the roster costs 320.00 EUR, then 300.00",)


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        ({}, "question: found none"),
        ({"rule": "min_rest", "person": "Ann", "day": "mon"}, "question: found person and rule"),
        ({"slot": "mon 9:00"}, "found a slot alone; expected a slot and a role"),
        ({"slot": "monday", "role": "till"}, "slot: found 'monday'"),
        ({"slot": "mon 09:00", "role": "desk"}, "role: found 'desk'; expected till"),
        ({"person": "Ann"}, "found a person alone; expected a person and a day"),
        ({"person": "Dora", "day": "mon"}, "person: found 'Dora'; expected one of Ann, Bo, Cy"),
        ({"person": "Ann", "day": "sun"}, "day: found 'sun'"),
        ({"rule": "x", "seeds": (1, 1)}, "seeds: found [1, 1]"),
        ({"rule": "x", "iterations": -1}, "iterations: found -1"),
    ],
)
def test_what_is_no_question_is_refused(plan, store, asked, said):
    """In words, before anything is searched."""
    with pytest.raises(so.ConfigError) as error:
        so.explain(plan, store, **asked)
    assert said in str(error.value)
