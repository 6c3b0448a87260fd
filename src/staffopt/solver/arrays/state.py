"""The roster being searched, as arrays that the compiled moves change in place."""

from __future__ import annotations

from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from staffopt.domain.arrays import Ints
from staffopt.solver.arrays.given import BREAK, Given
from staffopt.solver.arrays.training import Training
from staffopt.solver.compiling.lanes import LANES

OFF = -1
OPEN, FIXED, SHUT = 0, 1, 2
"""A day may become any row; it keeps its row; it stays as it is."""
KNOWN, BORROWED, FRESH = 0, 1, 2
"""Breaks and wishes of a planned cell are known; are those of the other cell of its pair; are still
to be chosen. The latter two are worked out once the row has been found possible."""
WORD = 8
PLAN = 128
"""Most cells that one move may change: two sessions of ten with their trainers, each of whom leaves
one day, is given another and a free one, and ten more who join each. Nothing checks it."""


class State(NamedTuple):
    """One roster with the sums that make its cost incremental. Letters as in :class:`Given`."""

    row: Ints
    """P x D: chosen row, -1 for a free day."""
    breaks: Ints
    """P x D x B: first slot of each break."""
    wish: NDArray[np.int8]
    """P x T: the role wished for; `doing` is what the structure of role blocks makes of it."""
    doing: NDArray[np.int8]
    """P x T: role, R for a break, R + 1 for training, -1 off duty."""
    cover: Ints
    """T x R: people working a role."""
    edge: Ints
    """T x R x 2: what one person fewer and one person more would change."""
    duty: Ints
    """H x T: members working, for presence demands."""
    duty_if: Ints
    total: Ints
    """P x K: sums of counts."""
    spread: Ints
    """P x G."""
    extremes: Ints
    """G x 4: lowest sum of a member of a spread, how many have it, the highest, how many."""
    at: NDArray[np.int16]
    """P x T: session place + 1 that the person attends or gives, 0 for none."""
    held: Ints
    """P x D: sessions inside the day's shift."""
    session_start: Ints
    """S: first slot, -1 when not held."""
    session_trainer: Ints
    need_session: Ints
    """I: session place, -1 when displaced."""
    present: Ints
    """T x R: people on duty by main role."""
    away: Ints
    """T x R: trainees by main role."""
    cost: Ints
    """One number: what the roster costs, in sixtieths of a hundredth."""
    whole: Ints
    """The memory of all arrays above as one, so that a roster is copied in one go."""
    shut: NDArray[np.int8]
    """P x D: what moves may change, as OPEN, FIXED or SHUT."""
    random: NDArray[np.uint64]
    limit: NDArray[np.float64]
    """One number: the largest change of cost that the present move may bring."""
    plan: Ints
    """Plan x 7: the cells that a move proposes to change: person, day, row; then its row before,
    how far breaks and wishes are known, and the slots [first, last) that the two rows reach."""
    plan_breaks: Ints
    plan_wish: NDArray[np.int8]
    """Plan x T: wishes of a proposed cell, inside its row."""
    plan_doing: NDArray[np.int8]
    """Plan x T: what the proposed cell would do, wherever its row or the one before reaches."""
    plan_extremes: Ints
    """G x 4: the extremes before the move."""
    plan_size: Ints
    log_mark: Ints
    """Plan x 6: person, day, first and last slot, session, how."""
    log_need: Ints
    log_session: Ints
    log_size: Ints
    """Marks, needs and sessions remembered."""
    promised: Ints
    """One number: change of the price of needs in the proposed move."""
    pool: Ints
    """Cells x 2: (person, day) of the days that may become another row, then of those that keep
    theirs; listed when moves begin."""
    pool_size: Ints
    """How many are open, and how many are not shut."""
    begun: Ints
    """One number: how often moves have begun; another thread waits for it to change."""
    tried: Ints
    """Moves proposed, judged and taken by kind: 3 x kinds."""


