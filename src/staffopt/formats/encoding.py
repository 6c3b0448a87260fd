"""Domain values as JSON values, by the types of their fields.

Instants carry the store's offset; money is in units of the currency; a slot array is a list, NaN
null and infinity `"inf"`. Personal fields are left out unless asked for.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from datetime import date, datetime, time
from enum import Enum
from typing import Any
from zoneinfo import ZoneInfo

import numpy as np

from staffopt.domain.explanation import (
    Conflict,
    Difference,
    Mend,
    Obstacle,
    ShortSlot,
    WorkedDay,
)
from staffopt.domain.people import Person, Preference, TimeOff
from staffopt.domain.plan import Plan
from staffopt.domain.premium_line import PremiumLine
from staffopt.domain.requirement import RoleRequirement
from staffopt.domain.stress_test import Stretch
from staffopt.domain.training import TrainingNeed
from staffopt.domain.violation import PayClaim, Violation

MONEY = {
    Person: frozenset({"wage"}),
    Preference: frozenset({"price"}),
    TrainingNeed: frozenset({"price"}),
    RoleRequirement: frozenset({"loss"}),
    Violation: frozenset({"price"}),
    PayClaim: frozenset({"amount"}),
    PremiumLine: frozenset({"amount"}),
    Plan: frozenset({"costs", "bound", "forced_wages"}),
    Stretch: frozenset({"saved_with_one_more"}),
    Difference: frozenset({"costs", "spread", "slack"}),
    Obstacle: frozenset({"change", "costs"}),
    WorkedDay: frozenset({"alone"}),
    ShortSlot: frozenset({"saves"}),
    Conflict: frozenset({"keeping"}),
    Mend: frozenset({"change"}),
}
"""Fields that hold hundredths of the currency inside and units of it in files."""

PERSONAL: dict[type, dict[str, Any]] = {
    Person: {"wage": 0, "birth_date": None, "consents": (), "certificates": (), "school": None},
    TimeOff: {"reason": ""},
    Plan: {"claims": ()},
}
"""Fields that leave only when asked for, with what stands for them where they are absent."""


def encode(value: Any, zone: ZoneInfo, *, personal: bool) -> Any:
    """Return a value as JSON knows it."""
    if is_dataclass(value) and not isinstance(value, type):
        return _encode_fields(value, zone, personal=personal)
    if isinstance(value, Mapping):
        return {str(key): encode(item, zone, personal=personal) for key, item in value.items()}
    if isinstance(value, set | frozenset):
        return sorted(encode(item, zone, personal=personal) for item in value)
    if isinstance(value, list | tuple):
        return [encode(item, zone, personal=personal) for item in value]
    return _encode_atom(value, zone)


def _encode_fields(value: Any, zone: ZoneInfo, *, personal: bool) -> dict[str, Any]:
    """Return the fields of a dataclass that may be shown, in their order."""
    kind = type(value)
    hidden = frozenset() if personal else PERSONAL.get(kind, {}).keys()
    money = MONEY.get(kind, frozenset())
    found: dict[str, Any] = {}
    for field in fields(value):
        if field.name not in hidden:
            part = getattr(value, field.name)
            is_money = field.name in money
            found[field.name] = (
                in_units(part) if is_money else encode(part, zone, personal=personal)
            )
    return found


def in_units(cents: Any) -> Any:
    """Return hundredths as units of the currency, inside arrays and mappings too."""
    if cents is None:
        return None
    if isinstance(cents, Mapping):
        return {name: in_units(one) for name, one in cents.items()}
    if isinstance(cents, np.ndarray):
        return [in_units(row) for row in cents.tolist()] if cents.ndim else in_units(cents.item())
    if isinstance(cents, list):
        return [in_units(one) for one in cents]
    units = int(cents) / 100
    return int(units) if units == int(units) else units


def in_cents(units: Any) -> Any:
    """Return units of the currency as hundredths: the way back; what is no amount stays."""
    if isinstance(units, Mapping):
        return {name: in_cents(one) for name, one in units.items()}
    if isinstance(units, list):
        return [in_cents(one) for one in units]
    amount = isinstance(units, int) or (isinstance(units, float) and math.isfinite(units))
    return round(units * 100) if amount else units


def _encode_atom(value: Any, zone: ZoneInfo) -> Any:  # noqa: PLR0911 - a case a kind
    """Return a value without parts as JSON knows it."""
    if isinstance(value, np.ndarray):
        return _encode_array(value)
    if isinstance(value, np.generic):
        return _encode_atom(value.item(), zone)
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, datetime):
        return value.astimezone(zone).isoformat()
    if isinstance(value, time):
        return value.isoformat("minutes")
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, float):
        return _encode_number(value)
    if value is None or isinstance(value, bool | int | str):
        return value
    return str(value)


def _encode_array(values: np.ndarray[Any, Any]) -> Any:
    """Return an array as nested lists, truth as 0 and 1."""
    if values.dtype == np.bool_:
        return values.astype(int).tolist()
    if values.dtype.kind != "f" or np.isfinite(values).all():
        return values.tolist()
    if values.ndim > 1:
        return [_encode_array(row) for row in values]
    return [_encode_number(number) for number in values.tolist()]


def _encode_number(number: float) -> Any:
    """Return a number, None for NaN, a word for the infinite."""
    if math.isnan(number):
        return None
    if math.isinf(number):
        return "inf" if number > 0 else "-inf"
    return number
