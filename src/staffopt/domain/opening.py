"""When the store is open: weekly hours, special days, holidays."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, time

import numpy as np
from numpy.typing import NDArray

from staffopt.domain.calendar import DAY, Horizon, Span

Hours = tuple[tuple[time, time], ...]
"""Open periods of one day by the wall clock; empty is closed, an early end is next day's."""


@dataclass(frozen=True)
class MovedShares:
    """Of the customers of hours cut, who comes while the day is open, and who on the day after."""

    same_day: float = 0.0
    next_day: float = 0.0

    @property
    def text(self) -> str:
        """The shares as a note says them."""
        return (
            f"of customers of hours cut, {self.same_day:.0%} come while the store is open that "
            f"day and {self.next_day:.0%} on the next"
        )


@dataclass(frozen=True)
class Opening:
    """Weekly opening hours (0 is Monday) and the days that differ.

    `special` wins over the week; a date mapped to no hours is closed. `holidays` names public
    holidays, open or not, for forecasting and for notes. `by_law` names the rule that closes the
    store on a date, or early, where it would be open. `moved` is what customers of cut hours do;
    None where that is learnt from past closings.
    """

    week: Mapping[int, Hours]
    special: Mapping[date, Hours] = field(default_factory=dict)
    holidays: Mapping[date, str] = field(default_factory=dict)
    by_law: Mapping[date, str] = field(default_factory=dict)
    moved: MovedShares | None = None

    def hours(self, day: date) -> Hours:
        """The open periods of a date."""
        return self.special.get(day, self.week.get(day.weekday(), ()))

    def spans(self, horizon: Horizon) -> tuple[Span, ...]:
        """All open periods that touch a horizon, those begun on its eve included, in order."""
        days = (horizon.first - DAY, *horizon.dates)
        found = (horizon.window(day, *hours) for day in days for hours in self.hours(day))
        return tuple(sorted(span for span in found if span.overlaps(horizon.span)))

    def mask(self, horizon: Horizon) -> NDArray[np.bool_]:
        """The slots of the horizon in which the store is open."""
        slots = np.zeros(horizon.slots, bool)
        for span in self.spans(horizon):
            slots |= horizon.mask(span)
        return slots
