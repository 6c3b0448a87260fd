"""staffopt rules."""

from __future__ import annotations

import json

import pytest

from staffopt.domain.packs import AbsentRule, PackChange, PackInForce
from staffopt.inputs.pack_file import pack_names
from staffopt.rules import RULES
from staffopt.rules.min_rest import MinRest


def test_every_rule_is_listed_with_its_promise(run):
    """One line or two each, names in order."""
    lines = run("rules").stdout.splitlines()
    named = [line.split()[0] for line in lines if line[:1].strip()]
    assert named == sorted(RULES)


@pytest.mark.parametrize("name", sorted(RULES))
def test_every_rule_has_a_page_with_its_settings(run, name):
    """The page names each field; no line is broken in the middle of a sentence by the source."""
    result = run("rules", name)
    assert result.exit_code == 0
    assert [field for field in RULES[name].model_fields if field not in result.stdout] == []


def test_a_near_name_is_suggested(run):
    """`min_rst` is taken for what it means."""
    result = run("rules", "min_rst")
    assert result.exit_code == 2
    assert "did you mean 'min_rest'?" in result.stderr


def test_scripts_read_the_json_schema(run):
    """Of one rule or of all."""
    assert set(json.loads(run("rules", "--json").stdout)) == set(RULES)
    schema = json.loads(run("rules", "min_rest", "--json").stdout)["min_rest"]
    assert schema["properties"]["hours"]["type"] == "number"


def test_a_stores_rules_are_listed_by_id_with_what_it_says(run, library):
    """Two rules of one type stand under their ids, with settings that differ from the default."""
    library.store.rules = (MinRest(hours=11), MinRest(id="young", hours=12, citation="reg. 10"))
    text = run("rules", "--store", "shop").stdout
    assert "young (min_rest)" in text
    assert 'citation: "reg. 10"' in text
    said = json.loads(run("rules", "--store", "shop", "--json").stdout)
    assert said["young"] == {"type": "min_rest", "hours": 12.0, "citation": "reg. 10"}


def test_a_rule_that_the_store_does_not_have_is_bad_input(run, library):
    """The store's ids are what may be asked for."""
    library.store.rules = (MinRest(hours=11),)
    result = run("rules", "old", "--store", "shop")
    assert result.exit_code == 2
    assert "expected min_rest" in result.stderr


def test_a_pack_is_printed_with_numbers_and_sources(run):
    """Every rule with its settings, and what is not modelled; unknown packs are bad input."""
    text = run("rules", "--pack", "us-federal").stdout
    assert "us-federal/hours_14_15 (minors_hours)" in text
    assert "    school_week_hours: 18" in text
    assert 'citation: "29 CFR 570.35(a)"' in text
    assert "Not modelled" in text
    written = json.loads(run("rules", "--pack", "us-federal", "--json").stdout)
    assert written["rules"]["hours_14_15"]["school_week_hours"] == 18
    result = run("rules", "--pack", "us-fedral")
    assert result.exit_code == 2
    assert "did you mean 'us-federal'?" in result.stderr


def test_changes_of_a_packs_rules_are_told_with_their_reasons(run, library):
    """Beside the rule where it holds, at the end where it does not."""
    changes = (
        PackChange("far/rest", "hours 11 instead of 10", "our policy"),
        PackChange("far/week", "left out", "agreement"),
    )
    absent = (AbsentRule("far/row", "its source is doubtful"),)
    library.store.rules = (MinRest(id="far/rest", hours=11),)
    library.store.packs = (PackInForce("far", "Farland", (), changes, absent),)
    text = run("rules", "--store", "shop").stdout
    assert "    changed: hours 11 instead of 10 (our policy)" in text
    assert "far/week: left out (agreement)" in text
    assert "far/row: does not hold: its source is doubtful" in text
    said = json.loads(run("rules", "--store", "shop", "--json").stdout)
    assert said["far/rest"]["changed"] == ["hours 11 instead of 10 (our policy)"]


def test_the_packs_are_listed_with_the_names_of_their_laws(run):
    """All of them, `us-*` too; and an unknown pack is answered with all names and the law meant."""
    listed = run("rules", "--packs").stdout
    assert [line.split()[0] for line in listed.splitlines()] == list(pack_names())
    assert "Oregon" in listed
    assert json.loads(run("rules", "--packs", "--json").stdout)["pl"] == "Poland"
    result = run("rules", "--pack", "oregon")
    assert result.exit_code == 2
    assert all(name in result.stderr for name in pack_names())
    assert "(did you mean 'us-or'?); `staffopt rules --packs` says" in result.stderr


@pytest.mark.parametrize(
    ("arguments", "found"),
    [
        (("min_rest", "--packs"), "RULE and --packs"),
        (("min_rest", "--pack", "pl"), "RULE and --pack"),
        (("--pack", "pl", "--store", "shop"), "--pack and --store"),
        (("--pack", "pl", "--packs"), "--pack and --packs"),
        (("min_rest", "--set", "rules.min_rest.hours=9"), "--set without --store"),
    ],
)
def test_what_would_not_be_read_is_refused(run, library, arguments, found):
    """A RULE goes with --store, and changes do; all else stands alone."""
    result = run("rules", *arguments)
    assert result.exit_code == 2
    assert f"found {found}; expected" in " ".join(result.stderr.split())
    assert not library.calls
