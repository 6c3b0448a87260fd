"""The 24 hours from the start of each shift as the shapes see them.

Only shapes use this module; checks count on the calendar by themselves (`doba_worked.py`).
"""

from __future__ import annotations

import numpy as np

from staffopt.domain.doba_shape import MINUTES, Doba
from staffopt.domain.shapes import Bools
from staffopt.rules.hour_amounts import HourSums


def doba(sums: HourSums) -> Doba:
    """What each row has, and the limit."""
    return Doba(sums.minutes, max(sums.rule.most_minutes(1, 0), 0))


def rows_that_fit(sums: HourSums) -> Bools:
    """The rows within the limit by themselves and beside the shifts before and after the plan."""
    table, most = sums.table, doba(sums).most
    fits = sums.minutes <= most
    start, days = sums.start, sums.horizon.days
    for day, (begins, _), minutes in sums.meant_around:
        room = most - min(minutes, most)
        if day == -1:
            others = [each for each in sums.meant_around if each[0] == -1 and each[1][0] > begins]
            room -= sum(_inside(begins, each[1][0], each[2]) for each in others)
            late = np.clip(begins + MINUTES - start, 0, sums.minutes)
            fits &= (table.day != 0) | (late <= max(room, 0))
    later = [each for each in sums.meant_around if each[0] == days]
    for row in np.flatnonzero((table.day == days - 1) & (sums.minutes > 0)):
        inside = sum(_inside(int(start[row]), each[1][0], each[2]) for each in later)
        fits[row] &= sums.minutes[row] + inside <= most
    return np.asarray(fits, bool)


def _inside(begins: int, start: int, minutes: int) -> int:
    """Minutes of a later shift that lie in the 24 hours from an instant."""
    return min(max(begins + MINUTES - start, 0), minutes)
