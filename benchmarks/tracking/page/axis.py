"""Axes of charts: where a value lies, in units of the drawing."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

WIDTH, HEIGHT = 520, 210


@dataclass(frozen=True)
class Axis:
    """From one value to another over so many units; equal ratios are equal steps if `log`."""

    low: float
    high: float
    length: float
    log: bool = True

    def place(self, value: float) -> float:
        """Where a value lies, from 0 to `length`; values outside lie at the ends."""
        inside = min(max(value, self.low), self.high)
        if self.log:
            share = math.log(inside / self.low) / math.log(self.high / self.low)
        else:
            share = (inside - self.low) / (self.high - self.low)
        return round(share * self.length, 1)

    def ticks(self) -> list[float]:
        """Round values on the axis: 1, 2, 5, 10 and so on, or equal steps."""
        if not self.log:
            return [self.low + k * (self.high - self.low) / 4 for k in range(5)]
        power = 10 ** math.floor(math.log10(self.low))
        found = []
        while power <= self.high:
            found += [k * power for k in (1, 2, 5) if self.low <= k * power <= self.high]
            power *= 10
        return found


def over(values: Iterable[float], length: float, *, log: bool = True) -> Axis:
    """An axis that holds all values with a little room; from 0 where it is not log."""
    found = [value for value in values if value > 0 or not log] or [1.0]
    if log:
        return Axis(min(found) / 1.15, max(found) * 1.15, length)
    return Axis(0.0, max(max(found) * 1.1, 1.0), length, log=False)


def steps(points: Sequence[tuple[float, float]], across: Axis, up: Axis) -> str:
    """A stepped line: each value holds until the next."""
    first, *rest = [(across.place(x), round(up.length - up.place(y), 1)) for x, y in points]
    return f"M{first[0]:g} {first[1]:g}" + "".join(f"H{x:g}V{y:g}" for x, y in rest)
