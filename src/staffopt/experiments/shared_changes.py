"""What of a scenario's changes may be read by everybody who sees the comparison."""

from __future__ import annotations

from collections.abc import Mapping

from staffopt.inputs.changes import PEOPLE

PERSONAL = frozenset({"wage", "birth_date", "school"})
HIDDEN = "(not shown)"


def shared_changes(changes: Mapping[str, object]) -> dict[str, object]:
    """The changes as plain values, wages, birth dates and schools of people left out."""
    return {key: _shared(key, value) for key, value in changes.items()}


def _shared(key: str, value: object) -> object:
    head, *rest = key.split(".")
    if head != PEOPLE:
        return _plain(value)
    if len(rest) > 1 and rest[-1] in PERSONAL:
        return HIDDEN
    if isinstance(value, Mapping):
        return {str(k): HIDDEN if k in PERSONAL else _plain(part) for k, part in value.items()}
    return _plain(value)


def _plain(value: object) -> object:
    """A value as JSON can hold it."""
    if isinstance(value, Mapping):
        return {str(key): _plain(part) for key, part in value.items()}
    if isinstance(value, list | tuple):
        return [_plain(part) for part in value]
    return value if isinstance(value, str | int | float | bool | None) else str(value)
