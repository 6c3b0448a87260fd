"""Stamps to instants, and stamps that no clock can have shown."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from staffopt.errors import DataError, Problem
from staffopt.inputs.transactions.ledger import Ledger
from staffopt.inputs.transactions.quality import many
from staffopt.inputs.transactions.settings import TransactionSettings

if TYPE_CHECKING:
    import pandas as pd

YEARS = (1990, 2100)
LONE_GAP_DAYS = 180
LONE_SHARE = 0.01
SEASON_DAYS, MOST_PAUSE_DAYS = 3, 366


def with_instants(
    frame: pd.DataFrame, settings: TransactionSettings, store_zone: str, ledger: Ledger
) -> pd.DataFrame:
    """Return the rows with `instant` (UTC) and `local` (the store's clock), in order of time.

    Why: a history is counted by the store's clock, whatever the zone its stamps are written in.
    A time skipped by a clock change is read as so many minutes after it; of a time shown twice the
    first is taken.
    """
    if "bulk" not in frame:
        _check_time_of_day(frame, settings)
    years = frame["wall"].dt.year
    outlandish = (years < YEARS[0]) | (years > YEARS[1])
    reason = f"impossible stamp: not between {YEARS[0]} and {YEARS[1]}"
    frame = ledger.drop(frame, outlandish, reason)
    frame = ledger.drop(frame, _lone(frame), f"impossible stamp: {LONE_GAP_DAYS} days from others")
    instant, skipped = _instants(frame, settings.zone)
    frame = frame.assign(instant=instant, local=instant.dt.tz_convert(store_zone))
    text = f"{many(skipped.sum(), 'stamp')} in an hour that the clocks of {settings.zone} skip"
    ledger.find("skipped_hour", text, frame[skipped])
    return frame.sort_values("instant", kind="stable", ignore_index=True)


def _check_time_of_day(frame: pd.DataFrame, settings: TransactionSettings) -> None:
    """Raise a DataError where most stamps are dates only."""
    wall = frame["wall"]
    if len(frame) > 1 and (wall == wall.dt.normalize()).mean() > 0.5:
        column = settings.columns.time if settings.columns else "time"
        raise DataError(
            Problem(
                f"transactions.columns.time ({column})",
                "dates without a time of day in most rows",
                "date and time in one column, or two columns named by `date` and `time`",
            )
        )


def _lone(frame: pd.DataFrame) -> pd.Series:
    """Mark the few stamps that lie half a year away from all others, as a reset till writes.

    Days after a pause of less than a year, with nothing after them, are a new season's first.
    """
    import numpy as np
    import pandas as pd

    order = frame["wall"].sort_values(kind="stable")
    far = order.diff() > pd.Timedelta(days=LONE_GAP_DAYS)
    block = far.cumsum()
    sizes = block.map(block.value_counts())
    lone = (sizes <= LONE_SHARE * len(frame)) & bool(far.any())
    if len(order) and bool(far.any()):
        season, pause = order[block == block.iloc[-1]], order.diff()[far].iloc[-1]
        days = season.dt.normalize().nunique()
        if days >= SEASON_DAYS and pause < pd.Timedelta(days=MOST_PAUSE_DAYS):
            lone = lone & (block != block.iloc[-1])
    return lone.reindex(frame.index) if len(frame) else pd.Series(np.zeros(0, bool), frame.index)


def _instants(frame: pd.DataFrame, zone: str) -> tuple[pd.Series, pd.Series]:
    """Return the instants, and which stamps stand in an hour that was skipped."""
    import numpy as np
    import pandas as pd

    first = np.ones(len(frame), bool)
    wall, aware = frame["wall"], frame["aware"]
    plain = wall.dt.tz_localize(zone, ambiguous=first, nonexistent="NaT")
    skipped = plain.isna() & ~aware
    if plain.isna().any():
        shifted = wall.dt.tz_localize(zone, ambiguous=first, nonexistent=pd.Timedelta(hours=1))
        plain = plain.fillna(shifted)
    utc = plain.dt.tz_convert("UTC")
    if aware.any():
        utc = utc.where(~aware, wall.dt.tz_localize("UTC"))
    return utc, skipped


def within(
    frame: pd.DataFrame, first: date | None, last: date | None, ledger: Ledger
) -> pd.DataFrame:
    """Return the rows of the days asked for."""
    import pandas as pd

    days = frame["local"].dt.tz_localize(None)
    if first is not None:
        frame = ledger.drop(frame, days < pd.Timestamp(first), f"before {first}")
        days = days[frame.index]
    if last is not None:
        end = pd.Timestamp(last) + pd.Timedelta(days=1)
        frame = ledger.drop(frame, days >= end, f"after {last}")
    return frame
