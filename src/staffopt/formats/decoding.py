"""JSON values back to domain values, with every problem found on the way."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import MISSING, fields, is_dataclass
from datetime import UTC, date, datetime, time
from enum import Enum
from functools import cache
from types import NoneType, UnionType
from typing import Any, Union, get_args, get_origin, get_type_hints

import numpy as np

from staffopt.domain.calendar import YEARS
from staffopt.errors import Problem, one_of, shown
from staffopt.formats.encoding import MONEY, PERSONAL, in_cents

MOST_PROBLEMS = 50
_INFINITE = {"inf": math.inf, "-inf": -math.inf, None: math.nan}


class Decoder:
    """Turns JSON values into values of given types and notes what does not fit.

    Where a problem was noted the value is None: ask `problems` before using the result.
    """

    def __init__(self, file: str) -> None:
        self.file = file
        self.problems: list[Problem] = []

    def note(self, where: str, found: object, expected: str) -> None:
        """Note one problem; the first fifty are kept."""
        if len(self.problems) < MOST_PROBLEMS:
            text = found if isinstance(found, str) else "nothing" if found is None else shown(found)
            self.problems.append(Problem(f"{self.file}: {where}", text, expected))

    def decode(self, data: Any, hint: Any, where: str) -> Any:  # noqa: PLR0911 - a case a kind
        """Return the value of a type, or note why there is none."""
        origin = get_origin(hint)
        if hint is Any:
            return data
        if origin in (Union, UnionType):
            return self._one_of(data, get_args(hint), where)
        if origin is np.ndarray:
            return self._array(data, hint, where)
        if origin in (tuple, frozenset):
            return self._many(data, hint, where)
        if isinstance(origin, type) and issubclass(origin, Mapping):
            return self._mapping(data, hint, where)
        if is_dataclass(hint) and isinstance(hint, type):
            return self._fields(data, hint, where)
        return self._atom(data, hint, where)

    def _fields(self, data: Any, kind: type, where: str) -> Any:
        if not isinstance(data, Mapping):
            return self.note(where, shown(data), f"a {kind.__name__}")
        hints, money = field_hints(kind), MONEY.get(kind, frozenset())
        for key in data.keys() - hints.keys():
            self.note(f"{where}.{key}", f"unknown key {shown(key)}", one_of(key, hints))
        values = {}
        for field in fields(kind):
            name, place = field.name, f"{where}.{field.name}"
            if name in data:
                raw = in_cents(data[name]) if name in money else data[name]
                values[name] = self.decode(raw, hints[name], place)
            elif name in PERSONAL.get(kind, {}):
                values[name] = PERSONAL[kind][name]
            elif field.default is MISSING and field.default_factory is MISSING:
                self.note(place, None, "it to be given")
        return None if self.problems else kind(**values)

    def _one_of(self, data: Any, arms: tuple[Any, ...], where: str) -> Any:
        if data is None and NoneType in arms:
            return None
        left = [arm for arm in arms if arm is not NoneType]
        plain = [arm for arm in left if arm in (int, float, bool, str) and isinstance(data, arm)]
        return self.decode(data, (plain or left)[0], where)

    def _many(self, data: Any, hint: Any, where: str) -> Any:
        if not isinstance(data, list):
            return self.note(where, shown(data), "a list")
        collect, inside = get_origin(hint), get_args(hint)
        kinds = [inside[0]] * len(data) if inside[-1] is ... or collect is frozenset else inside
        if len(kinds) != len(data):
            return self.note(where, f"{len(data)} values", f"{len(kinds)}")
        made = [
            self.decode(one, kind, f"{where}[{at}]")
            for at, (one, kind) in enumerate(zip(data, kinds, strict=True))
        ]
        return None if self.problems else collect(made)

    def _mapping(self, data: Any, hint: Any, where: str) -> Any:
        if not isinstance(data, Mapping):
            return self.note(where, shown(data), "a mapping")
        keys, kind = get_args(hint)
        made = {key: self.decode(one, kind, f"{where}.{key}") for key, one in data.items()}
        if keys is not float:
            return made
        try:
            return {float(key): one for key, one in made.items()}
        except ValueError:
            return self.note(where, shown(list(data)), "keys that are numbers")

    def _array(self, data: Any, hint: Any, where: str) -> Any:
        kind = get_args(get_args(hint)[1])[0]
        try:
            if np.issubdtype(kind, np.floating) and isinstance(data, list):
                return np.array(_finite(data), kind)
            made = np.array(data)
            fits = isinstance(data, list) and made.dtype.kind in "iub"
            if fits and (kind is not np.bool_ or np.isin(made, (0, 1)).all()):
                return made.astype(kind)
        except (TypeError, ValueError, OverflowError, KeyError):
            pass
        return self.note(where, shown(data), f"a list of {kind.__name__.strip('_')} values")

    def _atom(self, data: Any, hint: Any, where: str) -> Any:
        if isinstance(hint, type) and issubclass(hint, Enum):
            known = [str(member.value) for member in hint]
            return (
                hint(data) if data in known else self.note(where, shown(data), one_of(data, known))
            )
        if hint in _FROM_TEXT:
            return self._from_text(data, hint, where)
        fits = isinstance(data, (int, float) if hint is float else hint)
        if not fits or (isinstance(data, bool) and hint is not bool):
            return self.note(where, shown(data), _IN_WORDS[hint])
        return hint(data)

    def _from_text(self, data: Any, hint: Any, where: str) -> Any:
        read, expected = _FROM_TEXT[hint]
        try:
            made = read(data)
            if _needs_offset(made):
                made = made.astimezone(UTC)
            if isinstance(made, time) or made.year in YEARS:
                return made
        except (TypeError, ValueError, OverflowError):
            pass
        return self.note(where, shown(data), expected)


def _needs_offset(made: object) -> bool:
    """Return whether a value is an instant; one without an offset is refused."""
    if isinstance(made, datetime) and made.tzinfo is None:
        raise ValueError("no offset")
    return isinstance(made, datetime)


def _finite(data: Any) -> Any:
    """Return nested lists of numbers, null as NaN and the words for infinity as such."""
    if isinstance(data, list):
        return [_finite(one) for one in data]
    return float(data) if isinstance(data, int | float) else _INFINITE[data]


def field_hints(kind: Any) -> dict[str, Any]:
    """Return the types of a dataclass's fields."""
    return _field_hints(kind)


@cache
def _field_hints(kind: Any) -> dict[str, Any]:
    """Work out the types once: they are asked for at every value."""
    names = {field.name for field in fields(kind)}
    return {name: hint for name, hint in get_type_hints(kind).items() if name in names}


_FROM_TEXT: dict[Any, tuple[Any, str]] = {
    datetime: (datetime.fromisoformat, "an instant such as 2026-11-23T07:00:00+01:00"),
    date: (date.fromisoformat, "a date such as 2026-11-23"),
    time: (time.fromisoformat, "a time such as 07:30"),
}
_IN_WORDS: dict[Any, str] = {
    int: "a whole number",
    float: "a number",
    bool: "true or false",
    str: "text",
}
