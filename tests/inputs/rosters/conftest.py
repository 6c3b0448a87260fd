"""The trade counter, whose people rosters of other programs name."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

import staffopt as so
from staffopt.audits.reading import read_any
from staffopt.inputs.rosters.columns import ColumnSettings

COUNTER = Path(__file__).resolve().parents[3] / "configs" / "trade-counter"


@pytest.fixture(scope="session")
def counter() -> so.Store:
    """The trade counter: Lucy Hartnell (E09) and Mei Chen (E14) have one role, cashier."""
    return so.read_store(COUNTER)


@pytest.fixture
def faults(counter: so.Store) -> Callable[..., list[str]]:
    """What is wrong with a roster, one text a fault."""

    def found(path: Path, columns: ColumnSettings | None = None) -> list[str]:
        with pytest.raises((so.DataError, so.ConfigError)) as caught:
            read_any(path, counter, columns)
        return [str(problem) for problem in caught.value.problems]

    return found


def told(roster: so.Roster) -> list[str]:
    """Each shift as `E09 Mon 09:00-17:00 cashier 09:00, break 12:00, ...` on the store's clock."""
    lines = []
    for shift in roster.shifts:
        start, end = (roster.horizon.local(each) for each in (shift.start, shift.end))
        parts = (
            f"{block.role or block.activity.value} {roster.horizon.local(block.start):%H:%M}"
            for block in shift.blocks
        )
        lines.append(f"{shift.person_id} {start:%a %H:%M}-{end:%H:%M} {', '.join(parts)}")
    return lines
