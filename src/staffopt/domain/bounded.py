"""The size that numbers in settings may have."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TypeVar

from pydantic import BaseModel

from staffopt.errors import shown

MOST = 1_000_000
V = TypeVar("V")


def bounded(value: V) -> V:
    """Return a setting; a ValueError where it is, or holds, a number beyond a million.

    Why: minutes and hundredths of larger ones no longer fit into the integers of a search.
    """
    for number in _numbers(value):
        if abs(number) > MOST:
            raise ValueError(f"a number of at most {MOST:,}, not {shown(number)}")
    return value


def _numbers(value: object) -> Iterator[float]:
    """The numbers in a value, at any depth."""
    if isinstance(value, int | float):
        yield value
    elif isinstance(value, BaseModel | Mapping):
        for _, part in value if isinstance(value, BaseModel) else value.items():
            yield from _numbers(part)
    elif isinstance(value, tuple | list):
        for part in value:
            yield from _numbers(part)
