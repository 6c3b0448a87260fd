"""The 24 hours from the start of each shift as the checks count them.

Only checks use this module; shapes have their own arithmetic (`doba_amounts.py`).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta

from staffopt.domain.shifts import Shift
from staffopt.rules.hours_worked import Worked

DOBA = timedelta(hours=24)


@dataclass(frozen=True, slots=True)
class FullDoba:
    """Too much work in the 24 hours from the start of `first`; `last` is the plan's last part."""

    first: Shift
    last: Shift
    minutes: int


def full_dobas(worked: Worked) -> Iterator[FullDoba]:
    """Each shift that is too long, and each 24 hours that are too full with the shifts after it.

    Of those, only shifts on the same and on the next date are meant.
    """
    most = max(worked.rule.most_minutes(1, 0), 0)
    for at, (day, shift, planned) in enumerate(worked.shifts):
        own = worked.rule.measured(shift)
        if planned and own > most:
            yield FullDoba(shift, shift, own)
        ends, total = shift.start + DOBA, own
        last = shift if planned else None
        for next_day, other, theirs in worked.shifts[at + 1 : at + 8]:
            if other.start >= ends or (next_day - day).days > 1:
                continue
            left = int((ends - other.start).total_seconds()) // 60
            inside = min(left, worked.rule.measured(other))
            total += inside
            last = other if theirs and inside else last
        if last is not None and total > own and total - max(own - most, 0) > most:
            yield FullDoba(shift, last, total)
