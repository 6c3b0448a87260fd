"""A planted bug does not survive the contract: the contract is worth having."""

from __future__ import annotations

from typing import TypeVar

import pytest
from tests.rules.bugs import BUGS
from tests.rules.contract import CHECK_ONLY, by_check, by_shapes, worlds_of
from tests.rules.planting import Bug
from tests.rules.samples import SAMPLES

from staffopt.rules import RULES
from staffopt.rules.base import Rule
from staffopt.rules.training_held import TrainingHeld

R = TypeVar("R", bound=Rule)


@pytest.mark.parametrize("name", list(RULES))
def test_bugs_are_planted_on_both_sides(name: str) -> None:
    """Every rule has a planted bug in its shapes, if it has any, and one in its check."""
    sides = {"check"} if name in CHECK_ONLY else {"shape", "check"}
    assert {bug.side for bug in BUGS if bug.rule == name} == sides


@pytest.mark.parametrize("bug", BUGS, ids=lambda bug: bug.name)
def test_the_contract_catches_a_planted_bug(bug: Bug) -> None:
    """On some world, shapes and check of the wrong rule disagree."""
    rule = SAMPLES[bug.rule][bug.sample].rule
    told = TrainingHeld()
    if bug.rule == "trainer_present" and bug.side == "shape":
        told = _wrong(TrainingHeld(), bug)
    else:
        rule = _wrong(rule, bug)
    assert any(
        not by_shapes(rule, each.problem, each.roster, told).agrees(
            by_check(rule, each.problem, each.roster)
        )
        for each in worlds_of(rule)
    )


def _wrong(rule: R, bug: Bug) -> R:
    """The same rule with the bug."""
    settings = {name: getattr(rule, name) for name in type(rule).model_fields}
    wrong: R = bug.plant(type(rule))(**settings)  # type: ignore[assignment]
    return wrong
