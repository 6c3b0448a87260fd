"""The budget: who anneals when, for how long, and what is reported on the way."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import Future
from dataclasses import dataclass, field
from typing import Any, NamedTuple

import numpy as np

from staffopt.domain.arrays import Ints
from staffopt.domain.plan import Progress
from staffopt.domain.roster import Roster
from staffopt.solver.annealing.anneal import ATTEND, FILL, WEIGHTS, anneal
from staffopt.solver.annealing.gentle_heat import gentle_heat
from staffopt.solver.annealing.halves import Halves, divisible
from staffopt.solver.annealing.inspected import Inspector, run_inspected
from staffopt.solver.annealing.kind_weights import kind_weights
from staffopt.solver.annealing.side_by_side import SideBySide
from staffopt.solver.annealing.translate import from_roster, place_pins
from staffopt.solver.arrays.given import Given
from staffopt.solver.arrays.packing import Arrays
from staffopt.solver.arrays.state import State, clone, copy_into, empty_state
from staffopt.solver.arrays.training import Training
from staffopt.solver.asked.answers import SCALE
from staffopt.solver.bounds.bound import Bound
from staffopt.solver.budget import Budget
from staffopt.solver.compiling.compiled import bundle
from staffopt.solver.cooling import phases, restarts
from staffopt.solver.judging.empty_cost import full_cost

CHUNK, CHUNK_A_DAY = 4_000, 10
"""Moves between two looks at the clock, and as many for each day of each person where that is more:
what halves cost to join grows with them."""
SEARCHES = 2
"""Logical searches, whatever the number of cores: so that the result does not depend on it."""
ATTEND_TRIES = 300
"""Tries per training need before anybody has other shifts."""
FILL_TRIES = 30
"""Shifts tried per person and day for the first roster."""


class Handles(NamedTuple):
    """What compiled functions are handed: bundles of the problem and of one state."""

    given: Given
    training: Training
    state: State


@dataclass
class Search:
    """One logical search: its own random numbers, its own best roster, its own bundles."""

    arrays: Arrays
    state: State
    best: State
    handles: Handles
    best_handle: State
    moves: int = 0
    weights: Ints = field(default_factory=WEIGHTS.copy)

    @classmethod
    def from_seed(cls, arrays: Arrays, seed: int, start: Roster | None) -> Search:
        """A first legal roster: pins, then the given roster where it fits, or shifts that help."""
        state = empty_state(arrays.given, arrays.training, seed)
        handles = Handles(bundle(arrays.given), bundle(arrays.training), bundle(state))
        state.cost[0] = full_cost(*handles)
        place_pins(arrays, state, handles)
        if start is not None:
            from_roster(arrays, state, start, handles)
        best = clone(state)
        made = cls(arrays, state, best, handles, bundle(best))
        made.weights = kind_weights(arrays.training, state.row.size)
        if start is None:
            tries = ATTEND_TRIES * len(state.need_session)
            anneal(*handles, made.best_handle, np.cumsum(ATTEND), tries, 2.0, 1.0)
            tries = FILL_TRIES * state.row.size
            anneal(*handles, made.best_handle, np.cumsum(FILL), tries, 2.0, 1.0)
        return made

    def run(self, moves: int, hot: float, cold: float) -> None:
        """Search `moves` moves from one temperature to another."""
        anneal(*self.handles, self.best_handle, np.cumsum(self.weights), moves, hot, cold)
        self.moves += moves

    def keep_best(self) -> None:
        """Remember the roster if it is the best."""
        if self.state.cost[0] < self.best.cost[0]:
            copy_into(self.best, self.state)

    def resume_from(self, other: State) -> None:
        """Go on from another search's best roster."""
        copy_into(self.state, other)
        if other.cost[0] < self.best.cost[0]:
            copy_into(self.best, other)


def unkept_pins(arrays: Arrays) -> set[str]:
    """The ids of pins that the rules, the grid or each other do not let stand block by block."""
    state = empty_state(arrays.given, arrays.training, 1)
    handles = Handles(bundle(arrays.given), bundle(arrays.training), bundle(state))
    return place_pins(arrays, state, handles)


def temperature(arrays: Arrays) -> float:
    """The unit of temperatures: what one missing person in one slot typically costs."""
    steps = []
    for index, need in enumerate(arrays.problem.requirement.roles.values()):
        loss = arrays.given.loss[:, index]
        slots = np.flatnonzero(need.required > 0)
        required = np.minimum(need.required[slots], loss.shape[1] - 1)
        steps.append(loss[slots, required - 1] - loss[slots, required])
    found = np.concatenate([*steps, np.zeros(0)])
    found = found[found > 0]
    return float(np.median(found)) if len(found) else 100.0 * SCALE


def heat(arrays: Arrays) -> float:
    """The unit of temperatures, or less where somebody missing costs out of all proportion."""
    return min(temperature(arrays), gentle_heat(arrays.problem))


@dataclass(frozen=True)
class Found:
    """What a search ends with. `phases` is (moves, first, last temperature) in order."""

    state: State
    moves: int
    seconds: float
    first_roster_s: float
    phases: tuple[tuple[int, float, float], ...]
    stopped: str
    stages: Mapping[str, Any] = field(default_factory=dict)
    """What later stages did to the state."""


