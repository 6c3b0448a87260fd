"""Anybody's series of counts, with its timestamps, as a history."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

import numpy as np

from staffopt.domain.calendar import Horizon
from staffopt.domain.demand import Counts
from staffopt.errors import DataError, Problem, shown

if TYPE_CHECKING:
    import pandas as pd

HOUR = 60


def read_series(series: pd.Series, driver: str) -> Counts:
    """Lay counts over slots: the index holds when each slot starts.

    The slot is the step that fits all timestamps and divides an hour. Their zone is the store's;
    without one they are taken as a clock that never changes. What is missing is unknown, not zero.
    One DataError holds everything that is wrong.
    """
    import pandas as pd

    index = series.index
    if not isinstance(index, pd.DatetimeIndex):
        kind = type(index).__name__
        raise DataError(Problem("series, index", kind, "a DatetimeIndex: when each slot starts"))
    values = pd.to_numeric(series, errors="coerce").to_numpy(float)
    _check(series, values)
    when = index.tz_localize("UTC") if index.tz is None else index
    zone = str(when.tz)
    minutes = _slot_minutes(when)
    first, last = when.min().date(), when.max().date()
    horizon = _horizon(first, last, zone, minutes)
    start = pd.Timestamp(horizon.start)
    at = ((when - start) // pd.Timedelta(minutes=minutes)).to_numpy(np.int64)
    counts, known = np.zeros(horizon.slots), np.zeros(horizon.slots, bool)
    sure = ~np.isnan(values)
    counts[at[sure]], known[at[sure]] = values[sure], True
    return Counts(horizon, {driver: counts}, known)


def _check(series: pd.Series, values: np.ndarray) -> None:
    """Raise with all that no history can have."""
    index, problems = series.index, []
    if not len(index) or np.isnan(values).all():
        problems.append(Problem("series", "no counts", "counts of at least a few weeks"))
    for what, wrong, wanted in (
        ("a timestamp that is missing", index.isna(), "a timestamp for every count"),
        ("timestamps that repeat", index.duplicated(), "each slot once: add counts up first"),
        ("negative counts", values < 0, "counts from 0 on"),
        ("endless counts", np.isinf(values), "counts that are numbers"),
        ("text", np.isnan(values) & series.notna().to_numpy(), "counts that are numbers"),
    ):
        if wrong.any():
            at = int(np.flatnonzero(wrong)[0])
            where = f"series, row {at + 1} of {len(index)}"
            problems.append(Problem(where, f"{what}: {shown(str(series.iloc[at]))}", wanted))
    if problems:
        raise DataError(*problems)


def _slot_minutes(when: pd.DatetimeIndex) -> int:
    """The longest slot that starts at every timestamp and divides an hour."""
    seconds = np.asarray(when.minute) * 60 + np.asarray(when.second)
    minutes = int(np.gcd.reduce(np.append(seconds, HOUR * 60)))
    if minutes % 60:
        raise DataError(
            Problem(
                "series, index", f"timestamps {minutes} s apart", "slots of whole minutes, as 15"
            )
        )
    return minutes // 60


def _horizon(first: date, last: date, zone: str, minutes: int) -> Horizon:
    """The days from the first to the last timestamp."""
    try:
        horizon = Horizon(first, (last - first + timedelta(days=1)).days, zone, minutes)
        _ = horizon.slots
    except (KeyError, ValueError) as error:
        raise DataError(
            Problem("series, zone", shown(zone), "a zone such as Europe/London")
        ) from error
    return horizon
