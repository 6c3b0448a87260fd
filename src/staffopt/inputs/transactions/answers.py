"""Rows of a database as a frame that DuckDB reads: stamps as stamps, the rest text or numbers."""

from __future__ import annotations

import math
from collections.abc import Sequence
from datetime import UTC, datetime
from decimal import Decimal
from typing import TYPE_CHECKING, Any

import numpy as np

from staffopt.inputs.transactions.settings import Columns
from staffopt.inputs.transactions.table import NUMBERS

if TYPE_CHECKING:
    import pandas as pd


def answer_of(columns: Columns, names: list[str], rows: Sequence[Sequence[Any]]) -> pd.DataFrame:
    """Return the mapped columns of some rows.

    Why: pandas' own guess makes 7 a 7.0 where a neighbour is empty, and dates of year 9999 objects.
    """
    import pandas as pd

    frame = {}
    for key, name in columns.named().items():
        place = names.index(name)
        values = [row[place] for row in rows]
        if key == "time" and columns.date is None and (stamps := _stamps(values)) is not None:
            frame[name] = stamps
        elif key in NUMBERS and (numbers := _numbers(values)) is not None:
            frame[name] = pd.Series(numbers)
        else:
            frame[name] = pd.Series([_text(value) for value in values], dtype="string")
    return pd.DataFrame(frame)


def _stamps(values: list[Any]) -> pd.Series | None:
    """Return stamps where all values are, with a zone all or none; else None."""
    import pandas as pd

    stamps = [value for value in values if value is not None]
    if not stamps or not all(isinstance(value, datetime) for value in stamps):
        return None
    aware = {value.tzinfo is not None for value in stamps}
    if len(aware) > 1:
        return None
    plain = [
        value.astimezone(UTC).replace(tzinfo=None) if value is not None and value.tzinfo else value
        for value in values
    ]
    series = pd.Series(np.array(plain, dtype="datetime64[us]"))
    return series.dt.tz_localize("UTC") if aware == {True} else series


def _numbers(values: list[Any]) -> np.ndarray[Any, np.dtype[np.float64]] | None:
    """Return numbers where all values are, nothing as NaN; else None."""
    if not all(value is None or isinstance(value, int | float | Decimal) for value in values):
        return None
    return np.array([np.nan if value is None else float(value) for value in values])


def _text(value: Any) -> str | None:
    """Return a value as a CSV file would have it; whole numbers have no point."""
    if value is None:
        return None
    if isinstance(value, float | Decimal) and math.isfinite(value) and value == int(value):
        return str(int(value))
    return value.decode("utf-8", "replace") if isinstance(value, bytes) else str(value)
