"""The shape of free time: windows of days that hold free stretches, one way or another.

Instants are minutes after the horizon's start.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from staffopt.domain.arrays import Ints


@dataclass(frozen=True)
class Stretches:
    """Free time in a window, from the end of one shift to the start of the next.

    Instants are minutes after the horizon's start. Free stretches are cut at `since` and `until`;
    those of at least `least` minutes count, and where `around` is given only those that hold one
    of its spans. Together they come to at least `total`. Past and later shifts are shifts, too.
    """

    since: int
    until: int
    least: int
    total: int
    around: tuple[tuple[int, int], ...] = ()


@dataclass(frozen=True)
class FreeSpans:
    """At least `least` of some groups have a span, in minutes, in which there is no shift."""

    groups: tuple[tuple[tuple[int, int], ...], ...]
    least: int


@dataclass(frozen=True)
class Load:
    """The amounts of the chosen rows, and what is `carried`, come to at most `most`."""

    amount: Ints
    carried: int
    most: int


Asked = Stretches | FreeSpans | Load


@dataclass(frozen=True)
class Rest:
    """One of `ways` is kept, with everything it asks. `about` is the first date of the window."""

    ways: tuple[tuple[Asked, ...], ...]
    about: date