@dataclass
class Annealing:
    """Two searches that cool together, chunk by chunk, and share their best between phases.

    Where the roster can be divided they are one: each moves in a half of it.
    """

    searches: Sequence[Search]
    budget: Budget
    pair: SideBySide
    report: Callable[[Progress], None] | None = None
    bound: Future[Bound] | None = None
    phases: list[tuple[int, float, float]] = field(default_factory=list)
    begun: float = 0.0
    """Seconds of the budget spent before the first move."""
    inspect: Inspector | None = None
    halves: Halves | None = None

    @property
    def best(self) -> State:
        """The better of the two best rosters; the first search's when they are equal."""
        return min(self.searches, key=lambda each: int(each.best.cost[0])).best

    @property
    def chunk_size(self) -> int:
        """Moves of each search in a chunk."""
        return max(CHUNK, CHUNK_A_DAY * int(self.searches[0].state.row.size))

    def chunk(self, moves: int, hot: float, cold: float) -> None:
        """Run one chunk of moves in both searches: in halves of one roster, or each its own way."""
        if self.halves is None:
            self.both(moves, hot, cold)
        elif self.halves.whole_next(self.searches[0].state):
            self.both(moves, hot, cold)
            self.halves.agree(*self.searches)
        else:
            self.halves.deal(*self.searches)
            self.both(moves, hot, cold)
            self.halves.join(*self.searches)

    def both(self, moves: int, hot: float, cold: float) -> None:
        """Run both searches, side by side or, inspected, one after the other."""
        if self.inspect is not None:
            run_inspected(self.searches, moves, hot, cold, self.inspect)
        else:
            self.pair.run(lambda k: self.searches[k].run(moves, hot, cold))

    def cool(self, begin: float, end: float, hot: float, cold: float) -> None:
        """One phase, between two shares of the budget: cool from `hot` to `cold` in chunks."""
        done, before = begin, self.searches[0].moves
        self.phases.append((0, hot, cold))
        while done < end:
            size = min(self.chunk_size, self.moves_left(end))
            if size <= 0:
                return
            after = min(self.gone(size), end)
            falls, length = cold / hot, end - begin
            first = hot * falls ** ((done - begin) / length)
            self.chunk(size, first, hot * falls ** ((after - begin) / length))
            self.phases[-1] = (self.searches[0].moves - before, hot, cold)
            self.tell()
            done = max(after, self.gone(0))

    def gone(self, more: int) -> float:
        """Share of the budget spent when each search has made so many moves more."""
        made = self.searches[0].moves
        if self.budget.seconds is None:
            return (made + more) / max(self.budget.moves or 0, 1)
        spent = self.budget.spent()
        per_move = (spent - self.begun) / made if made else 0.0
        length = max(self.budget.seconds - self.begun, 1e-6)
        return (spent - self.begun + more * per_move) / length

    def moves_left(self, end: float) -> int:
        """Moves until a share of the budget is spent; by the clock, as many as fit into a chunk."""
        if self.budget.seconds is None:
            return round((self.budget.moves or 0) * end) - self.searches[0].moves
        return self.chunk_size if self.gone(0) < end else 0

    def share(self) -> None:
        """Both searches go on from the better best roster."""
        best = self.best
        for each in self.searches:
            each.resume_from(best)

    def tell(self) -> None:
        """Report where the search stands."""
        if self.report is not None:
            moves = sum(each.moves for each in self.searches)
            cost = int(self.best.cost[0]) // SCALE
            proven = self.bound.result().value if self.bound and self.bound.done() else 0
            self.report(Progress(self.budget.spent(), moves, cost, proven, "annealing"))


def search(
    arrays: Arrays,
    budget: Budget,
    seed: int = 1,
    start: Roster | None = None,
    report: Callable[[Progress], None] | None = None,
    bound: Future[Bound] | None = None,
    inspect: Inspector | None = None,
) -> Found:
    """Anneal in two searches until the budget ends; Ctrl-C keeps the best so far."""
    seeds = [seed * SEARCHES + k for k in range(SEARCHES)]
    searches = [Search.from_seed(arrays, seeds[0], start)]
    first_roster = budget.spent()
    hot = heat(arrays)
    stopped = "budget"
    with SideBySide(searches[0].state.begun) as pair:
        annealing = Annealing(searches, budget, pair, report, bound, inspect=inspect)
        try:
            annealing.tell()
            searches += [Search.from_seed(arrays, each, start) for each in seeds[1:]]
            annealing.begun = budget.spent()
            if divisible(arrays.given):
                annealing.halves = Halves(arrays, seed)
                annealing.halves.agree(*searches)
            begin, person_days = 0.0, searches[0].state.row.size
            for share, first, last in phases(person_days, budget.worth()):
                annealing.cool(begin, begin + share, hot * first, hot * last)
                if not restarts(person_days, budget.worth()):
                    annealing.share()
                begin += share
        except KeyboardInterrupt:
            stopped = "interrupted"
    return Found(
        annealing.best,
        max(each.moves for each in searches),
        budget.spent(),
        first_roster,
        tuple(annealing.phases),
        stopped,
    )
