"""Days of a finished roster chosen anew, one after the other, until the time is over.

An annealing ends with a few slots short that only a chain of many shifts and breaks of the day
could mend, each by a step; for an integer program of the day that is one solution among others.
Programs of two days are solved at once. What they leave out, a short annealing adds: first roles
and breaks of the day, then all of the day, after a round of days the whole roster.
"""

from __future__ import annotations

import math
from collections import deque
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass, field

import numpy as np

from staffopt.domain.arrays import Ints
from staffopt.solver.annealing.anneal import KINDS, OF_TRAINING, WEIGHTS, anneal
from staffopt.solver.annealing.halves import divisible
from staffopt.solver.annealing.inspected import Inspector, show
from staffopt.solver.annealing.kind_weights import kind_weights
from staffopt.solver.annealing.placing import place_shift
from staffopt.solver.arrays.packing import Arrays
from staffopt.solver.arrays.state import FIXED, OFF, OPEN, SHUT, State, clone, copy_into
from staffopt.solver.budget import Budget
from staffopt.solver.compiling.compiled import bundle
from staffopt.solver.cooling import MIDDLE
from staffopt.solver.days.day import Day, day_of
from staffopt.solver.days.program import Chosen, DayProgram
from staffopt.solver.days.put import new_shifts
from staffopt.solver.days.row_prices import row_prices

AT_ONCE = 2
"""Programs, whatever the number of cores: so that the result does not depend on it."""
SHORTEST, LONGEST = 0.1, 3.0
"""Seconds for one program."""
WORTH_A_WEEK = 30.0
"""Seconds, or millions of moves, from which on there is time for them, for each week begun."""
NODES = 1
"""Of its search tree, with a budget in moves: nearly all is found before the tree branches."""
MOVES_A_TURN = 4_000_000
"""With a budget in moves, one turn for so many of them."""
STAYING = ("paint", "break", "roles", "two breaks", "best roles")
"""Kinds of move that leave all shifts as they are."""
WITHIN = np.where(np.isin(KINDS, STAYING), WEIGHTS, 0)
ON_DAY = np.where(OF_TRAINING, 0, WEIGHTS)
ROLE_MOVES, DAY_MOVES, ALL_MOVES = 1_000_000, 500_000, 3_000_000
SHAKE, SHAKE_MOVES = 0.2, 5_000_000
CHUNK = 50_000
"""Moves between two looks at the clock."""
COLD = 0.02
"""Temperatures are shares of what one missing person costs, as in all annealing."""

Answer = tuple[Day, bytes, Chosen | None]
"""A day, its looks when it was asked, and its choice."""


def days_pay(arrays: Arrays, worth: float) -> bool:
    """Whether days are worth choosing anew with a budget worth so many seconds.

    Annealing leaves nothing to be had on days of few people, and comes first in a short time.
    Shifts that pass midnight belong to two days.
    """
    large = arrays.given.frozen.size > MIDDLE and divisible(arrays.given)
    return large and worth >= WORTH_A_WEEK * math.ceil(arrays.given.frozen.shape[1] / 7)


def warm_up(arrays: Arrays, state: State) -> None:
    """Compile what the turns need; the state is not for further use."""
    given, training, roster = bundle(arrays.given), bundle(arrays.training), bundle(state)
    row_prices(given, roster, 0, 0, np.zeros(0, np.int64))
    place_shift(given, training, roster, 0, 0, OFF, np.zeros(0, np.int64))


