"""The average of the last known counts at the same weekday and wall-clock time."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import date

import numpy as np
from numpy.typing import NDArray

from staffopt.forecasting.past import Past

Floats = NDArray[np.float64]
Bools = NDArray[np.bool_]


def weekday_average(
    past: Past, dates: Sequence[date], weeks: int, skip: Collection[date] = ()
) -> tuple[Floats, Floats]:
    """Rows of averages for given dates, and 1 where another weekday or time had to stand in.

    Each cell averages the last `weeks` *known* counts; an unknown count is no zero.
    """
    by_weekday = {day.weekday() for day in dates}
    answers = {weekday: _recent(*past.same_weekday(weekday, skip), weeks) for weekday in by_weekday}
    rows = np.array([answers[day.weekday()][0] for day in dates])
    missing = np.array([~answers[day.weekday()][1] for day in dates])
    if missing.any():
        rows = np.where(missing, _any_day(past, weeks), rows)
    return rows, missing.astype(float)


def _recent(counts: Floats, known: Bools, most: int) -> tuple[Floats, Bools]:
    """Average each column over its first `most` known rows, and say where there was one."""
    used = known & (np.cumsum(known, axis=0) <= most)
    found = used.sum(axis=0)
    total = np.where(used, counts, 0.0).sum(axis=0)
    return np.divide(total, found, out=np.zeros(len(found)), where=found > 0), found > 0


def _any_day(past: Past, weeks: int) -> Floats:
    """The average day of the last weeks; a time never known gets the nearest known one's."""
    row, seen = _recent(past.counts[::-1], past.known[::-1], 7 * weeks)
    if not seen.any():
        return row
    columns = np.arange(len(row), dtype=float)
    filled: Floats = np.interp(columns, columns[seen], row[seen])
    return filled
