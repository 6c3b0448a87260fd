"""Which times of a date are open, and which usually are but not then, by the store's clock."""

from __future__ import annotations

from datetime import date

import numpy as np
from numpy.typing import NDArray

from staffopt.domain.opening import Hours, Opening

Bools = NDArray[np.bool_]

DAY_MINUTES = 24 * 60


def open_columns(hours: Hours, width: int) -> Bools:
    """The wall-clock slots of a date that its own hours touch, up to midnight."""
    minutes = np.arange(width) * DAY_MINUTES // width
    found = np.zeros(width, bool)
    for opens, closes in hours:
        first, last = (at.hour * 60 + at.minute for at in (opens, closes))
        found |= (minutes >= first) & (minutes < (last if last > first else DAY_MINUTES))
    return found


def cut_columns(opening: Opening, day: date, width: int) -> Bools:
    """The slots in which the store is closed though it is open on other such weekdays.

    None on a date that is closed altogether.
    """
    hours = opening.hours(day)
    if day not in opening.special or not hours:
        return np.zeros(width, bool)
    usual = open_columns(opening.week.get(day.weekday(), ()), width)
    return usual & ~open_columns(hours, width)
