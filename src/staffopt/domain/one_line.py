"""Values in one line, for a prompt or a notebook: what they hold has thousands of numbers."""

from __future__ import annotations

from staffopt.domain.calendar import Horizon


def angled(kind: str, horizon: Horizon, *facts: str) -> str:
    """Return `<Roster 2011-11-14 to 2011-11-20: 78 shifts, 14 sessions>`."""
    return f"<{kind} {horizon.dates[0]} to {horizon.dates[-1]}: {', '.join(facts)}>"


def count(number: int, thing: str) -> str:
    """Return `1 shift`, `78 shifts`."""
    return f"{number:,} {thing}" if number == 1 else f"{number:,} {thing}s"
