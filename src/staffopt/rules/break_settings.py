"""What settings of breaks may be: one value, or a list with one for each break."""

from __future__ import annotations

from typing import Annotated, TypeVar

from pydantic import Field

Hour = Annotated[float, Field(ge=0, le=168)]
Hours = Hour | Annotated[tuple[Hour, ...], Field(min_length=1)]
Minute = Annotated[int, Field(gt=0)]
Minutes = Minute | Annotated[tuple[Minute, ...], Field(min_length=1)]
Flags = bool | Annotated[tuple[bool, ...], Field(min_length=1)]
ClockWindow = Annotated[str, Field(pattern=r"^([01]\d|2[0-3]):[0-5]\d-([01]\d|2[0-3]):[0-5]\d$")]
T = TypeVar("T")


def least(value: int | tuple[int, ...]) -> int:
    """A setting's least entry."""
    return min(value) if isinstance(value, tuple) else value


def nth(value: T | tuple[T, ...], at: int) -> T:
    """A setting's entry for the break with this number; the last one goes on."""
    return value[min(at, len(value) - 1)] if isinstance(value, tuple) else value
