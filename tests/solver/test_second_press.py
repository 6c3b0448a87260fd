"""One Ctrl-C costs the work so far, a second one the result."""

from __future__ import annotations

import pytest

from staffopt.solver.second_press import unless_pressed_twice


class Pressed:
    """Work during which Ctrl-C is pressed the first few times."""

    def __init__(self, times: int) -> None:
        self.times = times

    def __call__(self) -> str:
        self.times -= 1
        if self.times >= 0:
            raise KeyboardInterrupt
        return "made"


def test_a_first_press_begins_anew() -> None:
    """The result is there, and that Ctrl-C was pressed."""
    assert unless_pressed_twice(Pressed(0), pressed=False) == ("made", False)
    assert unless_pressed_twice(Pressed(1), pressed=False) == ("made", True)
    assert unless_pressed_twice(Pressed(0), pressed=True) == ("made", True)


@pytest.mark.parametrize(("times", "pressed"), [(2, False), (1, True)])
def test_a_second_press_ends_all(times: int, pressed: bool) -> None:
    """Twice during the work, or once after a press before it."""
    with pytest.raises(KeyboardInterrupt):
        unless_pressed_twice(Pressed(times), pressed=pressed)
