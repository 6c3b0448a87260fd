"""Many slots at once: where two rows of activities differ, and copying them.

A *mask* is a whole number with a bit for each of `LANES` slots in a row: `differing` makes that of
where two rows differ, `lowest` finds the place of its lowest bit. What lies behind the slots asked
for is read, and by `copy_slots` and `fill_slots` written, too: up to `LANES` bytes of it.
"""

from __future__ import annotations

from importlib import import_module
from typing import Any

from staffopt.solver.compiling.compiled import INTERPRETED, part

_ways: Any = import_module(
    f"staffopt.solver.compiling.{'plain' if INTERPRETED else 'compiled'}_lanes"
)
LANES: int = _ways.LANES
differing, lowest = _ways.differing, _ways.lowest
copy_lanes, fill_lanes = _ways.copy_lanes, _ways.fill_lanes


@part
def within(mask: int, base: int, first: int, last: int) -> int:
    """A mask that begins at slot `base`, without what lies outside [first, last)."""
    if first >= base + LANES or last <= base:
        return 0
    skip, size = int(first - base), int(last - base)
    if skip > 0:
        mask = mask >> skip << skip
    if size < LANES:
        mask &= (1 << size) - 1
    return mask


@part
def copy_slots(target: Any, i: int, source: Any, j: int, size: int) -> None:
    """Copy `size` slots into scratch memory, and what lies behind them."""
    for n in range(0, size, LANES):
        copy_lanes(target, i + n, source, j + n)


@part
def fill_slots(target: Any, i: int, size: int, value: int) -> None:
    """Fill `size` slots of scratch memory, and what lies behind them."""
    for n in range(0, size, LANES):
        fill_lanes(target, i + n, value)
