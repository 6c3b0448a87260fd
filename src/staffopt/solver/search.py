"""The budget: who searches when, for how long, and what is reported on the way."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field

import numpy as np

from staffopt.domain.plan import Progress
from staffopt.domain.roster import Roster
from staffopt.solver.anneal import FILL, WEIGHTS, anneal
from staffopt.solver.arrays import SCALE, Arrays
from staffopt.solver.compiled import bundle
from staffopt.solver.empty_cost import full_cost
from staffopt.solver.state import State, clone, copy_into, empty_state
from staffopt.solver.translate import from_roster, place_pins

CHUNK = 20_000
"""Moves between two looks at the clock."""
FILL_TRIES = 30
"""Shifts tried per person and day for the first roster."""
WARM_UP = 4
"""Chunks at the start that tell how many moves fit into a budget of seconds."""
SEARCHES = 2
"""Logical searches, whatever the number of cores: so that the result does not depend on it."""
PHASES = ((0.55, 1.0), (0.25, 0.35), (0.2, 0.2))
"""Shares of the budget, and of the start temperature; between them the better roster is shared."""
COLD = 0.05
"""Last temperature as a share of the first."""


@dataclass
class Budget:
    """How long to search: seconds by the clock, or a number of moves for repeatable runs."""

    seconds: float | None = None
    moves: int | None = None
    started: float = field(default_factory=time.monotonic)

    def left(self) -> float:
        """Seconds left; endless for a budget in moves."""
        if self.seconds is None:
            return float("inf")
        return self.seconds - (time.monotonic() - self.started)


@dataclass
class Search:
    """One logical search: its own random numbers, its own best roster, its own compiled bundles."""

    arrays: Arrays
    state: State
    best: State
    handles: tuple[object, ...]
    moves: int = 0

    @classmethod
    def from_seed(cls, arrays: Arrays, seed: int, start: Roster | None) -> Search:
        """A first legal roster: pins, then the given roster where it fits, then construction."""
        state = empty_state(arrays.given, arrays.training, seed)
        handles = (bundle(arrays.given), bundle(arrays.training), bundle(state))
        state.cost[0] = full_cost(*handles)
        place_pins(arrays, state, handles)
        if start is not None:
            from_roster(arrays, state, start, handles)
        best = clone(state)
        made = cls(arrays, state, best, (*handles, bundle(best)))
        if start is None:
            anneal(*made.handles, np.cumsum(FILL), FILL_TRIES * state.row.size, 2.0, 1.0)
        return made

    def run(self, moves: int, hot: float, cold: float) -> None:
        """Search `moves` moves from one temperature to another."""
        given, training, state, best = self.handles
        anneal(given, training, state, best, np.cumsum(WEIGHTS), moves, hot, cold)
        self.moves += moves

    def resume_from(self, other: State) -> None:
        """Go on from another search's best roster."""
        copy_into(self.state, other)
        if other.cost[0] < self.best.cost[0]:
            copy_into(self.best, other)


def temperature(arrays: Arrays) -> float:
    """The start temperature: what one missing person in one slot typically costs."""
    steps = []
    for index, need in enumerate(arrays.problem.requirement.roles.values()):
        loss = arrays.given.loss[index]
        slots = np.flatnonzero(need.required > 0)
        required = np.minimum(need.required[slots], loss.shape[1] - 1)
        steps.append(loss[slots, required - 1] - loss[slots, required])
    found = np.concatenate([*steps, np.zeros(0)])
    found = found[found > 0]
    return float(np.median(found)) if len(found) else 100.0 * SCALE


@dataclass(frozen=True)
class Found:
    """What a search ends with."""

    state: State
    moves: int
    seconds: float
    first_roster_s: float
    temperatures: tuple[tuple[int, float, float], ...]
    stopped: str


def search(
    arrays: Arrays,
    budget: Budget,
    seed: int = 1,
    start: Roster | None = None,
    report: Callable[[Progress], None] | None = None,
    bound: int = 0,
) -> Found:
    """Anneal in two searches that share their best roster between phases."""
    seeds = [seed * SEARCHES + k for k in range(SEARCHES)]
    first = Search.from_seed(arrays, seeds[0], start)
    first_roster = time.monotonic() - budget.started
    searches = [first, *(Search.from_seed(arrays, each, start) for each in seeds[1:])]
    hot = temperature(arrays)
    log: list[tuple[int, float, float]] = []
    stopped = "budget"
    with ThreadPoolExecutor(SEARCHES) as pool:
        try:
            total = budget.moves or _affordable(pool, searches, budget, hot)
            for k, (share, warmth) in enumerate(PHASES):
                end = sum(part for part, _ in PHASES[: k + 1])
                _phase(pool, searches, budget, int(total * share), hot * warmth, end, log, report, bound)
                best = min(searches, key=lambda each: int(each.best.cost[0])).best
                for each in searches:
                    each.resume_from(best)
        except KeyboardInterrupt:
            stopped = "interrupted"
    best = min(searches, key=lambda each: int(each.best.cost[0])).best
    moves = sum(each.moves for each in searches)
    seconds = time.monotonic() - budget.started
    return Found(best, moves, seconds, first_roster, tuple(log), stopped)


def _affordable(
    pool: ThreadPoolExecutor, searches: Sequence[Search], budget: Budget, hot: float
) -> int:
    """Moves for each search that fit into the seconds left, by the speed of the first chunks."""
    begun = time.monotonic()
    list(pool.map(lambda each: each.run(WARM_UP * CHUNK, hot, hot), searches))
    speed = WARM_UP * CHUNK / max(time.monotonic() - begun, 1e-6)
    return max(int(budget.left() * speed), CHUNK)


def _phase(
    pool: ThreadPoolExecutor,
    searches: Sequence[Search],
    budget: Budget,
    moves: int,
    hot: float,
    end: float,
    log: list[tuple[int, float, float]],
    report: Callable[[Progress], None] | None,
    bound: int,
) -> None:
    """Cool all searches from `hot`, in chunks; the clock cuts a phase short as a safety net."""
    chunks = max(moves // CHUNK, 1)
    reserve = (1.0 - end) * (budget.seconds or 0.0) * 0.5
    for k in range(chunks):
        begin = hot * COLD ** (k / chunks)
        final = hot * COLD ** ((k + 1) / chunks)
        list(pool.map(lambda each, b=begin, f=final: each.run(CHUNK, b, f), searches))
        log.append((CHUNK, begin, final))
        if report is not None:
            cost = min(int(each.best.cost[0]) for each in searches) // SCALE
            done = sum(each.moves for each in searches)
            elapsed = time.monotonic() - budget.started
            report(Progress(elapsed, done, cost, bound, "annealing"))
        if budget.left() < reserve:
            return
