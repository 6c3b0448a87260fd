"""One deal of roles, improved by searches side by side and a proof beside them."""

from __future__ import annotations

import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

import numpy as np

from staffopt.domain.arrays import Ints
from staffopt.solver.budget import Budget
from staffopt.solver.dealing.exchange import anneal_roles, row_price
from staffopt.solver.dealing.grid import AWAY, RoleGrid
from staffopt.solver.dealing.proof import Proof, Prover
from staffopt.solver.parameters import Effort

SEARCHES = 2
CYCLE = 500_000
"""Moves of the first cooling; each later one has twice as many, up to LONGEST_CYCLE."""
LONGEST_CYCLE = 16_000_000
PARTS = 64
"""Looks at the clock during one cooling."""
FIRST_SHARE = 0.05
"""Share of the seconds in which both searches exchange roles, before one side proves."""
PROOF_EFFORT = 20.0
FIRST_EFFORT = 4.0
"""Deterministic time of CP-SAT, for a budget in moves and for the first try by the clock."""


class Table:
    """The best deal so far, what it costs, and what is proven."""

    def __init__(
        self, grid: RoleGrid, budget: Budget, seed: int, report: Callable[[Table], None] | None
    ) -> None:
        self.grid, self.budget, self.seed, self.report = grid, budget, seed, report
        self.best, self.cost = grid.doing.copy(), self.price(grid.doing)
        self.proof, self.moves = Proof(), 0
        self.stop, self.lock = threading.Event(), threading.Lock()
        row, at = np.nonzero(grid.doing != AWAY)
        slot = grid.start[row] + at
        order = np.argsort(slot, kind="stable")
        self.cells = np.stack([slot[order], row[order]], axis=1)
        self.begin = np.searchsorted(slot[order], np.arange(grid.slots + 1))

    @property
    def open(self) -> bool:
        """Whether there is anything to exchange, and a price to save."""
        return self.cost > 0 and bool((self.grid.can.sum(axis=2) > 1).any())

    @property
    def heat(self) -> tuple[float, float]:
        """From half the largest step of the prices to half the smallest."""
        steps = np.abs(np.diff(self.grid.length[:, 1:], axis=1)).ravel().tolist()
        steps += np.abs(np.diff(self.grid.times, axis=1)).ravel().tolist()
        found = [step for step in steps if step]
        return max(found, default=1) / 2, min(found, default=1) / 2

    def price(self, doing: Ints) -> int:
        """What a deal costs."""
        grid, count = self.grid, np.zeros(len(self.grid.length), np.int64)
        return sum(row_price(row, grid.length, grid.times, grid.least, count) for row in doing)

    def play(self, *, proving: bool) -> None:
        """Exchange in two searches; then one goes on while the other side proves.

        Ctrl-C stops all searches and goes on to the caller.
        """
        with ThreadPoolExecutor(SEARCHES) as pool:
            try:
                self._play(pool, proving=proving)
            except KeyboardInterrupt:
                self.stop.set()
                raise

    def _play(self, pool: ThreadPoolExecutor, *, proving: bool) -> None:
        share = self.budget.share(FIRST_SHARE) if proving else self.budget
        for done in [pool.submit(self.exchange, n, share) for n in range(SEARCHES)]:
            self.keep(*done.result())
        if proving:
            aside = pool.submit(self.exchange, SEARCHES, self.budget)
            self.prove()
            self.keep(*aside.result())

    def prove(self) -> None:
        """Raise the bound, then search exactly with more and more effort; once by moves.

        Deals that the other side finds meanwhile count where the budget is in seconds.
        """
        prover, seconds = Prover(self.grid), self.budget.seconds
        effort = PROOF_EFFORT if seconds is None else FIRST_EFFORT
        while self.budget.left() > 0:
            cost = self.cost
            self.proof = prover.raise_bound(cost, lambda: self.budget.left() <= 0)
            if self.proof.bound >= cost or self.budget.left() <= 0:
                break
            left = None if seconds is None else min(self.budget.left(), effort)
            how = Effort(deterministic_time=effort, seed=self.seed, linearization=2, seconds=left)
            self.proof = prover.exact(cost, how)
            if self.proof.doing is not None:
                self.keep(self.proof.doing, self.price(self.proof.doing))
            if self.proof.bound >= self.cost or seconds is None:
                break
            effort *= 2
        if self.proof.bound >= self.cost:
            self.stop.set()

    def exchange(self, number: int, budget: Budget) -> tuple[Ints, int]:
        """Cool, again and again, each time longer and from the best deal of this search."""
        state = np.array([(self.seed * 8 + number + 1) * 2_654_435_761 % (1 << 62)], np.int64)
        best, cost = self.best.copy(), np.array([0, self.cost], np.int64)
        size, done = CYCLE, 0
        while budget.left() > 0 and not self.stop.is_set() and cost[1] > 0:
            moves = size if budget.moves is None else min(size, budget.moves - done)
            if moves < PARTS:
                break
            done += self._cool(best, cost, state, moves, budget)
            if budget.seconds is not None:
                self.keep(best.copy(), int(cost[1]))
            size = min(size * 2, LONGEST_CYCLE)
        return best, int(cost[1])

    def _cool(self, best: Ints, cost: Ints, state: Ints, moves: int, budget: Budget) -> int:
        """Cool once, or until the budget ends; the moves made."""
        grid, doing, (hot, cold), made = self.grid, best.copy(), self.heat, 0
        for part in range(PARTS):
            heat = tuple(hot * (cold / hot) ** (k / PARTS) for k in (part, part + 1))
            anneal_roles(
                *(doing, best, grid.start, grid.can, grid.length, grid.times, grid.least),
                *(self.cells, self.begin, cost, state, moves // PARTS, heat),
            )
            made += moves // PARTS
            self.tell(moves // PARTS)
            if budget.left() <= 0 or self.stop.is_set():
                break
        return made

    def keep(self, doing: Ints, cost: int) -> None:
        """Keep a deal if it is cheaper."""
        with self.lock:
            if cost < self.cost:
                self.best, self.cost = doing, cost
        self.tell(0)

    def tell(self, moves: int) -> None:
        """Count moves and report."""
        with self.lock:
            self.moves += moves
            if self.report is not None:
                self.report(self)


def compile_all() -> None:
    """Have everything compiled before the clock runs: two people exchange roles, with a proof."""
    doing = np.array([[0, 0, 1, 1], [1, 1, 0, 0]])
    length = np.array([[0, 1, 1, 1, 1], [0, 0, 0, 0, 0]])
    can, times = np.ones((2, 4, 2), bool), np.zeros((2, 5), np.int64)
    tiny = RoleGrid(doing, np.zeros(2, np.int64), can, length, times, 0)
    Table(tiny, Budget(moves=PARTS), 1, None).play(proving=True)
