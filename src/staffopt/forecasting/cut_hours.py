"""Which times of a day and its night are open, and which usually are but not then."""

from __future__ import annotations

from datetime import date

import numpy as np
from numpy.typing import NDArray

from staffopt.domain.opening import Hours, Opening

Bools = NDArray[np.bool_]

DAY_MINUTES = 24 * 60


def open_columns(hours: Hours, width: int) -> Bools:
    """The wall-clock slots of a date, and then of the next, that the date's own hours touch."""
    minutes = np.arange(2 * width) * DAY_MINUTES // width
    found = np.zeros(2 * width, bool)
    for opens, closes in hours:
        first, last = (at.hour * 60 + at.minute for at in (opens, closes))
        found |= (minutes >= first) & (minutes < (last if last > first else last + DAY_MINUTES))
    return found


def cut_columns(opening: Opening, day: date, width: int) -> Bools:
    """Those of `open_columns` that the weekday has and the date has not.

    None on a date that is closed altogether.
    """
    hours = opening.hours(day)
    if day not in opening.special or not hours:
        return np.zeros(2 * width, bool)
    usual = open_columns(opening.week.get(day.weekday(), ()), width)
    return usual & ~open_columns(hours, width)
