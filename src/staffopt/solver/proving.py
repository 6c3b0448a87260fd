"""The lower bound, worked out beside the search; a roster never waits long for its proof."""

from __future__ import annotations

import threading
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass, field, replace
from types import TracebackType

from staffopt.domain.plan import UNPROVEN, Progress
from staffopt.solver.asked.answers import Answers
from staffopt.solver.asked.stack_groups import surely
from staffopt.solver.bounds.bound import Bound, finer_bound, lower_bound
from staffopt.solver.budget import Budget
from staffopt.solver.out_of_time import OutOfTimeError

Report = Callable[[Progress], None]

GRACE = 1.0
"""Seconds beyond a budget by the clock, or after Ctrl-C, for which the bound is waited."""
PATIENCE = 0.25
"""Share of a budget that the finer bound may take by its size, so that moves decide alike."""
NONE_YET = Bound(0, UNPROVEN, {}, 0)
"""What is known before anything is proven: no price is negative."""


@dataclass
class Proving:
    """The bounds of one problem, a quick one and a finer one; what is not done is given up at last.

    With a budget in seconds the work itself stops when they and GRACE are over, so that no thread
    outlives its plan by more than that. With one in moves it is waited for, whatever it takes: the
    same moves give the same plan.
    """

    answers: Answers
    budget: Budget
    future: Future[Bound] = field(init=False)
    finer: Future[Bound] = field(init=False)
    given_up: threading.Event = field(default_factory=threading.Event)

    def __enter__(self) -> Proving:
        aside = ThreadPoolExecutor(1)
        self.future = aside.submit(self._prove)
        self.finer = aside.submit(self._refine)
        aside.shutdown(wait=False)
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        self.given_up.set()

    def _prove(self) -> Bound:
        try:
            return lower_bound(surely(self.answers), self.left)
        except OutOfTimeError:
            return NONE_YET

    def _refine(self) -> Bound:
        try:
            patience = PATIENCE * self.budget.worth()
            answers = surely(self.answers)
            return finer_bound(answers, self.future.result(), self.left, patience)
        except OutOfTimeError:
            return self.future.result()

    def left(self) -> float:
        """Seconds left for the proof; endless for a budget in moves."""
        return 0.0 if self.given_up.is_set() else self.budget.left() + GRACE

    @property
    def so_far(self) -> Bound:
        """What is proven by now."""
        if self.finer.done():
            return self.finer.result()
        return self.future.result() if self.future.done() else NONE_YET

    def told(self, report: Report | None) -> Report | None:
        """The same report with what is proven by then."""
        if report is None:
            return None
        return lambda progress: report(replace(progress, bound=self.so_far.value))

    def waited_for(self, *, interrupted: bool) -> tuple[Bound, bool]:
        """The bound, if it comes in time; and whether Ctrl-C was pressed, now or before."""
        try:
            if not interrupted:
                left = self.left()
                return self._within(None if left == float("inf") else max(left, 0.0)), False
        except KeyboardInterrupt:
            pass
        return self._within(GRACE), True

    def _within(self, seconds: float | None) -> Bound:
        try:
            return self.finer.result(seconds)
        except TimeoutError:
            return self.so_far
