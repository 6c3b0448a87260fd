"""Debug runs: a chunk of moves in small pieces, the roster shown to an inspector after each."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from staffopt.domain.roster import Roster
from staffopt.solver.annealing.translate import to_roster
from staffopt.solver.arrays.packing import Arrays
from staffopt.solver.arrays.state import State


class Inspector(Protocol):
    """Is shown a roster and the search's own sum, in sixtieths of a hundredth; raises if wrong."""

    @property
    def every(self) -> int: ...

    def __call__(self, roster: Roster, sixtieths: int) -> None: ...


class Runs(Protocol):
    """A search that can go on."""

    arrays: Arrays
    state: State

    def run(self, moves: int, hot: float, cold: float) -> None: ...


def show(inspect: Inspector, arrays: Arrays, state: State) -> None:
    """Let an inspector see where a search stands."""
    inspect(to_roster(arrays, state), int(state.cost[0]))


def run_inspected(
    searches: Sequence[Runs], moves: int, hot: float, cold: float, inspect: Inspector
) -> None:
    """As many moves as asked in every search, cooling alike, inspected every few."""
    for done in range(0, moves, inspect.every):
        piece = min(inspect.every, moves - done)
        first, last = (hot * (cold / hot) ** (k / moves) for k in (done, done + piece))
        for search in searches:
            search.run(piece, first, last)
            show(inspect, search.arrays, search.state)
