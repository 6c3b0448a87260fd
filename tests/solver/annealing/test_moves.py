"""Where moves start from, and which are given up early."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

import numpy as np

from staffopt.solver.annealing import cells
from staffopt.solver.arrays.state import BORROWED, FIXED, KNOWN, OPEN, SHUT
from staffopt.solver.judging import judge, people_sums


def plain(function: Any) -> Any:
    """A compiled function as plain Python."""
    return getattr(function, "py_func", function)


def test_open_days_are_listed_first_and_shut_ones_not_at_all():
    """Of four days two are open, one keeps its row, one is shut."""
    shut = np.array([[SHUT, OPEN], [FIXED, OPEN]], np.int8)
    state = SimpleNamespace(
        row=np.zeros((2, 2), np.int64),
        shut=shut,
        pool=np.zeros((4, 2), np.int64),
        pool_size=np.zeros(2, np.int64),
    )
    plain(cells.list_cells)(state)
    assert state.pool_size.tolist() == [2, 3]
    assert state.pool[:3].tolist() == [[0, 1], [1, 1], [1, 0]]


def _exchanged(skills: list[int], how: int) -> tuple[Any, Any]:
    """People 0 and 1 exchange day 0."""
    given = SimpleNamespace(skills=np.array([[k] for k in skills]), duty_counted=np.zeros(2, bool))
    plan = np.zeros((2, 7), np.int64)
    plan[1, 0], plan[:, 4] = 1, how
    held = np.zeros((2, 1), np.int64)
    return given, SimpleNamespace(plan=plan, held=held, limit=np.array([100.0]))


def test_people_of_equal_skills_exchange_a_day_only_if_their_sums_allow():
    """The limit is 100: a change of sums of 101 ends it, unless roles could change as well."""
    hopeless = plain(judge.hopeless)
    assert hopeless(*_exchanged([4, 4], BORROWED), 2, 101)
    assert not hopeless(*_exchanged([4, 4], BORROWED), 2, 100)
    assert not hopeless(*_exchanged([4, 5], BORROWED), 2, 101)
    assert not hopeless(*_exchanged([4, 4], KNOWN), 2, 101)


def test_a_price_survives_its_two_words():
    """Prices below nothing and above 31 bits come out of a record as they went in."""
    for price in (0, 7, -7, 5 * 2**31 + 3, -(2**40) - 1):
        words = np.array([[price % 2**31, price // 2**31]], np.int32)
        assert plain(people_sums.row_price)(SimpleNamespace(rows=words, price_at=0), 0) == price
