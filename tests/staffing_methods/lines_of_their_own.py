"""Tills with a line each, customer by customer."""

from __future__ import annotations

import heapq
from collections.abc import Iterator

import numpy as np


class Tills:
    """Customers go to the shortest line; to `change` is to go from the longest to an idle till."""

    def __init__(self, tills: int, services: Iterator[float], *, change: bool) -> None:
        self.lines: list[list[float]] = [[] for _ in range(tills)]
        self.busy = [False] * tills
        self.done: list[tuple[float, int]] = []
        self.services = services
        self.change = change
        self.waits: list[float] = []

    def comes(self, now: float) -> None:
        """A customer comes, after all that happened before."""
        while self.done and self.done[0][0] <= now:
            self._is_done(*heapq.heappop(self.done))
        shortest = min(range(len(self.lines)), key=self._length)
        if self.busy[shortest]:
            self.lines[shortest].append(now)
        else:
            self._begin(shortest, now, now)

    def _is_done(self, at: float, till: int) -> None:
        self.busy[till] = False
        longest = max(range(len(self.lines)), key=self._length)
        if self.lines[till]:
            self._begin(till, self.lines[till].pop(0), at)
        elif self.change and self.lines[longest]:
            self._begin(till, self.lines[longest].pop(), at)

    def _begin(self, till: int, came: float, at: float) -> None:
        self.busy[till] = True
        self.waits.append(at - came)
        heapq.heappush(self.done, (at + next(self.services), till))

    def _length(self, till: int) -> int:
        return len(self.lines[till]) + self.busy[till]


def waits(load: float, tills: int, customers: int, *, change: bool) -> np.ndarray:
    """The waits, in mean services, of random customers at so many erlangs."""
    rng = np.random.default_rng(5)
    moments = np.cumsum(rng.exponential(1 / load, customers))
    shop = Tills(tills, iter(rng.exponential(1.0, customers).tolist()), change=change)
    for now in moments.tolist():
        shop.comes(now)
    return np.array(shop.waits)
