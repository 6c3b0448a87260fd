"""Which candidate row is a given shift."""

from __future__ import annotations

import numpy as np

from staffopt.domain.shapes import ShiftTable

WIDE = 1 << 20
"""More slots than any horizon has."""


class RowIndex:
    """The rows of a table by day, start and end: one sorted column, as stores have a million."""

    def __init__(self, table: ShiftTable) -> None:
        codes = (table.day * WIDE + table.start) * WIDE + table.end
        self._order = np.argsort(codes, kind="stable")
        self._codes = codes[self._order]

    def get(self, key: tuple[int, int, int]) -> int | None:
        """The row of (day, start, end), None where there is none."""
        day, start, end = key
        code = (day * WIDE + start) * WIDE + end
        at = int(np.searchsorted(self._codes, code))
        if at == len(self._codes) or self._codes[at] != code:
            return None
        return int(self._order[at])
