"""Stepped lines and areas of small pictures: one unit a slot across, from 0 to `TOP` upwards."""

from __future__ import annotations

from itertools import pairwise

import numpy as np

from staffopt.domain.arrays import Floats
from staffopt.formats.page.axis import LABELS_A_LINE, Axis

TOP = 100
"""Height of a picture in its own units."""


def on_axis(values: Floats, axis: Axis) -> Floats:
    """Return a number per slot of an axis, NaN outside the horizon."""
    slots = np.arange(axis.first, axis.end)
    inside = (slots >= 0) & (slots < len(values))
    found: Floats = np.where(inside, values[np.clip(slots, 0, len(values) - 1)], np.nan)
    return found


def hour_lines(axis: Axis) -> str:
    """Return upright lines at every other label of an axis."""
    return "".join(f"M{at} 0V{TOP}" for at, _ in axis.ticks[::LABELS_A_LINE])


def area(values: Floats) -> str:
    """Return the area below values, 0 where there are none."""
    return f"M0 {TOP}{_steps(np.nan_to_num(values))}L{len(values)} {TOP}Z"


def line(values: Floats) -> str:
    """Return a stepped line through values, 0 where there are none."""
    return "M" + _steps(np.nan_to_num(values))[1:]


def _steps(values: Floats) -> str:
    """Return a stepped line, beginning with a line to its first point."""
    heights = [_height(value) for value in values.tolist()]
    changes = [k for k, (one, next_) in enumerate(pairwise(heights), 1) if one != next_]
    edges = [0, *changes, len(heights)]
    return f"L0 {heights[0]}" + "".join(
        f"{'' if begin == 0 else f'V{heights[begin]}'}H{end}" for begin, end in pairwise(edges)
    )


def _height(value: float) -> str:
    return f"{TOP - value:.1f}".removesuffix(".0")
