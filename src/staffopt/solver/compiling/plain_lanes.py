"""What `compiled_lanes` does, in plain Python: for functions that are not compiled."""

from __future__ import annotations

from typing import Any

LANES = 64


def differing(one: Any, i: int, two: Any, j: int) -> int:
    """The mask of where one[i:] and two[j:] differ."""
    pairs = zip(one[i : i + LANES].tolist(), two[j : j + LANES].tolist(), strict=False)
    return sum(1 << n for n, (a, b) in enumerate(pairs) if a != b)


def lowest(mask: int) -> int:
    """The place of the lowest bit of a mask that has one."""
    return (mask & -mask).bit_length() - 1


def copy_lanes(target: Any, i: int, source: Any, j: int) -> None:
    """Copy the lanes from source[j:] to target[i:]."""
    size = min(LANES, len(target) - i, len(source) - j)
    target[i : i + size] = source[j : j + size]


def fill_lanes(target: Any, i: int, value: int) -> None:
    """Fill the lanes from target[i:] with a value."""
    target[i : i + LANES] = value
