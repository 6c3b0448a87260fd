"""How long-winded work learns that its time is up."""

from __future__ import annotations

from collections.abc import Callable

Left = Callable[[], float]
"""Says how many seconds are left; less than 0 when time is up."""


class OutOfTimeError(Exception):
    """Raised by work that ends without a result because its time is up."""


def endless() -> float:
    """The seconds left to work that nobody waits for by the clock."""
    return float("inf")


def go_on(left: Left) -> None:
    """Raise OutOfTimeError where no time is left."""
    if left() <= 0:
        raise OutOfTimeError
