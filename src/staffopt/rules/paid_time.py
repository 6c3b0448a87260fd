"""When in a shift its paid minutes are worked, as claims of pay are placed.

Only bills use this module; shapes count rows.
"""

from __future__ import annotations

from datetime import datetime, timedelta

from staffopt.domain.shifts import Shift


def when_paid(shift: Shift, minutes: int) -> datetime:
    """The instant by which so many minutes of a shift are paid."""
    left = minutes
    for block in shift.blocks:
        if block.paid and left <= block.minutes:
            return block.start + timedelta(minutes=left)
        left -= block.minutes if block.paid else 0
    return shift.end


def nearest(amount: int) -> int:
    """Sixtieths of a hundredth as hundredths, halves up."""
    return (amount + 30) // 60
