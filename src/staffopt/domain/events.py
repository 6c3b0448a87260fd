"""Stretches of days on which customers come otherwise: promotions, school holidays."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, time

import numpy as np
from numpy.typing import NDArray

from staffopt.domain.calendar import DAY, Horizon, Span


@dataclass(frozen=True)
class Event:
    """A named stretch of days of some kind, on each of them all day or within a window.

    `drivers` are those it touches, none named means every counted one. `effect` is what it is said
    to add, as a share: 0.15 is 15 % more. None is to be learnt from the past of its kind. `error`
    is how far off a stated effect may be, a standard error in the same shares.
    """

    name: str
    kind: str
    first: date
    last: date
    window: tuple[time, time] | None = None
    drivers: tuple[str, ...] = ()
    effect: float | None = None
    error: float = 0.0

    @property
    def doubt(self) -> float:
        """The variance of what a stated effect makes of the customers, over its mean squared."""
        factor = 0.0 if self.effect is None else 1.0 + self.effect
        return (self.error / factor) ** 2 if factor > 0.0 else 0.0

    def touches(self, driver: str) -> bool:
        """Whether it is one of a counted driver's."""
        return not self.drivers or driver in self.drivers

    def mask(self, horizon: Horizon) -> NDArray[np.bool_]:
        """The slots of the horizon that lie in it."""
        slots = np.zeros(horizon.slots, bool)
        day, end = max(self.first, horizon.first - DAY), horizon.first + horizon.days * DAY
        while day <= self.last and day < end:
            slots |= horizon.mask(self._span(day, horizon))
            day += DAY
        return slots

    def _span(self, day: date, horizon: Horizon) -> Span:
        """The part of one of its days."""
        if self.window is None:
            return Span(horizon.at(day, time(0)), horizon.at(day + DAY, time(0)))
        return horizon.window(day, *self.window)
