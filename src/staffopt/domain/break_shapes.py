"""The shapes in which rules say which breaks a shift owes."""

from __future__ import annotations

from dataclasses import dataclass

from staffopt.domain.arrays import Bools, Ints


@dataclass(frozen=True)
class BreakDue:
    """One break that some candidate shifts owe.

    `due[row]` says which. The break starts between `earliest[row]` and `latest[row]`, minutes after
    the shift's start, lasts `minutes`, and is paid or not. Where it is shorter than whole slots it
    still takes whole slots from cover. A row whose unpaid breaks take `spared[row]` minutes or more
    does not owe it (None: owed whatever the others are), nor does one whose unpaid breaks, this one
    included, take less than `beyond[row]`. With `least_piece`, breaks of at least so
    many minutes inside the window may come to the sum that a rule's breaks owe.
    """

    minutes: int
    paid: bool
    due: Bools
    earliest: Ints
    latest: Ints
    spared: Ints | None = None
    least_piece: int = 0
    beyond: Ints | None = None


@dataclass(frozen=True)
class Unbroken:
    """The longest time in a shift without a break of at least `minutes`, paid or not.

    `most[row]` is in minutes. Whatever lies between two such breaks counts, other breaks included.
    The search meets it with the breaks of the same rule, at windows that keep every stretch short.
    """

    minutes: int
    paid: bool
    most: Ints
