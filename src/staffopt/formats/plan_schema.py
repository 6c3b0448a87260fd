"""The JSON Schema of plan.json, made from the types of the domain."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import MISSING, fields, is_dataclass
from datetime import date, datetime, time
from enum import Enum
from types import NoneType, UnionType
from typing import Any, Union, get_args, get_origin

import numpy as np

from staffopt.domain.plan import Plan, Run
from staffopt.formats.decoding import field_hints
from staffopt.formats.encoding import MONEY, PERSONAL
from staffopt.formats.plan_file import CLOCKED, PLAN_SCHEMA, VERSION

_NUMBER: dict[str, Any] = {"type": "number"}
_ATOMS: dict[Any, dict[str, Any]] = {
    NoneType: {"type": "null"},
    bool: {"type": "boolean"},
    int: {"type": "integer"},
    float: _NUMBER,
    str: {"type": "string"},
    datetime: {"type": "string", "format": "date-time"},
    date: {"type": "string", "format": "date"},
    time: {"type": "string", "pattern": "^[0-2][0-9]:[0-5][0-9]$"},
    Any: {},
}
_ITEMS: dict[Any, dict[str, Any]] = {
    np.bool_: {"enum": [0, 1]},
    np.int32: {"type": "integer"},
    np.int64: {"type": "integer"},
    np.float64: {"anyOf": [_NUMBER, {"type": "null"}, {"enum": ["inf", "-inf"]}]},
}
_NESTED = ("loss", "service_level", "wait")


def plan_schema() -> dict[str, Any]:
    """Return the schema that every `plan.json` of this version fits.

    The file `plan.schema.json` beside this one holds it; a test keeps the two the same.
    """
    made: dict[str, Any] = {}
    _reference(Plan, made)
    body = made.pop("Plan")
    del body["properties"]["manifest"]
    summary: dict[str, Any] = {
        "schema": {"const": PLAN_SCHEMA},
        "version": {"const": VERSION},
        "id": {"type": "string", "pattern": "^[0-9a-f]{8}$"},
        "with_pay": {"type": "boolean"},
        "status": {"enum": ["optimal", "feasible", "unmet", "illegal"]},
        "currency": {"type": "string"},
        "cost": _NUMBER,
        "gap": _NUMBER,
    }
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "A plan of staffopt",
        "description": "Instants are ISO 8601 with offset; money is in units of the currency; "
        "arrays have one number a slot. Wages, birth dates, consents, certificates, schools, "
        "reasons for absence and pay claims are present only where with_pay is true.",
        "type": "object",
        "additionalProperties": False,
        "required": [*summary, *body["required"]],
        "properties": {**summary, "changes": {"type": "object"}, **body["properties"]},
        "$defs": dict(sorted(made.items())),
    }


def _reference(kind: type, made: dict[str, Any]) -> dict[str, Any]:
    """Define a dataclass once and return the reference to it."""
    if kind.__name__ not in made:
        made[kind.__name__] = {}
        hints, money = field_hints(kind), MONEY.get(kind, frozenset())
        hidden = {*PERSONAL.get(kind, {}), *(CLOCKED if kind is Run else ())}
        needed = [
            field.name
            for field in fields(kind)
            if field.default is MISSING
            and field.default_factory is MISSING
            and field.name not in hidden
        ]
        made[kind.__name__] = {
            "type": "object",
            "additionalProperties": False,
            "required": needed,
            "properties": {
                name: _schema(hint, made, name, money=name in money)
                for name, hint in hints.items()
                if not (kind is Run and name in CLOCKED)
            },
        }
    return {"$ref": f"#/$defs/{kind.__name__}"}


def _schema(  # noqa: PLR0911 - a case a kind
    hint: Any, made: dict[str, Any], name: str, *, money: bool = False
) -> dict[str, Any]:
    """Return the schema of a type."""
    origin, inside = get_origin(hint), get_args(hint)
    if origin in (Union, UnionType):
        return {"anyOf": [_schema(arm, made, name, money=money) for arm in inside]}
    if origin is np.ndarray:
        return _array(get_args(inside[1])[0], name, money=money)
    if origin is tuple and inside[-1] is not ...:
        items = [_schema(arm, made, name) for arm in inside]
        return {"type": "array", "prefixItems": items, "minItems": len(items), "items": False}
    if origin in (tuple, frozenset):
        return {"type": "array", "items": _schema(inside[0], made, name)}
    if isinstance(origin, type) and issubclass(origin, Mapping):
        return {
            "type": "object",
            "additionalProperties": _schema(inside[1], made, name, money=money),
        }
    if money and hint is int:
        return _NUMBER
    if hint in _ATOMS:
        return _ATOMS[hint]
    return _named(hint, made)


def _named(hint: Any, made: dict[str, Any]) -> dict[str, Any]:
    """Return the schema of a class of ours: a dataclass or an enumeration."""
    if isinstance(hint, type) and is_dataclass(hint):
        return _reference(hint, made)
    if isinstance(hint, type) and issubclass(hint, Enum):
        return {"enum": [member.value for member in hint]}
    raise TypeError(f"plan.json has no way to say {hint!r}")


def _array(kind: Any, name: str, *, money: bool) -> dict[str, Any]:
    """Return the schema of a slot array, of rows where it has one row a slot."""
    row: dict[str, Any] = {"type": "array", "items": _NUMBER if money else _ITEMS[kind]}
    return {"type": "array", "items": row} if name in _NESTED else row
