"""When in a shift its paid minutes are worked, as claims of pay are placed.

Only bills use this module; shapes count rows.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta

from staffopt.domain.calendar import Span
from staffopt.domain.shifts import Shift


def when_paid(shift: Shift, minutes: int) -> datetime:
    """The instant by which so many minutes of a shift are paid."""
    left = minutes
    for block in shift.blocks:
        if block.paid and left <= block.minutes:
            return block.start + timedelta(minutes=left)
        left -= block.minutes if block.paid else 0
    return shift.end


def last_paid(shifts: Sequence[Shift], minutes: int) -> Iterator[Span]:
    """The last so many paid minutes of some shifts in order of time, the latest first."""
    left = minutes
    for block in (block for shift in reversed(shifts) for block in reversed(shift.blocks)):
        taken = min(left, block.minutes) if block.paid else 0
        if taken:
            yield Span(block.end - timedelta(minutes=taken), block.end)
            left -= taken


def nearest(amount: int) -> int:
    """Sixtieths of a hundredth as hundredths, halves up."""
    return (amount + 30) // 60
