"""The packs we ship: readable, cited and in the package."""

from __future__ import annotations

from importlib.resources import files

import pytest

from staffopt.inputs.findings import Findings
from staffopt.inputs.pack_file import Pack, pack_names, read_pack, rules_in
from staffopt.rules.base import Rule


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
