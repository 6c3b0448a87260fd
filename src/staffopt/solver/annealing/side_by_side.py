"""Two searches at once, thousands of times a minute, by two threads that stay awake in between.

A thread that sleeps is woken late where the machine lends its cores out: up to some milliseconds,
which is as long as a chunk of moves takes. So nobody sleeps. The second thread looks at a counter
that the first one's search changes once it runs without Python's lock, and begins then; at the end
the first one looks at a counter of the second. Looking needs no lock, and gives way now and then.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from importlib import import_module
from threading import Thread
from types import TracebackType
from typing import Any, Self

import numpy as np

from staffopt.domain.arrays import Ints
from staffopt.solver.compiling.compiled import INTERPRETED, njit

LOOKS = 1 if INTERPRETED else 2_000_000
"""Looks at a counter before others on the machine get their turn: about a millisecond, in which
the other search makes ready what comes next. Who turns to Python then waits for its lock."""

Job = Callable[[int], None]
"""Does the work of the first (0) or the second (1) search; the first one's counts its beginning."""


class SideBySide:
    """Runs jobs of two searches at once; to be closed.

    `begun` counts how often the first search has begun to move.
    """

    def __init__(self, begun: Ints) -> None:
        self.begun, self.done = begun, np.zeros(1, np.int64)
        self.job: Job | None = None
        self.error: BaseException | None = None
        self.seen = int(begun[0])
        self.second = Thread(target=self._serve, name="second search", daemon=True)

    def __enter__(self) -> Self:
        self.second.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        value: BaseException | None,
        where: TracebackType | None,
    ) -> None:
        """Wait for what the second is at, and end it."""
        self.job = None
        self.begun[0] += 1
        self.second.join()

    def run(self, job: Job) -> None:
        """Do the job of both; an error of either is raised here."""
        before = int(self.done[0])
        self.job = job
        job(0)
        wait_for(self.done, before)
        if self.error is not None:
            raise self.error

    def _serve(self) -> None:
        """The second thread: the job once for each beginning of the first, until there is none."""
        while True:
            wait_for(self.begun, self.seen)
            self.seen = int(self.begun[0])
            job = self.job
            if job is None:
                return
            try:
                job(1)
            except BaseException as error:  # noqa: BLE001 - raised where the jobs were asked for
                self.error = error
            self.done[0] += 1


def wait_for(counter: Ints, seen: int) -> None:
    """Return as soon as a counter is no longer what was seen."""
    while not changed(counter, seen, LOOKS):
        time.sleep(0)


def _plainly(counter: Ints) -> int:
    return int(counter[0])


look: Any = _plainly if INTERPRETED else import_module("staffopt.solver.compiling.fresh_look").look
"""What stands in a counter now."""


@njit
def changed(counter: Ints, seen: int, looks: int) -> bool:
    """Whether a counter is another number than the one seen, looked at so often."""
    for _ in range(looks):  # noqa: SIM110 - compiled
        if look(counter) != seen:
            return True
    return False
