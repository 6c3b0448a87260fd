"""The packs we ship: readable, cited, in the package, and true to their law's own cases."""

from __future__ import annotations

from importlib.resources import files
from pathlib import Path
from typing import Any

import pytest
from ruamel.yaml import YAML
from tests.stores_in_words import store

from staffopt.inputs.findings import Findings
from staffopt.inputs.pack_file import Pack, pack_names, read_pack, rules_in
from staffopt.rules.base import Rule

CASES = Path(__file__).parent.parent / "cases" / "packs"
CASE_KEYS = {"case", "legal", "says", "breaks"}
LEAST_CASES = 3


def _pack(name: str) -> Pack:
    findings = Findings()
    pack = read_pack(name, findings)
    findings.raise_if_any()
    assert pack is not None
    return pack


def _rules(pack: Pack) -> tuple[Rule, ...]:
    findings = Findings()
    rules = rules_in(pack, findings)
    findings.raise_if_any()
    return rules


def _cases() -> list[Any]:
    return [
        pytest.param(file.stem, case, id=f"{file.stem}: {case['case']}")
        for file in sorted(CASES.glob("*.yaml"))
        for case in YAML(typ="safe").load(file.read_text(encoding="utf-8"))
    ]


@pytest.mark.parametrize("name", pack_names())
def test_every_pack_is_whole_and_cited(name: str) -> None:
    """Its rules are built as written, and each has a source, its date and how sure it is."""
    pack = _pack(name)
    rules = _rules(pack)
    assert [rule.key for rule in rules] == [f"{name}/{key}" for key in pack.settings.rules]
    assert all(rule.citation and rule.verified_on and rule.confidence for rule in rules)


def test_the_package_holds_the_packs() -> None:
    """They are resources of the installed package, not only files beside its sources."""
    folder = files("staffopt").joinpath("rules", "packs")
    found = [file.name.removesuffix(".yaml") for file in folder.iterdir()]
    assert "us-federal" in found
    assert sorted(found) == list(pack_names())


@pytest.mark.parametrize(("name", "case"), _cases())
def test_case(name: str, case: dict[str, Any]) -> None:
    """No rule of the pack objects to what is legal; the one that should objects to what is not."""
    problem, roster = store({key: case[key] for key in case.keys() - CASE_KEYS})
    found = [breach for rule in _rules(_pack(name)) for breach in rule.check(problem, roster)]
    if case["legal"]:
        assert found == []
        return
    assert {breach.rule for breach in found} == {f"{name}/{case['breaks']}"}
    assert case["says"] in "\n".join(breach.message for breach in found)


@pytest.mark.parametrize("name", pack_names())
def test_every_pack_has_cases_on_both_sides(name: str) -> None:
    """At least three, legal and illegal ones."""
    cases = [param.values[1] for param in _cases() if param.values[0] == name]
    assert len(cases) >= LEAST_CASES
    assert {case["legal"] for case in cases} == {True, False}
