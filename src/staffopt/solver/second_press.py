"""What one Ctrl-C does to work that has no half: it is done again, and a second one ends it."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

Made = TypeVar("Made")


def unless_pressed_twice(work: Callable[[], Made], *, pressed: bool) -> tuple[Made, bool]:
    """What the work makes, and whether Ctrl-C was pressed, now or (as `pressed` says) before.

    A roster that is found is not lost for its check: after the first Ctrl-C the work, which must
    change nothing, begins anew. After the second KeyboardInterrupt goes on.
    """
    if pressed:
        return work(), True
    try:
        return work(), False
    except KeyboardInterrupt:
        return work(), True
