"""The shipped JSON Schema is current, and takes what `read_store` takes."""

from __future__ import annotations

import json
from pathlib import Path

import jsonschema
import pytest

from staffopt.inputs.example_store import SOURCE
from staffopt.inputs.findings import Findings
from staffopt.inputs.schema import SCHEMA_FILE, schema_text
from staffopt.inputs.yaml_file import read_yaml


def test_the_shipped_schema_is_current():
    """`python -m staffopt.inputs.schema` would change nothing."""
    assert SCHEMA_FILE.read_text(encoding="utf-8") == schema_text()


@pytest.mark.parametrize(
    "name", ["trade-counter", "supermarket", "los-angeles", "warsaw", "sydney", "example"]
)
def test_the_schema_takes_our_stores(root: Path, name: str):
    """No editor marks anything in the stores that we ship."""
    folder = SOURCE if name == "example" else root / "configs" / name
    schema = jsonschema.Draft202012Validator(json.loads(SCHEMA_FILE.read_text()))
    content = read_yaml(folder / "store.yaml", Findings()).content
    assert [error.message for error in schema.iter_errors(content)] == []


@pytest.mark.parametrize(
    ("section", "key", "value"),
    [
        ("rules", "min_rest", {"hour": 11}),
        ("rules", "my_rest", {"hours": 11}),
        ("goals", "fairnes", {}),
        ("forecast", "weaks", 8),
        ("roles", "cashier", {"method": "erlang_c"}),
    ],
)
def test_the_schema_refuses_what_is_wrong(section: str, key: str, value: object):
    """A misspelt setting, a rule without a type, an unknown goal: all are marked."""
    schema = jsonschema.Draft202012Validator(json.loads(SCHEMA_FILE.read_text()))
    content = read_yaml(SOURCE / "store.yaml", Findings()).content
    content[section][key] = value
    assert not schema.is_valid(content)
