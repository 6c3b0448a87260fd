"""Progress for people: a search reports a hundred times a second, nobody reads so fast."""

from __future__ import annotations

from collections.abc import Callable
from math import inf

from staffopt.domain.plan import Progress

EVERY_S = 0.5


class Paced:
    """Passes on the first report, then one every half second of search, and in the end the last."""

    def __init__(self, report: Callable[[Progress], None]) -> None:
        self._report = report
        self._passed_s = -inf
        self._held: Progress | None = None

    def __call__(self, progress: Progress) -> None:
        self._held = progress
        if progress.seconds >= self._passed_s + EVERY_S:
            self._passed_s = progress.seconds
            self.end()

    def end(self) -> None:
        """Pass on the last report, where it was held back."""
        held, self._held = self._held, None
        if held is not None:
            self._report(held)