def empty_state(given: Given, training: Training, seed: int) -> State:
    """Everybody free, nothing held; `empty_cost.full_cost` says what that costs."""
    people, days = given.cell_first.shape
    slots, roles, _ = given.loss.shape
    width = (given.count_at - BREAK) // 3
    duties = given.duty_member.shape[1]
    places, needs = len(training.session_course), len(training.need_person)
    roster: dict[str, NDArray[Any]] = {
        "row": np.full((people, days), OFF, np.int64),
        "breaks": np.full((people, days, width), -1, np.int64),
        "wish": np.repeat(given.home[:, None], slots, axis=1).astype(np.int8),
        "doing": np.full((people, slots), OFF, np.int8),
        "cover": np.zeros((slots, roles), np.int64),
        "edge": np.stack([np.zeros((slots, roles), np.int64), given.slope[:, :, 0]], axis=2),
        "duty": np.zeros((duties, slots), np.int64),
        "duty_if": np.zeros((duties, slots), np.int64),
        "total": given.count_carried.copy(),
        "spread": given.spread_carried.copy(),
        "extremes": extremes(given, given.spread_carried),
        "at": np.zeros((people, slots), np.int16),
        "held": np.zeros((people, days), np.int64),
        "session_start": np.full(places, -1, np.int64),
        "session_trainer": np.full(places, -1, np.int64),
        "need_session": np.full(needs, -1, np.int64),
        "present": np.zeros((slots, roles), np.int64),
        "away": np.zeros((slots, roles), np.int64),
        "cost": np.zeros(1, np.int64),
    }
    return State(**_in_one(roster), **_scratch(given), random=np.array([_mix(seed)], np.uint64))


def _in_one(arrays: dict[str, NDArray[Any]]) -> dict[str, NDArray[Any]]:
    """The same arrays in one piece of memory, each beginning at a whole word."""
    words = [-(-each.nbytes // WORD) for each in arrays.values()]
    whole = np.zeros(sum(words), np.int64)
    begin = np.cumsum([0, *words])
    for (name, each), first in zip(list(arrays.items()), begin[:-1], strict=True):
        memory = whole.view(np.uint8)[first * WORD : first * WORD + each.nbytes]
        arrays[name] = memory.view(each.dtype).reshape(each.shape)
        arrays[name][...] = each
    return {**arrays, "whole": whole}


def extremes(given: Given, sums: Ints) -> Ints:
    """Lowest and highest sum of each spread's members, each with how many have it."""
    found = np.zeros((given.spread_member.shape[1], 4), np.int64)
    for k, member in enumerate(given.spread_member.T):
        if member.any():
            own = sums[member, k]
            low, high = own.min(), own.max()
            found[k] = low, (own == low).sum(), high, (own == high).sum()
    return found


def _scratch(given: Given) -> dict[str, Any]:
    """What moves may change; room for what a move proposes and for what takes it back."""
    slots = len(given.loss)
    spare = 1 + LANES // slots
    width = (given.count_at - BREAK) // 3
    return {
        "shut": np.where(given.frozen, SHUT, OPEN).astype(np.int8),
        "limit": np.zeros(1),
        "plan": np.zeros((PLAN, 7), np.int64),
        "plan_breaks": np.zeros((PLAN, width), np.int64),
        "plan_wish": np.zeros((PLAN + spare, slots), np.int8),
        "plan_doing": np.zeros((PLAN + spare, slots), np.int8),
        "plan_extremes": np.zeros((given.spread_member.shape[1], 4), np.int64),
        "plan_size": np.zeros(1, np.int64),
        "log_mark": np.zeros((PLAN, 6), np.int64),
        "log_need": np.zeros((PLAN, 2), np.int64),
        "log_session": np.zeros((PLAN, 3), np.int64),
        "log_size": np.zeros(3, np.int64),
        "promised": np.zeros(1, np.int64),
        "pool": np.zeros((given.frozen.size, 2), np.int64),
        "pool_size": np.zeros(2, np.int64),
        "begun": np.zeros(1, np.int64),
        "tried": np.zeros((3, 32), np.int64),
    }


def _mix(seed: int) -> int:
    """A well spread non-zero 64-bit number from any seed (splitmix64)."""
    z = (seed * 0x9E3779B97F4A7C15 + 0x9E3779B97F4A7C15) & 0xFFFFFFFFFFFFFFFF
    z = ((z ^ (z >> 30)) * 0xBF58476D1CE4E5B9) & 0xFFFFFFFFFFFFFFFF
    z = ((z ^ (z >> 27)) * 0x94D049BB133111EB) & 0xFFFFFFFFFFFFFFFF
    return (z ^ (z >> 31)) or 1


def copy_into(target: State, source: State) -> None:
    """Make `target` the same roster as `source`; its random numbers stay its own."""
    target.whole[:] = source.whole


def clone(state: State) -> State:
    """An independent copy."""
    arrays = state._asdict()
    cut = State._fields.index("whole")
    roster: dict[str, NDArray[Any]] = {name: arrays.pop(name) for name in State._fields[:cut]}
    del arrays["whole"]
    return State(**_in_one(roster), **{name: each.copy() for name, each in arrays.items()})
