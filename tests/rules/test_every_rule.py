"""The contract: shapes and check of every rule agree, on verdict, blame and price."""

from __future__ import annotations

import pytest
from tests.rules.contract import by_check, by_shapes, worlds_of
from tests.rules.sample import Sample
from tests.rules.samples import SAMPLES
from tests.shape_reader import Blame

from staffopt.domain.problem import Problem
from staffopt.domain.roster import Roster
from staffopt.rules import RULES
from staffopt.rules.base import Rule
from staffopt.rules.training_held import TrainingHeld

CASES = [
    pytest.param(name, sample, id=f"{name}-{k}")
    for name in RULES
    for k, sample in enumerate(SAMPLES.get(name, ()))
]

FIRST_WORLDS = 12
"""So many worlds are read with every neighbour, found or not."""


@pytest.mark.parametrize("name", list(RULES))
def test_every_rule_is_sampled_and_documented(name: str) -> None:
    """A rule has samples here, a promise, a why and an example, and a description per setting."""
    assert SAMPLES.get(name), f"add tests/rules/trials/{name}.py with samples"
    page = RULES[name].__doc__ or ""
    assert page.split("\n")[0].endswith(".")
    assert "Why:" in page
    assert "Example:" in page
    assert RULES[name].__module__ == f"staffopt.rules.{name}"
    for setting, field in RULES[name].model_fields.items():
        assert field.description, f"{name}.{setting} has no description"


@pytest.mark.parametrize(("name", "sample"), CASES)
def test_shapes_and_check_agree(name: str, sample: Sample) -> None:
    """Same verdict, same blame, same price on every world; legal and illegal rosters are seen."""
    seen = set()
    for at, each in enumerate(worlds_of(sample.rule)):
        told = by_shapes(sample.rule, each.problem, each.roster, TrainingHeld())
        found = by_check(sample.rule, each.problem, each.roster)
        assert told.blames == found.blames, f"{name}, world {at}"
        assert told.agrees(found), f"{name}, world {at}: {told.price} / {found.price}"
        seen.add(bool(found.blames))
    assert seen == {True, False}


@pytest.mark.parametrize(("name", "sample"), CASES)
def test_worlds_stand_at_the_limit_and_just_over(name: str, sample: Sample) -> None:
    """Some roster is legal, and not a step tighter; some roster is illegal, and legal looser.

    Shapes and check agree on the neighbours, too, on the first worlds and until both are seen.
    """
    tighter, looser = sample.tighter or sample.narrower, sample.looser or sample.wider
    at_limit, just_over = not tighter, not looser
    for at, each in enumerate(worlds_of(sample.rule)):
        if at_limit and just_over and at >= FIRST_WORLDS:
            break
        blames = by_check(sample.rule, each.problem, each.roster).blames
        if tighter and not (at_limit and at >= FIRST_WORLDS):
            problem = (sample.narrower or _same)(each.problem)
            at_limit |= bool(_agreed(sample.tighter or sample.rule, problem, each.roster) - blames)
        if looser and not (just_over and at >= FIRST_WORLDS):
            problem = (sample.wider or _same)(each.problem)
            just_over |= bool(blames - _agreed(sample.looser or sample.rule, problem, each.roster))
    assert at_limit
    assert just_over


def test_limits_are_counted_in_every_rule_that_has_one() -> None:
    """Only rules that count nothing have no sample with neighbours on both sides."""
    without = {
        name
        for name, samples in SAMPLES.items()
        if not any((s.tighter or s.narrower) and (s.looser or s.wider) for s in samples)
    }
    assert without == {"one_shift_a_day", "pinned", "trainer_present"}


def _same(problem: Problem) -> Problem:
    return problem


def _agreed(rule: Rule, problem: Problem, roster: Roster) -> frozenset[Blame]:
    """Whom a rule blames, once shapes and check have said the same."""
    verdict = by_check(rule, problem, roster)
    assert by_shapes(rule, problem, roster, TrainingHeld()).agrees(verdict)
    return verdict.blames
