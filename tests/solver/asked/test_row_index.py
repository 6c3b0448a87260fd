"""Rows are found by day, start and end."""

from __future__ import annotations

from datetime import date

import numpy as np

from staffopt.domain.calendar import Horizon
from staffopt.domain.grid_shifts import table_of
from staffopt.solver.asked.row_index import RowIndex


def test_a_row_is_found_in_whatever_order_rows_are():
    """Three shifts, the second one first by time; what is not there is nowhere."""
    horizon = Horizon(date(2026, 6, 1), 7, "UTC", 60)
    columns = ([3, 0, 3], [72, 8, 72], [80, 16, 78])
    index = RowIndex(table_of(horizon, *(np.array(column, np.int64) for column in columns)))
    found = [index.get(key) for key in ((3, 72, 80), (0, 8, 16), (3, 72, 78), (3, 72, 79))]
    assert found == [0, 1, 2, None]
    nothing = table_of(horizon, *np.zeros((3, 0), np.int64))
    assert RowIndex(nothing).get((0, 0, 0)) is None
