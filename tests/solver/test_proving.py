"""The bound beside the search: nobody waits long for it, and what nobody waits for ends."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator

import numpy as np
import pytest
from scipy.sparse import csr_array
from tests.solver.small import small

from staffopt.domain.plan import UNPROVEN, Progress
from staffopt.solver import finish, proving
from staffopt.solver.asked.answers import Answers
from staffopt.solver.bounds.bound import Bound, lower_bound
from staffopt.solver.bounds.interior_point import Rows, inner_optimum
from staffopt.solver.bounds.linear_program import LinearProgram
from staffopt.solver.budget import Budget
from staffopt.solver.out_of_time import Left, OutOfTimeError, endless
from staffopt.solver.proving import NONE_YET, Proving
from staffopt.solver.solve import solve

PROVEN = Bound(7, "a stub", {}, 0)


class Slow:
    """A bound that takes as long as the test wants, whatever time it is left."""

    def __init__(self) -> None:
        self.may_end = threading.Event()
        self.left: Left = endless

    def __call__(self, answers: Answers, left: Left) -> Bound:
        self.left = left
        assert self.may_end.wait(60)
        return PROVEN


@pytest.fixture
def slow(monkeypatch: pytest.MonkeyPatch) -> Iterator[Slow]:
    """In place of every bound; let go at the end of the test."""
    made = Slow()
    monkeypatch.setattr(proving, "lower_bound", made)
    monkeypatch.setattr(proving, "GRACE", 0.05)
    monkeypatch.setattr(finish, "WHOLE_PEOPLE", 0)
    yield made
    made.may_end.set()


def test_a_plan_by_the_clock_does_not_wait_for_its_bound(slow: Slow) -> None:
    """Nothing is proven in time: the plan is there, says so, and its bound is 0."""
    store = small(3)
    began = time.monotonic()
    plan = solve(store.problem, store.rules, store.goals, seconds=0.2)
    assert time.monotonic() - began < 30  # the stub would take 60
    assert (plan.bound, plan.bound_by) == (0, UNPROVEN)
    assert plan.roster.shifts
    assert not slow.may_end.is_set()


def test_a_plan_by_moves_waits_for_its_bound(slow: Slow) -> None:
    """The bound comes long after the search, and is there."""
    store = small(3)
    threading.Timer(1.0, slow.may_end.set).start()
    plan = solve(store.problem, store.rules, store.goals, iterations=100)
    assert (plan.bound, plan.bound_by) == (7, "a stub")


@pytest.mark.parametrize("budget", [Budget(seconds=0.0), Budget(moves=0)])
def test_after_ctrl_c_nobody_waits_long(slow: Slow, budget: Budget) -> None:
    """Whatever the budget, what is proven by then is all there is, and the work is told to end."""
    with Proving(small(3).answers, budget) as working:
        assert working.so_far == NONE_YET
        assert working.waited_for(interrupted=True) == (NONE_YET, True)
    assert slow.left() == 0.0
    slow.may_end.set()


def test_progress_tells_the_best_bound_so_far(monkeypatch: pytest.MonkeyPatch) -> None:
    """The search knows of 0; the finer bound of 9 is there, and is what is told."""
    monkeypatch.setattr(proving, "finer_bound", lambda *_: Bound(9, "a stub", {}, 0))
    heard: list[Progress] = []
    with Proving(small(3).answers, Budget(moves=10)) as working:
        working.waited_for(interrupted=False)
        tell = working.told(heard.append)
        assert tell is not None
        tell(Progress(1.0, 10, 50, 0, "annealing"))
    assert heard == [Progress(1.0, 10, 50, 9, "annealing")]


def test_an_error_on_the_way_stops_the_proof(slow: Slow) -> None:
    """Who leaves by an error does not leave the work behind."""
    working = Proving(small(3).answers, Budget(moves=10))

    def fail() -> None:
        with working:
            assert working.left() == float("inf")
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        fail()
    assert working.left() == 0.0


def test_no_time_is_no_bound() -> None:
    """The real bound raises where time is up, and Proving makes nothing proven of it."""
    store = small(3)
    with pytest.raises(OutOfTimeError):
        lower_bound(store.answers, lambda: 0.0)
    with Proving(store.answers, Budget(seconds=-100.0)) as working:
        assert working.future.result(60) == NONE_YET


def test_a_linear_program_is_left_unsolved_when_time_is_up() -> None:
    """1,500 variables in 300 rows take more than a hundredth of a second."""
    draw = np.random.default_rng(1)
    program = LinearProgram(lambda: 1e-3)
    columns = program.add("cost", draw.random(1500) + 0.1, 9.0)
    for _ in range(300):
        some = draw.choice(columns, 200, replace=False)
        program.row(some, draw.random(200), least=float(draw.random()) * 50)
    with pytest.raises(OutOfTimeError):
        program.solve()


def test_the_interior_point_method_ends_with_its_time() -> None:
    """A millionth of a second is not enough for 200 variables in 200 rows."""
    draw = np.random.default_rng(1)
    ones = np.ones(200)
    rows = Rows(csr_array(draw.random((200, 200))), ones, ones * np.inf)
    with pytest.raises(OutOfTimeError):
        inner_optimum(ones, 0 * ones, 9 * ones, rows, 1e-6)
    found = inner_optimum(ones, 0 * ones, 9 * ones, rows, float("inf"))
    assert found is not None
    assert (rows.matrix @ found[0] > 1 - 1e-6).all()
