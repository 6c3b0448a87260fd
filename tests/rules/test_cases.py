"""Cases that a labour lawyer can read and add: tests/cases/*.yaml, one file a rule."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

import pytest
from ruamel.yaml import YAML
from tests.stores_in_words import store

from staffopt.rules import RULES

FOLDER = Path(__file__).parent.parent / "cases"
CASE_KEYS = {"case", "legal", "owes", "says", "price", "settings"}


@cache
def _cases() -> list[Any]:
    """All cases, each file read once."""
    return [
        pytest.param(path.stem, case, id=f"{path.stem}: {case['case']}")
        for path in sorted(FOLDER.glob("*.yaml"))
        for case in YAML(typ="safe").load(path.read_text(encoding="utf-8"))
    ]


@pytest.mark.parametrize(("rule", "case"), _cases())
def test_case(rule: str, case: dict[str, Any]) -> None:
    """The rule is silent where the case is legal, and says what it should where it is not."""
    problem, roster = store({key: case[key] for key in case.keys() - CASE_KEYS})
    made = RULES[rule].model_validate(case.get("settings", {}))
    found = list(made.check(problem, roster))
    if "owes" in case:
        claims = list(made.pays(problem, roster))
        assert sum(claim.amount for claim in claims) == round(case["owes"] * 100)
        assert case.get("says", "") in "\n".join(claim.message for claim in claims)
    if case.get("legal", True):
        assert found == []
        return
    messages = "\n".join(violation.message for violation in found)
    assert case["says"] in messages
    if "price" in case:
        assert sum(v.price or 0 for v in found) == round(case["price"] * 100)


@pytest.mark.parametrize("rule", list(RULES))
def test_every_rule_has_a_legal_and_an_illegal_case(rule: str) -> None:
    """Each rule has a file with both; of a rule that only pays, with and without a premium."""
    cases = [case for param in _cases() for name, case in [param.values] if name == rule]
    assert {case.get("legal", case.get("owes") == 0) for case in cases} == {True, False}
