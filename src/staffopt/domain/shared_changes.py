"""What of a store's changes may be read by everybody who sees a plan or a comparison."""

from __future__ import annotations

from collections.abc import Mapping

PEOPLE = "people"
PERSONAL = frozenset({"wage", "birth_date", "school"})
HIDDEN = "(not shown)"


def shared_changes(changes: Mapping[str, object]) -> dict[str, object]:
    """The changes as plain values, wages, birth dates and schools of people left out."""
    return {key: _shared(key, value) for key, value in changes.items()}


def whole_changes(shared: Mapping[str, object]) -> dict[str, object]:
    """Those of shared changes of which nothing is left out: the others cannot be made again."""
    return {key: value for key, value in shared.items() if not _is_hidden(key, value)}


def _is_hidden(key: str, value: object) -> bool:
    if not key.startswith(f"{PEOPLE}."):
        return False
    return HIDDEN in value.values() if isinstance(value, Mapping) else value == HIDDEN


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
