"""Looking at 64 slots at once says what looking at each says."""

from __future__ import annotations

from typing import Any

import numpy as np

from staffopt.solver.compiling import compiled_lanes, lanes, plain_lanes
from staffopt.solver.compiling.compiled import njit

machine: Any = compiled_lanes
within: Any = getattr(lanes.within, "py_func", lanes.within)


@njit
def _both(one: Any, two: Any, target: Any) -> tuple[int, int]:
    """Copy, fill and compare by the machine's ways."""
    machine.copy_lanes(target, 1, one, 3)
    machine.fill_lanes(target, 65, 7)
    mask = machine.differing(one, 2, two, 0)
    return mask, machine.lowest(mask)


def test_masks_by_hand():
    """Slots 1 and 4 differ: bits 2 and 16 of the mask; cut to [11, 14) from slot 10 on, bit 2."""
    one = np.array([0, 0, 0, 0, 0], np.int8)
    two = np.array([0, 1, 0, 0, 2], np.int8)
    assert plain_lanes.differing(one, 0, two, 0) == 2 + 16
    assert plain_lanes.lowest(16) == 4
    assert within(2 + 16, 10, 11, 14) == 2
    assert within(2 + 16, 10, 12, 99) == 16
    assert within(2 + 16, 10, 74, 99) == within(2 + 16, 10, 0, 10) == 0


def test_the_machines_ways_are_those_in_plain_python():
    """Rows of random roles: equal masks, equal copies."""
    rng = np.random.default_rng(5)
    for _ in range(20):
        one = rng.integers(-1, 3, 160).astype(np.int8)
        two = np.where(rng.random(160) < 0.1, rng.integers(-1, 3, 160), np.roll(one, -2))
        two = two.astype(np.int8)
        target, expected = np.zeros(160, np.int8), np.zeros(160, np.int8)
        mask, place = _both(one, two, target)
        plain_lanes.copy_lanes(expected, 1, one, 3)
        plain_lanes.fill_lanes(expected, 65, 7)
        assert target.tolist() == expected.tolist()
        wanted = plain_lanes.differing(one, 2, two, 0)
        assert mask % (1 << 64) == wanted
        assert place == plain_lanes.lowest(wanted)
