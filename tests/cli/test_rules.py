"""staffopt rules."""

from __future__ import annotations

import json

import pytest

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
