"""The problems found while a store is read, kept until all of them are known."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Sequence
from typing import Any

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from staffopt.errors import ConfigError, Problem, one_of, shown

MOST_IN_A_FILE = 50

IN_WORDS = {
    "int_parsing": "a whole number",
    "int_type": "a whole number",
    "int_from_float": "a whole number",
    "float_parsing": "a number",
    "float_type": "a number",
    "bool_parsing": "true or false",
    "bool_type": "true or false",
    "string_type": "text",
    "dict_type": "a section of `key: value` lines",
    "model_type": "a section of `key: value` lines",
    "model_attributes_type": "a section of `key: value` lines",
    "list_type": "a list",
    "tuple_type": "a list",
}
"""What would do, by pydantic's kind of error, where its own words are for programmers."""

TAG = re.compile(r"\[key\]$|(dict|list|set|tuple|function-\w+)\[")
"""A mark that pydantic adds to the place of an error, for a union's member or a mapping's key."""

Path = tuple[str | int, ...]
Where = Callable[[Path], str]


class Findings:
    """Collects problems from every file of a store; the same problem is kept once."""

    def __init__(self) -> None:
        self._problems: dict[Problem, None] = {}

    def __len__(self) -> int:
        return len(self._problems)

    def add(self, where: str, found: str, expected: str = "") -> None:
        """Note one problem."""
        self._problems.setdefault(Problem(where, found, expected))

    def add_invalid(
        self,
        error: ValidationError,
        where: Where,
        model: type[BaseModel],
        only: Collection[str] | None = None,
    ) -> None:
        """Note every problem of a failed validation, or of some keys, placed by `where`."""
        for detail in error.errors(include_url=False):
            path = _without_tags(detail["loc"])
            if only is None or (path and path[0] in only):
                self.add(where(path), *_in_words(detail, path, model))

    def raise_if_any(self) -> None:
        """Raise one ConfigError with all problems, if there are any."""
        if self._problems:
            raise ConfigError(*self._problems)


def _without_tags(loc: Sequence[str | int]) -> Path:
    """Return an error's path without the marks that pydantic adds for unions and keys."""
    return tuple(part for part in loc if not (isinstance(part, str) and TAG.match(part)))


def _in_words(detail: ErrorDetails, path: Path, model: type[BaseModel]) -> tuple[str, str]:
    """Return what was found and what would do, in plain words."""
    kind, value = detail["type"], detail["input"]
    if kind == "missing":
        return f"no {path[-1]!r}", _described(model, path) or "it to be given"
    if kind == "extra_forbidden":
        owner = _model_at(model, path[:-1])
        known = known_keys(owner) if owner else ()
        return f"unknown key {shown(path[-1])}", one_of(path[-1], known)
    found = "nothing" if value is None else shown(value)
    if kind == "string_pattern_mismatch" and (described := _described(model, path)):
        return found, described
    if kind == "value_error":
        return ("these cells" if not path else found), str(detail["ctx"]["error"])
    message = detail["msg"].removeprefix("Input should be ")
    return found, IN_WORDS.get(kind, message[:1].lower() + message[1:])


def known_keys(model: type[BaseModel]) -> tuple[str, ...]:
    """Return the keys a section may have, as they are written in files."""
    return tuple(field.alias or name for name, field in model.model_fields.items())


def _described(model: type[BaseModel], path: Path) -> str:
    """Return the description of the field at a path, without its full stop."""
    owner = _model_at(model, path[:-1])
    for name, field in owner.model_fields.items() if owner else ():
        if (field.alias or name) == path[-1]:
            text = (field.description or "").rstrip(".")
            return text if text[1:2].isupper() else text[:1].lower() + text[1:]
    return ""


def _model_at(model: type[BaseModel], path: Path) -> type[BaseModel] | None:
    """Return the model that a path leads to, None where it leads to none."""
    here: Any = model
    for part in path:
        if isinstance(here, type) and issubclass(here, BaseModel):
            fields = {f.alias or n: f.annotation for n, f in here.model_fields.items()}
            here = _model_in(fields.get(str(part)))
    return here if isinstance(here, type) and issubclass(here, BaseModel) else None


def _model_in(annotation: Any) -> type[BaseModel] | None:
    """Return the one model inside an annotation such as `dict[str, Driver] | None`."""
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return annotation
    inside = (_model_in(part) for part in getattr(annotation, "__args__", ()))
    return next((found for found in inside if found), None)
