"""Two threads that do jobs side by side, again and again."""

from __future__ import annotations

import numpy as np
import pytest

from staffopt.solver.annealing.side_by_side import SideBySide


class Counting:
    """Jobs that count who did them, and begin as a search does."""

    def __init__(self) -> None:
        self.begun = np.zeros(1, np.int64)
        self.calls: list[list[int]] = [[], []]

    def job(self, turn: int, fails: int = -1):
        """A job for both that remembers its turn; the second's fails in one."""

        def do(which: int) -> None:
            self.begun[0] += which == 0
            self.calls[which].append(turn)
            if which == 1 and turn == fails:
                raise ValueError(turn)

        return do


def test_both_do_every_job_before_the_next_begins():
    """A thousand turns: each side has done each of them once when `run` returns."""
    counting = Counting()
    with SideBySide(counting.begun) as pair:
        for turn in range(1_000):
            pair.run(counting.job(turn))
            assert [calls[-1] for calls in counting.calls] == [turn, turn]
    assert [len(calls) for calls in counting.calls] == [1_000, 1_000]


def test_an_error_of_the_second_is_raised_and_its_thread_ends():
    """The third turn fails beside; the caller hears of it."""
    counting = Counting()
    with SideBySide(counting.begun) as pair:
        for turn in range(2):
            pair.run(counting.job(turn, fails=2))
        with pytest.raises(ValueError, match="2"):
            pair.run(counting.job(2, fails=2))
    assert counting.calls == [[0, 1, 2], [0, 1, 2]]
    assert not pair.second.is_alive()


def test_an_error_of_the_first_before_it_begins_ends_the_second():
    """Ctrl-C between two chunks: the second was never asked, and its thread ends."""

    def interrupted(which: int) -> None:
        raise KeyboardInterrupt(which)

    counting = Counting()
    pair = SideBySide(counting.begun)
    with pytest.raises(KeyboardInterrupt), pair:
        pair.run(interrupted)
    assert counting.calls == [[], []]
    assert not pair.second.is_alive()
