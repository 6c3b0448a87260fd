"""Cases of whole packs that a labour lawyer can read and add: tests/cases/packs/*.yaml.

A file names its packs and its zone; each case is a little roster and what one of their rules, or
all of them, say of it: nothing, or whom it blames, or how much is owed.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from ruamel.yaml import YAML
from tests.stores_in_words import store

from staffopt.inputs.findings import Findings
from staffopt.inputs.pack_file import pack_names, read_pack, rules_in
from staffopt.rules.base import Rule
from staffopt.rules.pay import owed

FOLDER = Path(__file__).parent.parent / "cases" / "packs"
VERDICT = {"case", "packs", "rule", "legal", "breaks", "blames", "says", "owes"}
LEAST_CASES = 3


def _cases() -> list[Any]:
    """Every case with its packs; what a file says before its cases goes for all of them."""
    found = []
    for path in sorted(FOLDER.glob("*.yaml")):
        file = YAML(typ="safe").load(path.read_text(encoding="utf-8"))
        usual = file if isinstance(file, dict) else {"cases": file}
        for case in usual["cases"]:
            facts = {"packs": [path.stem], **usual, **case}
            del facts["cases"]
            found.append(pytest.param(facts, id=f"{path.stem}: {case['case']}"))
    return found


@cache
def _rules_of(name: str) -> tuple[Rule, ...]:
    """The rules of one pack; reading its file is slower than a case."""
    findings = Findings()
    pack = read_pack(name, findings)
    found = rules_in(pack, findings) if pack else ()
    findings.raise_if_any()
    return found


def _rules(packs: Iterable[str], wanted: str) -> list[Rule]:
    """The rules of the packs, or the one that a case is about."""
    found = [rule for name in packs for rule in _rules_of(name)]
    chosen = [rule for rule in found if wanted in ("", rule.key)]
    assert chosen, f"no rule {wanted!r} in {packs}"
    return chosen


CASES = _cases()


@pytest.mark.parametrize("case", CASES)
def test_case(case: dict[str, Any]) -> None:
    """A pack is silent where the law is, and blames whom the law blames, citing it."""
    rules = _rules(case["packs"], case.get("rule", ""))
    problem, roster = store({key: case[key] for key in case.keys() - VERDICT})
    found = [violation for rule in rules for violation in rule.check(problem, roster)]
    said = "\n".join(f"{violation.rule}: {violation.message}" for violation in found)
    if case.get("legal", True):
        assert said == ""
    else:
        assert {violation.person_id for violation in found} == {case.get("blames", "Ann")}
        assert {v.rule for v in found} == {_broken(case)}
        assert case["says"] in said
        cited = {rule.key: rule.citation for rule in rules}
        assert all(v.citation == cited[v.rule] for v in found)
    if "owes" in case:
        claims = owed(claim for rule in rules for claim in rule.pays(problem, roster))
        assert sum(claim.amount for claim in claims) == round(case["owes"] * 100)


def _broken(case: dict[str, Any]) -> str:
    """The rule that an illegal case breaks: the one it is about, or `breaks`."""
    rule: str = case.get("rule") or f"{case['packs'][0]}/{case['breaks']}"
    return rule


@pytest.mark.parametrize("name", pack_names())
def test_every_pack_has_cases_on_both_sides(name: str) -> None:
    """Each pack is in three cases or more, of what it allows and of what it forbids or prices."""
    mine = [case for (case,) in (param.values for param in CASES) if name in case["packs"]]
    sides = {case.get("legal", True) and not case.get("owes") for case in mine}
    assert len(mine) >= LEAST_CASES
    assert sides == {True, False}
