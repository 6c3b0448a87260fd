"""The smallest part of some demands that cannot hold."""

from __future__ import annotations

import random
from collections.abc import Sequence
from itertools import combinations

from staffopt.explaining.minimal_conflict import minimal_conflict


def test_none_can_be_spared_and_none_is_missing():
    """Over 50 drawn sets of clashes: what is found clashes, and nothing less of it does."""
    draw = random.Random(7)
    found = 0
    for _ in range(50):
        clashes = [frozenset(draw.sample(range(8), draw.randint(1, 4))) for _ in range(3)]

        def holds(demands: Sequence[int], clashes: list[frozenset[int]] = clashes) -> bool:
            return not any(clash <= set(demands) for clash in clashes)

        conflict = minimal_conflict(range(8), holds)
        assert not holds(conflict)
        assert all(holds(less) for less in combinations(conflict, len(conflict) - 1))
        found += len(conflict) > 1
    assert found > 20


def test_where_all_can_hold_there_is_no_conflict():
    """And where nothing can hold, none of the demands is to blame."""
    assert minimal_conflict([1, 2], lambda _: True) == ()
    assert minimal_conflict([1, 2], lambda _: False) == ()
