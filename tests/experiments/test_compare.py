"""so.compare over the example store, whole, with hardly any search."""

from __future__ import annotations

import pytest
from tests.experiments.conftest import WEEK

import staffopt as so
from staffopt.experiments import runs
from staffopt.experiments.runs import Step
from staffopt.experiments.table import rows
from staffopt.inputs.store import Store

SCENARIOS = {
    "less rest": {"rules.min_rest.hours": 9},
    "six hours a day": {"rules.daily_hours.most_hours": 6},
    "as it is": {"rules.min_rest.hours": 11},
}


@pytest.fixture(scope="module")
def steps() -> list[Step]:
    return []


@pytest.fixture(scope="module")
def found(store: Store, steps: list[Step]) -> so.Comparison:
    """Two seeds side by side in two processes."""
    return so.compare(
        store,
        SCENARIOS,
        week=WEEK,
        iterations=1,
        seeds=(1, 2),
        workers=2,
        on_progress=steps.append,
    )


def test_every_scenario_is_planned_with_every_seed(found: so.Comparison, steps: list[Step]):
    """Base and scenarios in order; the one that is the base is not searched for again."""
    assert [one.name for one in found.outcomes] == ["base", *SCENARIOS]
    assert {len(one.seed_costs) for one in found.outcomes} == {2}
    assert [step.done for step in steps] == list(range(1, 7))
    assert {(step.scenario, step.seed) for step in steps} == {
        (name, seed) for name in ("base", "less rest", "six hours a day") for seed in (1, 2)
    }
    same = found["as it is"]
    assert (same.cost, same.seed_costs) == (found.base.cost, found.base.seed_costs)


def test_more_freedom_never_looks_dearer(found: so.Comparison):
    """Less rest and longer days allow every roster of the tighter scenario."""
    assert found["less rest"].cost <= found.base.cost <= found["six hours a day"].cost


def test_the_plan_of_a_scenario_is_whole(found: so.Comparison):
    """Legal under its own rules, billed to its cost, never below its bound."""
    for one in found.outcomes:
        assert one.cost == sum(one.plan.costs.values()) <= min(one.seed_costs)
        assert not any(violation.hard for violation in one.plan.violations)
        assert one.plan.bound <= one.cost
    longest = max(shift.paid_minutes for shift in found["six hours a day"].plan.roster.shifts)
    assert longest <= 6 * 60


def test_the_same_seeds_and_iterations_give_the_same_costs(store: Store, found: so.Comparison):
    """Also with one seed of two, one scenario of three, in one process instead of two."""
    name = "six hours a day"
    again = so.compare(store, {name: SCENARIOS[name]}, WEEK, iterations=1, seeds=(2,), workers=1)
    assert again.base.seed_costs == found.base.seed_costs[1:]
    assert again[name].seed_costs == found[name].seed_costs[1:]


def test_all_plans_meet_the_same_weeks(store: Store, found: so.Comparison):
    """The base again is the base to the last customer; with 0 weeks none is played."""
    tests = [one.plan.stress_test for one in found.outcomes]
    assert {test.weeks for test in tests if test is not None} == {200}
    assert None not in tests
    same = found.service_difference(found["as it is"])
    assert same is not None
    assert (same.in_time.value, same.in_time.error) == (0.0, 0.0)
    came = [one.played.came.tolist() for one in found.outcomes if one.played is not None]
    assert came.count(came[0]) == len(found.outcomes)
    waits = {one.played.mean_wait for one in found.outcomes if one.played is not None}
    assert len(waits) > 1
    bare = so.compare(
        store, {"as it is": {}}, WEEK, iterations=1, seeds=(1,), workers=1, stress_weeks=0
    )
    assert bare.base.plan.stress_test is None
    with pytest.raises(so.ConfigError, match="weeks"):
        so.compare(store, SCENARIOS, week=WEEK, stress_weeks=-1)


def test_a_grid_in_seconds(store: Store, monkeypatch: pytest.MonkeyPatch):
    """Seconds become one number of iterations that all runs share."""
    monkeypatch.setattr(runs, "PROBES", (1, 20_000))
    found = so.compare(
        store, {"rules.min_rest.hours": [12]}, week=WEEK, seconds=0.0, seeds=(1,), workers=1
    )
    assert found.iterations == 1
    assert found.seconds == 0.0
    assert rows(found)[1]["scenario"] == "rules.min_rest.hours=12"


@pytest.mark.parametrize("seeds", [(), (1, 1), (-1,)])
def test_seeds_that_say_nothing_about_noise_are_refused(store: Store, seeds: tuple[int, ...]):
    """The same seed twice has no spread."""
    with pytest.raises(so.ConfigError, match="different numbers"):
        so.compare(store, SCENARIOS, week=WEEK, seeds=seeds)
