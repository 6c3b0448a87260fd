"""Every setting reaches the solver and has an effect."""

from __future__ import annotations

import pytest
from ortools.sat.python import cp_model

from staffopt.solver.parameters import Effort, solver


def puzzle() -> tuple[cp_model.CpModel, list[cp_model.IntVar]]:
    """A knapsack of forty things, hard enough to take some work; the hint takes nothing."""
    model = cp_model.CpModel()
    things = [model.new_bool_var("") for _ in range(40)]
    for row in range(12):
        weights = [1 + (17 * (row + 3) * (k + 5)) % 29 for k in range(40)]
        model.add(cp_model.LinearExpr.weighted_sum(things, weights) <= sum(weights) // 3)
    model.maximize(cp_model.LinearExpr.weighted_sum(things, [5 + k * 13 % 17 for k in range(40)]))
    for thing in things:
        model.add_hint(thing, 0)
    return model, things


def test_all_settings_are_set() -> None:
    """What the effort says is what OR-Tools will read."""
    settings = solver(
        Effort(deterministic_time=2.5, seed=9, presolve=False, linearization=2, seconds=7)
    ).parameters
    assert settings.num_workers == 1
    assert settings.random_seed == 9
    assert settings.max_deterministic_time == 2.5
    assert settings.linearization_level == 2
    assert settings.cp_model_presolve is False
    assert settings.cp_model_probing_level == 0
    assert settings.max_time_in_seconds == 7
    assert solver(Effort()).parameters.cp_model_presolve is True


def test_a_wrong_name_is_an_error() -> None:
    """OR-Tools takes any attribute on a solver in silence, but none that it does not know here."""
    settings = solver(Effort()).parameters
    with pytest.raises(AttributeError):
        settings.max_determinstic_time = 1.0  # type: ignore[attr-defined]


def test_more_time_proves_more() -> None:
    """Next to no deterministic time leaves the puzzle open; enough of it proves an optimum."""
    model, _ = puzzle()
    assert solver(Effort(deterministic_time=1e-4)).solve(model) != cp_model.OPTIMAL
    assert solver(Effort(deterministic_time=60)).solve(model) == cp_model.OPTIMAL


def test_a_fixed_hint_is_all_there_is() -> None:
    """With the hint fixed, the answer is the hint: nothing taken, worth 0."""
    model, things = puzzle()
    judge = solver(Effort(fix_hint=True))
    assert judge.solve(model) == cp_model.OPTIMAL
    assert [judge.value(thing) for thing in things] == [0] * 40
    assert judge.objective_value == 0


def test_presolve_off_is_off() -> None:
    """The log of a search without presolve says nothing of probing."""
    model, _ = puzzle()
    lines: dict[bool, str] = {}
    for presolve in (True, False):
        search = solver(Effort(presolve=presolve))
        heard: list[str] = []
        search.parameters.log_search_progress = True
        search.parameters.log_to_stdout = False
        search.log_callback = heard.append
        search.solve(model)
        lines[presolve] = "\n".join(heard)
    assert "Probe" in lines[True]
    assert "Probe" not in lines[False]


@pytest.mark.parametrize("seed", [0, 2**31, 10**12])
def test_any_seed_is_taken(seed: int) -> None:
    """CP-SAT's own seeds have 31 bits; ours are as large as asked."""
    assert 0 <= solver(Effort(seed=seed)).parameters.random_seed < 2**31
