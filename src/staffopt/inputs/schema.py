"""The JSON Schema of store.yaml, for editors.

`python -m staffopt.inputs.schema` writes it anew, and with it the pages of docs/rules.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path as FilePath
from typing import Any

from pydantic import BaseModel

from staffopt.inputs.settings import StoreSettings

SCHEMA_FILE = FilePath(__file__).with_name("store.schema.json")


def store_schema() -> dict[str, Any]:
    """Return the schema of store.yaml with the settings of every rule, goal and method in it."""
    from staffopt.forecasting import FORECASTERS
    from staffopt.goals import GOALS
    from staffopt.rules import RULES
    from staffopt.staffing_methods import METHODS

    schema = StoreSettings.model_json_schema()
    shared: dict[str, Any] = schema.setdefault("$defs", {})
    rules = _family("rule", RULES, "type", shared)
    goals = _family("goal", GOALS, None, shared)
    methods = _family("method", METHODS, "method", shared)
    forecasters = _family("forecaster", FORECASTERS, "method", shared)
    shared["forecast.usual"] = _with_drivers(FORECASTERS, shared)
    shared["rule"] = {"anyOf": _named(rules, "type")}
    any_rule = {"$ref": "#/$defs/rule"}
    sections = schema["properties"]
    sections["rules"] |= {
        "properties": {name: _switchable([ref, any_rule]) for name, ref in rules.items()},
        "patternProperties": {"/": OVERLAY},
        "additionalProperties": _switchable([any_rule]),
    }
    sections["goals"] |= {
        "properties": {name: _switchable([ref]) for name, ref in goals.items()},
        "additionalProperties": False,
    }
    sections["roles"]["additionalProperties"] = {"anyOf": _named(methods, "method")}
    sections["forecast"] = {
        "description": sections["forecast"]["description"],
        "$ref": "#/$defs/forecast.usual",
    }
    own = {"type": "object", "additionalProperties": {"anyOf": _named(forecasters, "method")}}
    shared["forecast.drivers"] = own
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", **schema}


Ref = dict[str, Any]

OVERLAY: dict[str, Any] = {
    "type": "object",
    "description": "What is laid over a pack's rule, and why.",
    "properties": {
        "reason": {"type": "string", "minLength": 1, "description": "Why; kept with every plan."},
        "off": {"type": "boolean", "description": "Leaves the rule out."},
        "on": {"type": "boolean", "description": "Switches a doubtful rule on."},
    },
    "required": ["reason"],
}
"""A key `pack/id` of the section `rules`."""


def _family(
    kind: str, members: Mapping[str, type[BaseModel]], key: str | None, shared: dict[str, Any]
) -> dict[str, Ref]:
    """Put the schemas of a family among the shared ones; return references to them by name."""
    for name, model in members.items():
        shared[f"{kind}.{name}"] = _member(name, model, key, shared)
    return {name: {"$ref": f"#/$defs/{kind}.{name}"} for name in members}


def _member(
    name: str, model: type[BaseModel], key: str | None, shared: dict[str, Any]
) -> dict[str, Any]:
    """Return one class's schema; its own definitions move to the shared ones."""
    schema = model.model_json_schema()
    shared |= schema.pop("$defs", {})
    schema["properties"].pop("id", None)
    if key is not None:
        schema["properties"] = {key: {"const": name}, **schema["properties"]}
    return schema


def _with_drivers(members: Mapping[str, type[BaseModel]], shared: dict[str, Any]) -> dict[str, Any]:
    """Return the store's forecaster: any, and beside its settings those of single drivers."""
    found = []
    for name, model in members.items():
        schema = _member(name, model, "method", shared)
        schema["properties"]["drivers"] = {"$ref": "#/$defs/forecast.drivers"}
        found.append({**schema, "required": ["method", *schema.get("required", ())]})
    return {"anyOf": found}


def _named(refs: Mapping[str, Ref], key: str) -> list[dict[str, Any]]:
    """Return members that must say which they are."""
    return [{**ref, "required": [key]} for ref in refs.values()]


def _switchable(kinds: list[dict[str, Any]]) -> dict[str, Any]:
    """Return a schema that also takes nothing, true and false."""
    return {"anyOf": [*kinds, {"type": ["boolean", "null"]}]}


def schema_text() -> str:
    """Return the schema as the shipped file has it."""
    return json.dumps(store_schema(), indent=1, ensure_ascii=False, default=str) + "\n"


if __name__ == "__main__":
    from staffopt.inputs import rule_pages

    SCHEMA_FILE.write_text(schema_text(), encoding="utf-8")
    if rule_pages.FOLDER.is_dir():
        rule_pages.write_pages()
