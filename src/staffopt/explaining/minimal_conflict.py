"""The smallest part of some demands that cannot hold, by splitting (Junker's QuickXplain)."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TypeVar

T = TypeVar("T")
Holds = Callable[[Sequence[T]], bool]


def minimal_conflict(demands: Sequence[T], holds: Holds[T]) -> tuple[T, ...]:
    """Demands that cannot hold together, none of which can be spared; none where all hold.

    `holds` says whether some demands can hold; fewer demands are never harder. The first ones are
    kept where there is a choice.
    """
    if holds(demands) or not holds(()):
        return ()
    return _split((), False, tuple(demands), holds)


def _split(
    given: tuple[T, ...], grown: bool, demands: tuple[T, ...], holds: Holds[T]
) -> tuple[T, ...]:
    """The part of `demands` that is needed for a conflict beside what is given."""
    if grown and not holds(given):
        return ()
    if len(demands) == 1:
        return demands
    middle = len(demands) // 2
    first, last = demands[:middle], demands[middle:]
    later = _split((*given, *first), True, last, holds)
    earlier = _split((*given, *later), bool(later), first, holds)
    return (*earlier, *later)
