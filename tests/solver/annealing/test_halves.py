"""Two searches in halves of one roster: what they make together is what each made alone."""

from __future__ import annotations

import numpy as np
from tests.solver.small import Small, small

from staffopt.solver.annealing.halves import LEAST_CELLS, SETTLED, WHOLE, Halves, divisible
from staffopt.solver.annealing.translate import to_roster
from staffopt.solver.arrays.packing import arrays
from staffopt.solver.arrays.state import OPEN, clone, copy_into
from staffopt.solver.budget import Budget
from staffopt.solver.model.acceptance import accepts
from staffopt.solver.search import Search, search

WARM, COLD = 60_000.0, 3_000.0


def pair(store: Small) -> tuple[Halves, Search, Search]:
    """Two searches with one roster."""
    packed = arrays(store.answers)
    first, second = (Search.from_seed(packed, seed, None) for seed in (1, 2))
    copy_into(second.state, first.state)
    return Halves(packed, 1), first, second


def test_the_joined_cost_is_what_the_model_counts() -> None:
    """After every join CP-SAT takes the roster at exactly the cost kept up; both hold the same."""
    store = small(4, people=30, days=7)
    halves, first, second = pair(store)
    for _ in range(6):
        halves.deal(first, second)
        for each in (first, second):
            each.run(2_000, WARM, COLD)
        halves.join(first, second)
        judged = accepts(store.answers, to_roster(first.arrays, first.state))
        assert judged.accepted, judged.blame
        assert judged.cost == int(first.state.cost[0])
        assert np.array_equal(first.state.whole, second.state.whole)


def test_each_moves_in_its_own_half_only() -> None:
    """Rows change where day and person are its own, what people do on its days; both move."""
    halves, first, second = pair(small(4, people=30, days=7))
    before = clone(first.state)
    halves.deal(first, second)
    shut = [each.state.shut.copy() for each in (first, second)]
    for side, each in enumerate((first, second)):
        each.run(5_000, WARM, COLD)
        changed = each.state.row != before.row
        assert changed.any()
        assert not (changed & (shut[side] != OPEN)).any()
        slots = (each.state.doing != before.doing).any(axis=0)
        days = np.searchsorted(halves.given.day_start[1:], np.flatnonzero(slots), side="right")
        assert set(days.tolist()) <= set(np.flatnonzero(halves.days == side).tolist())


def test_a_search_in_halves_is_repeatable_and_better_than_its_start() -> None:
    """The same seed and moves end in the same roster, whichever thread is faster."""
    packed = arrays(small(5, people=30, days=7).answers)
    ends = [search(packed, Budget(moves=20_000), 3) for _ in range(2)]
    assert np.array_equal(ends[0].state.whole, ends[1].state.whole)
    assert ends[0].state.cost[0] < Search.from_seed(packed, 6, None).state.cost[0]


def test_small_problems_and_shifts_past_midnight_are_not_divided() -> None:
    """Too few days to move, a single day, or days that hang together."""
    whole = arrays(small(1, people=30, days=7).answers).given
    assert divisible(whole)
    few = arrays(small(1, people=LEAST_CELLS // 7, days=7).answers).given
    assert not divisible(few)
    assert not divisible(arrays(small(1, people=LEAST_CELLS, days=1).answers).given)
    longer = whole.rows.copy()
    longer[0, 1] = whole.day_start[1] + 1
    assert not divisible(whole._replace(rows=longer))


def test_training_that_is_settled_takes_fewer_undivided_chunks() -> None:
    """While a need is open or a session has a choice of times one in four is undivided."""
    halves, first, _ = pair(small(4, people=30, days=7))
    needs = first.state.need_session

    def undivided() -> int:
        return sum(halves.whole_next(first.state) for _ in range(WHOLE * SETTLED))

    needs[:] = 0
    assert not halves.one_time
    assert undivided() == SETTLED
    halves.one_time = True
    assert undivided() == WHOLE
    needs[0] = -1
    assert undivided() == SETTLED
