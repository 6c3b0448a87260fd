"""Slots far busier than usual: a batch keyed in late, or a real rush."""

from __future__ import annotations

import numpy as np

from staffopt.domain.calendar import Horizon
from staffopt.inputs.transactions.quality import MOST_EXAMPLES, Finding, many, stamp
from staffopt.inputs.transactions.usual import Floats

LEAST_ROWS = 10
SPREADS = 6.0


def busy_slots(
    horizon: Horizon, rows: Floats, usual: Floats, kept: Floats, spread: float
) -> Finding | None:
    """Return the slots whose rows lie six spreads above the usual, the busiest first.

    `rows` are all rows read, `kept` those that count as customers; `spread` is variance over mean.
    """
    limit = usual + SPREADS * np.sqrt(np.fmax(spread, 1.0) * np.maximum(usual, 1.0))
    odd = np.flatnonzero((rows >= LEAST_ROWS) & (rows > limit))
    if not len(odd):
        return None
    order = sorted(odd.tolist(), key=lambda slot: (-rows[slot], slot))
    examples = tuple(_told(horizon, slot, rows, usual, kept) for slot in order[:MOST_EXAMPLES])
    text = f"{many(len(odd), 'slot')} far busier than usual"
    return Finding("busy_slot", text, len(odd), examples)


def _told(horizon: Horizon, slot: int, rows: Floats, usual: Floats, kept: Floats) -> str:
    """Return one busy slot as text."""
    since = horizon.local(horizon.instant(slot))
    until = horizon.local(horizon.instant(slot + 1))
    note = "" if kept[slot] == rows[slot] else f", {kept[slot]:.0f} of them counted"
    return f"{rows[slot]:.0f} in {stamp(since)}-{until:%H:%M}, usual {usual[slot]:.1f}{note}"
