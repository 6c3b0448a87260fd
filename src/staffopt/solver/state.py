"""The roster being searched, as arrays that the compiled moves change in place."""

from __future__ import annotations

from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from staffopt.domain.shapes import Ints
from staffopt.solver.given import Given
from staffopt.solver.training_arrays import Training

OFF = -1
Starts = NDArray[np.int32]
"""First slots of a day's breaks."""
JOURNAL = 48


class State(NamedTuple):
    """One roster with the sums that make its cost incremental. Letters as in :class:`Given`."""

    row: NDArray[np.int32]
    """P x D: chosen row, -1 for a free day."""
    breaks: NDArray[np.int32]
    """P x D x B: first slot of each break."""
    wish: NDArray[np.int8]
    """P x T: the role wished for; `doing` is what the structure of role blocks makes of it."""
    doing: NDArray[np.int8]
    """P x T: role, R for a break, R + 1 for training, -1 off duty."""
    cover: NDArray[np.int32]
    duty: NDArray[np.int32]
    """H x T: members working, for presence demands."""
    duty_if: NDArray[np.int32]
    total: Ints
    """P x K: sums of counts."""
    spread: Ints
    """P x G."""
    at: NDArray[np.int16]
    """P x T: session place + 1 that the person attends or gives, 0 for none."""
    held: NDArray[np.int32]
    """P x D: sessions inside the day's shift."""
    session_start: Ints
    """S: first slot, -1 when not held."""
    session_trainer: Ints
    need_session: Ints
    """I: session place, -1 when displaced."""
    present: NDArray[np.int32]
    """R x T: people on duty by main role."""
    away: NDArray[np.int32]
    """R x T: trainees by main role."""
    cost: Ints
    """One number: what the roster costs, in sixtieths of a hundredth."""
    random: NDArray[np.uint64]
    buffer: NDArray[np.int8]
    """T: what a cell would be doing, written by `evaluate`."""
    limit: NDArray[np.float64]
    """One number: the largest change of cost that the present move may bring."""
    trial: NDArray[np.int32]
    """2 x B: break starts being tried."""
    plan: Ints
    """Journal x 3: the cells that a move proposes to change: person, day, row."""
    plan_breaks: NDArray[np.int32]
    plan_size: Ints
    log_cell: Ints
    """Journal x 5: person, day, row, first and last slot touched."""
    log_breaks: NDArray[np.int32]
    log_doing: NDArray[np.int8]
    log_wish: Ints
    """Journal x 3: person, first and last slot of wishes painted over."""
    log_wishes: NDArray[np.int8]
    log_mark: Ints
    """Journal x 6: person, day, first and last slot, session, how."""
    log_need: Ints
    log_session: Ints
    log_size: Ints
    """Cells, wishes, marks, needs and sessions remembered."""
    promised: Ints
    """One number: change of the price of needs in the proposed move."""
    tried: Ints
    """Moves tried and taken by kind: 2 x kinds."""


SOLUTION = (
    "row",
    "breaks",
    "wish",
    "doing",
    "cover",
    "duty",
    "duty_if",
    "total",
    "spread",
    "at",
    "held",
    "session_start",
    "session_trainer",
    "need_session",
    "present",
    "away",
    "cost",
)


def empty_state(given: Given, training: Training, seed: int) -> State:
    """Everybody free, nothing held; `empty_cost.full_cost` says what that costs."""
    people, days = given.cell_first.shape
    roles, slots, _ = given.loss.shape
    width = given.break_slots.shape[1]
    duties = given.duty_member.shape[1]
    places, needs = len(training.session_course), len(training.need_person)
    return State(
        row=np.full((people, days), OFF, np.int32),
        breaks=np.full((people, days, width), -1, np.int32),
        wish=np.repeat(given.home[:, None], slots, axis=1).astype(np.int8),
        doing=np.full((people, slots), OFF, np.int8),
        cover=np.zeros((roles, slots), np.int32),
        duty=np.zeros((duties, slots), np.int32),
        duty_if=np.zeros((duties, slots), np.int32),
        total=given.count_carried.copy(),
        spread=given.spread_carried.copy(),
        at=np.zeros((people, slots), np.int16),
        held=np.zeros((people, days), np.int32),
        session_start=np.full(places, -1, np.int64),
        session_trainer=np.full(places, -1, np.int64),
        need_session=np.full(needs, -1, np.int64),
        present=np.zeros((roles, slots), np.int32),
        away=np.zeros((roles, slots), np.int32),
        cost=np.zeros(1, np.int64),
        random=np.array([_mix(seed)], np.uint64),
        **_scratch(slots, width),
    )


def _scratch(slots: int, width: int) -> dict[str, Any]:
    """Room for what a move proposes and for what takes it back."""
    return {
        "buffer": np.zeros(slots, np.int8),
        "limit": np.zeros(1),
        "trial": np.zeros((2, width), np.int32),
        "plan": np.zeros((JOURNAL, 3), np.int64),
        "plan_breaks": np.zeros((JOURNAL, width), np.int32),
        "plan_size": np.zeros(1, np.int64),
        "log_cell": np.zeros((JOURNAL, 5), np.int64),
        "log_breaks": np.zeros((JOURNAL, width), np.int32),
        "log_doing": np.zeros((JOURNAL, slots), np.int8),
        "log_wish": np.zeros((JOURNAL, 3), np.int64),
        "log_wishes": np.zeros((JOURNAL, slots), np.int8),
        "log_mark": np.zeros((JOURNAL, 6), np.int64),
        "log_need": np.zeros((JOURNAL, 2), np.int64),
        "log_session": np.zeros((JOURNAL, 3), np.int64),
        "log_size": np.zeros(5, np.int64),
        "promised": np.zeros(1, np.int64),
        "tried": np.zeros((2, 32), np.int64),
    }


def _mix(seed: int) -> int:
    """A well spread non-zero 64-bit number from any seed (splitmix64)."""
    z = (seed * 0x9E3779B97F4A7C15 + 0x9E3779B97F4A7C15) & 0xFFFFFFFFFFFFFFFF
    z = ((z ^ (z >> 30)) * 0xBF58476D1CE4E5B9) & 0xFFFFFFFFFFFFFFFF
    z = ((z ^ (z >> 27)) * 0x94D049BB133111EB) & 0xFFFFFFFFFFFFFFFF
    return (z ^ (z >> 31)) or 1


def copy_into(target: State, source: State) -> None:
    """Make `target` the same roster as `source`; its random numbers stay its own."""
    for name in SOLUTION:
        getattr(target, name)[...] = getattr(source, name)


def clone(state: State) -> State:
    """An independent copy."""
    return State._make(array.copy() for array in state)
