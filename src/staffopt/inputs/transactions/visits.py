"""Split tickets to visits: one customer who pays twice stands in one queue once."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import pandas as pd


def with_visits(frame: pd.DataFrame, minutes: int) -> pd.DataFrame:
    """Return the tickets with `visit`: True on the first ticket of each visit, else False.

    A ticket belongs to a visit that is going on when the same customer's ticket of the same kind,
    in the same store, came at most `minutes` before. A ticket without customer is its own visit.
    Example: at 10:00, 10:12 and 10:25 with 15 minutes is one visit, since each is near the last.
    """
    import pandas as pd

    if not minutes or "customer" not in frame or frame.empty:
        return frame.assign(visit=True)
    known = frame[frame["customer"].notna()]
    keys = [key for key in ("store", "customer", "kind") if key in known]
    near = known.groupby(keys, sort=False, dropna=False)["instant"].diff()
    again = near <= pd.Timedelta(minutes=minutes)
    return frame.assign(visit=~again.reindex(frame.index, fill_value=False).astype(bool))
