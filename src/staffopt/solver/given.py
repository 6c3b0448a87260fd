"""The whole problem as flat arrays: what the compiled search reads.

Money is in sixtieths of a hundredth of the currency, so that wage x minutes is exact.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from staffopt.domain.shapes import Ints


class Given(NamedTuple):
    """P people, D days, T slots (with the tail after the horizon), R roles; everybody's rows."""

    slot_minutes: int
    day_start: Ints
    """D + 1 slots."""
    cell_first: Ints
    """P x D: first row of a person's day."""
    cell_count: Ints
    row_start: NDArray[np.int32]
    row_end: NDArray[np.int32]
    row_price: Ints
    row_breaks: NDArray[np.int32]
    """How many breaks a row owes; the next three are rows x B."""
    break_slots: NDArray[np.int32]
    break_first: NDArray[np.int32]
    break_last: NDArray[np.int32]
    row_count: NDArray[np.int32]
    """Rows x K: what a row adds to each of its person's counts."""
    row_spread: NDArray[np.int32]
    """Rows x G: what a row adds to each spread."""
    row_at: NDArray[np.int32]
    """P x D x start step x span: the row, or -1."""
    span_index: NDArray[np.int32]
    """Span in slots -> index in the last axis of row_at, or -1."""
    start_step: int
    frozen: NDArray[np.bool_]
    """P x D: pinned days, never moved."""
    can: NDArray[np.bool_]
    """P x D x R: which roles."""
    fallback: NDArray[np.int8]
    """P x D: first allowed role, -1 when there is none."""
    block: int
    """Least slots of a role in a piece of work with several roles."""
    count_carried: Ints
    count_most: Ints
    count_least: Ints
    count_least_price: Ints
    tier_at: Ints
    """P x K x J: priced thresholds."""
    tier_price: Ints
    gap_hard: Ints
    """P: least slots between two shifts."""
    gap_soft: Ints
    """P x Q: gaps below this cost gap_price."""
    gap_price: Ints
    last_end: Ints
    """P: slot in which the shift before the horizon ends."""
    next_start: Ints
    """P: slot in which the first shift after the horizon starts."""
    run_most: Ints
    run_before: Ints
    run_after: Ints
    spread_member: NDArray[np.bool_]
    """P x G."""
    spread_carried: Ints
    spread_price: Ints
    duty_member: NDArray[np.bool_]
    """P x H: counts for a presence demand."""
    duty_if: NDArray[np.bool_]
    """P x H: makes a conditional presence demand hold."""
    duty_counted: NDArray[np.bool_]
    """P: matters to some presence demand."""
    duty_slots: NDArray[np.bool_]
    """H x T."""
    duty_least: Ints
    duty_price: Ints
    duty_conditional: NDArray[np.bool_]
    loss: Ints
    """R x T x N: cost of n people, for as many as there are; the last slope goes on."""
    home: Ints
    """P: main role."""
    stretch_any: bool
    """Whether anybody has least runs; the next five are P x runs, -1 where no past is known."""
    stretch_least: Ints
    stretch_price: Ints
    stretch_worked: NDArray[np.bool_]
    stretch_before: Ints
    stretch_after: Ints
    group_of: NDArray[np.int32]
    """P x groupings x D: the group that a day is in, or -1."""
    group_most: Ints
    group_price: Ints
    """P x groupings: -1 forbids more."""
    row_first: Ints
    """Rows: a bit for each succession of which the row may be the first."""
    row_then: Ints
    follow_eve: Ints
    follow_morrow: Ints
    follow_forbidden: Ints
    follow_price: Ints
    """P x successions: -1 where forbidden."""