@dataclass
class Turns:
    """A roster and what becomes of it; `state` is changed in place, and the best in the end.

    `tell` hears of the lowest cost after every step.
    """

    arrays: Arrays
    state: State
    unit: float
    budget: Budget
    seed: int
    tell: Callable[[int], None]
    inspect: Inspector | None = None
    turns: int = 0
    settled: dict[int, bytes] = field(default_factory=dict)
    """Days for which a program found nothing better, with their looks then."""

    def __post_init__(self) -> None:
        made = self.arrays
        self.handles = bundle(made.given), bundle(made.training), bundle(self.state)
        self.before, self.best = clone(self.state), clone(self.state)
        self.champion, self.begun_at = clone(self.state), int(self.state.cost[0])
        self.best_handle = bundle(self.best)
        self.random = np.random.default_rng(self.seed)

    @property
    def saved(self) -> int:
        """What the best roster costs less than the first, in sixtieths of a hundredth."""
        return self.begun_at - int(self.champion.cost[0])

    def run(self) -> bool:
        """Take turns until the budget is over; False after Ctrl-C. The state is then the best."""
        pool = ThreadPoolExecutor(AT_ONCE)
        try:
            while self._round(pool):
                pass
        except KeyboardInterrupt:
            return False
        finally:
            pool.shutdown(wait=False, cancel_futures=True)
            copy_into(self.state, self.champion)
        return True

    def _crown(self) -> None:
        """Remember the roster if it is the best."""
        if self.state.cost[0] < self.champion.cost[0]:
            copy_into(self.champion, self.state)
        self.tell(int(self.champion.cost[0]))

    def _round(self, pool: ThreadPoolExecutor) -> bool:
        """All days that are not settled, then the whole roster; False when that was the last.

        Where all are settled, it goes on from the best roster, heated once more.
        """
        waiting: deque[Future[Answer]] = deque()
        days = [day for day in self._order() if self.settled.get(day) != self._looks(day)]
        for number in days:
            if len(waiting) == AT_ONCE:
                self._take(waiting.popleft().result())
            if not self._goes_on():
                break
            self.turns += 1
            self._ask(pool, number, waiting)
        while waiting:
            self._take(waiting.popleft().result())
        weights = kind_weights(self.arrays.training, self.state.row.size)
        if days:
            self._improve(lambda: self._anneal(weights, ALL_MOVES, 0.08))
        else:
            self.turns += 1
            copy_into(self.state, self.champion)
            self._cool(weights, SHAKE_MOVES, SHAKE)
            self._crown()
        return self._goes_on()

    def _goes_on(self) -> bool:
        moves = self.budget.moves
        return self.budget.left() > 0 and (moves is None or self.turns < moves // MOVES_A_TURN)

    def _order(self) -> list[int]:
        """All days, mostly three apart, so that programs side by side are rarely of neighbours."""
        days = self.state.row.shape[1]
        begin, step = int(self.random.integers(days)), 3 if days % 3 else 2
        if days % step == 0:
            return [int(day) for day in self.random.permutation(days)]
        return [(begin + step * k) % days for k in range(days)]

    def _looks(self, number: int) -> bytes:
        """Shifts of a day and its neighbours, breaks and sessions: most of what a program hangs on.

        Prices hang on farther days, too, and losses on the roles of those who stay.
        """
        rows = self.state.row[:, max(number - 1, 0) : number + 2]
        breaks, held = self.state.breaks[:, number], self.state.held[:, number]
        return rows.tobytes() + breaks.tobytes() + held.tobytes()

    def _ask(self, pool: ThreadPoolExecutor, number: int, waiting: deque[Future[Answer]]) -> None:
        """Begin to solve a day's program."""
        given, looks = self.arrays.given, self._looks(number)
        day = day_of(given, self.state, (self.handles[0], self.handles[2]), number)
        if day is None:
            self.settled[number] = looks
            return
        program = DayProgram(given, self.state, day, self.unit, self.random)
        limits: dict[str, float] = {"node_limit": NODES}
        if self.budget.seconds is not None:
            limits = {"time_limit": min(LONGEST, max(self.budget.left(), SHORTEST))}
        waiting.append(pool.submit(lambda: (day, looks, program.best(limits))))

    def _take(self, answer: Answer) -> None:
        """Put a day's choice into the roster, if it is as good there."""
        day, looks, chosen = answer
        if chosen is not None:
            self._improve(lambda: self._put(day, chosen))
        else:
            self.settled[day.number] = looks

    def _improve(self, change: Callable[[], bool]) -> None:
        """Change the roster; back to what it was if it was not possible or costs more."""
        copy_into(self.before, self.state)
        if not change() or self.state.cost[0] > self.before.cost[0]:
            copy_into(self.state, self.before)
        self._crown()

    def _put(self, day: Day, chosen: Chosen) -> bool:
        """Shifts and breaks as chosen, then roles and the rest of the day by annealing."""
        self.state.limit[0] = np.inf
        for p, row, starts in new_shifts(self.state, day, chosen):
            made, change = place_shift(*self.handles, p, day.number, row, starts)
            self.state.cost[0] += change
            self._show()
            if not made:
                return False
        shut = self.state.shut.copy()
        others = np.arange(shut.shape[1]) != day.number
        try:
            self.state.shut[:, others] = SHUT
            self.state.shut[:] = np.where(self.state.shut == OPEN, FIXED, self.state.shut)
            self._anneal(WITHIN, ROLE_MOVES, 0.3)
            self.state.shut[:, day.number] = shut[:, day.number]
            self._anneal(ON_DAY, DAY_MOVES, 0.1)
        finally:
            self.state.shut[:] = shut
        return True

    def _anneal(self, weights: Ints, moves: int, hot: float) -> bool:
        """Cool the roster; it ends as the best that was met on the way."""
        self.best.cost[0] = np.iinfo(np.int64).max
        self._cool(weights, moves, hot)
        copy_into(self.state, self.best)
        return True

    def _cool(self, weights: Ints, moves: int, hot: float) -> None:
        """Cool the roster in chunks, until the budget is over."""
        cumulated, falls = np.cumsum(weights), COLD / hot
        chunk = CHUNK if self.inspect is None else self.inspect.every
        for done in range(0, moves, chunk):
            piece = min(chunk, moves - done)
            heat = [hot * falls ** (at / moves) * self.unit for at in (done, done + piece)]
            anneal(*self.handles, self.best_handle, cumulated, piece, *heat)
            self._show()
            if self.budget.left() <= 0:
                return

    def _show(self) -> None:
        """In a debug run, let the inspector see the roster."""
        if self.inspect is not None:
            show(self.inspect, self.arrays, self.state)
