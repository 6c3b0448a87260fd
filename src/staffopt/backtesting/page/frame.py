"""Where numbers lie in a picture: columns from left to right, values from the bottom up."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

WIDTH, HEIGHT = 1000, 200
MOST_TICKS = 4


@dataclass(frozen=True)
class Frame:
    """So many columns, and values from 0 to `top`."""

    columns: int
    top: float

    @classmethod
    def over(cls, *rows: Sequence[float]) -> Frame:
        """A frame in which all rows have their place."""
        return cls(max(len(row) for row in rows), max((max(row) for row in rows), default=0) or 1.0)

    def left(self, column: int) -> float:
        """The middle of a column, in percent of the width."""
        return round(100 * (column + 0.5) / self.columns, 2)

    def height(self, value: float) -> float:
        """A value in percent of the height."""
        return round(100 * value / self.top, 2)

    def line(self, values: Sequence[float]) -> str:
        """The path from the middle of one column to the next."""
        return "M" + "L".join(self._point(at, value) for at, value in enumerate(values))

    def band(self, low: Sequence[float], high: Sequence[float]) -> str:
        """The path around what lies between two rows."""
        back = [self._point(at, value) for at, value in enumerate(low)][::-1]
        return f"{self.line(high)}L{'L'.join(back)}Z"

    @property
    def ticks(self) -> list[tuple[float, str]]:
        """Round values with their height, 0 among them."""
        rough = self.top / MOST_TICKS
        power = 10.0 ** math.floor(math.log10(rough))
        step = next(power * k for k in (1, 2, 5, 10) if power * k >= rough * 0.999)
        many = math.floor(self.top / step + 1e-9)
        return [(self.height(k * step), f"{k * step:,.10g}") for k in range(many + 1)]

    def _point(self, column: int, value: float) -> str:
        x = WIDTH * (column + 0.5) / self.columns
        return f"{x:.1f} {HEIGHT * (1 - value / self.top):.1f}"
