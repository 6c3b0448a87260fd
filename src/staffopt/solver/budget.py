"""How long a search may take, and how much of that is left."""

from __future__ import annotations

import time
from dataclasses import dataclass, field


@dataclass
class Budget:
    """How long to search: seconds by the clock, or a number of moves for repeatable runs."""

    seconds: float | None = None
    moves: int | None = None
    started: float = field(default_factory=time.monotonic)

    def share(self, part: float) -> Budget:
        """The first part of the seconds, from the same start; moves stay as they are."""
        seconds = None if self.seconds is None else self.seconds * part
        return Budget(seconds, self.moves, self.started)

    def spent(self) -> float:
        """Seconds since the start."""
        return time.monotonic() - self.started

    def worth(self) -> float:
        """Seconds for the whole; a million moves count as one, whatever they take here."""
        return (self.moves or 0) / 1e6 if self.seconds is None else self.seconds

    def left(self) -> float:
        """Seconds left; endless for a budget in moves."""
        return float("inf") if self.seconds is None else self.seconds - self.spent()
