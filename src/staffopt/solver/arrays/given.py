"""The whole problem as flat arrays: what the compiled search reads.

Money is in sixtieths of a hundredth of the currency, so that wage x minutes is exact.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from staffopt.domain.arrays import Ints

START, END, BREAKS, BREAK = 0, 1, 2, 3
"""Columns of `Given.rows`; each break takes three: slots, first and last start."""


class Given(NamedTuple):
    """P people, D days, T slots (with the tail after the horizon), R roles; everybody's rows."""

    slot_minutes: int
    day_start: Ints
    """D + 1 slots."""
    cell_first: Ints
    """P x D: first row of a person's day."""
    cell_count: Ints
    rows: NDArray[np.int32]
    """Rows x W, one record per row so that one read of memory brings all of it: start, end, number
    of breaks; from BREAK on slots, first and last start of each break; from `count_at` on what the
    row adds to each count of its person; from `spread_at` on what it adds to each spread; from
    `price_at` on its price: the lower 31 bits, then the rest."""
    count_at: int
    spread_at: int
    price_at: int
    row_at: NDArray[np.int32]
    """P x D x start step x span: the row, or -1."""
    spans: Ints
    """The spans of shifts in slots, ascending."""
    span_index: Ints
    """Span in slots -> its index in `spans`, or -1."""
    start_step: int
    frozen: NDArray[np.bool_]
    """P x D: pinned days, never moved."""
    can: NDArray[np.bool_]
    """P x D x R: which roles."""
    able: Ints
    """P x D x R: the roles that `can` allows, in a row."""
    able_count: Ints
    """P x D: how many they are."""
    skills: Ints
    """P x D: a number for each set of roles that `can` allows somebody on some day."""
    fallback: Ints
    """P x D: first allowed role, -1 when there is none."""
    barred: NDArray[np.bool_]
    """P: whether a wish kept from another day may be a role that is not allowed."""
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
    """P x (D + 1): least minutes before a shift of a day; the last: before the first after all."""
    gap_soft: Ints
    """P x Q: gaps of fewer minutes cost gap_price."""
    gap_price: Ints
    gap_before: Ints
    """P x Q: only before shifts of at least so many minutes."""
    next_span: Ints
    """P: minutes of the shift at `next_start`."""
    gap_days: NDArray[np.bool_]
    """P x Q x (D + 1): before shifts of which days."""
    short_size: Ints
    """P: how many kinds of gap may be shorter now and then; 0 for most people."""
    short: Ints
    """P x kinds x columns, as `short_gaps` names them."""
    short_days: NDArray[np.bool_]
    """P x kinds x (D + 1)."""
    row_paid: Ints
    """Rows: paid minutes."""
    last_paid: Ints
    next_paid: Ints
    """P: paid minutes of the shifts at `last_end` and at `next_start`."""
    next_day: Ints
    """P: day number of the first shift after the horizon."""
    last_end: Ints
    """P: minute of the horizon at which the last shift before it ends."""
    next_start: Ints
    """P: minute at which the first shift after the horizon starts."""
    run_most: Ints
    run_before: Ints
    run_after: Ints
    any_soft_gaps: bool
    has_soft_gaps: NDArray[np.bool_]
    """P."""
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
    """T x R x N: cost of n people, for as many as there are; the last slope goes on."""
    slope: Ints
    """T x R x N: what the person after the first n changes."""
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
    row_left: Ints
    """Rows x dobas: what a row leaves of the 24 hours from its start."""
    row_free_from: Ints
    """From which minute on any shift of the next day fits."""
    row_in_doba: Ints
    """What a row adds to another's 24 hours at most."""
    rest_size: Ints
    """P: how much is asked about free stretches; 0 for most people."""
    rest: Ints
    """P x asked x columns, as `rest_windows` names them; one demand's ways follow each other."""
    rest_around: Ints
    """P x spans x 3: what stretches must hold or is to be free: first and last minute, group."""
    rest_load: Ints
    """Rows x loads."""
