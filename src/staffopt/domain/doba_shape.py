"""Hours in the 24 hours from the start of each shift, as the search reads them."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from staffopt.domain.arrays import Ints
from staffopt.domain.shapes import ShiftTable

MINUTES = 24 * 60
NEVER = -(1 << 40)


@dataclass(frozen=True)
class Doba:
    """At most `most` minutes in the 24 hours from a shift's start, with the next day's shift.

    `amount[row]` is what a row has, 0 where it is not meant. Of a shift on the next day, what lies
    from its start to the end of the 24 hours counts, at most its amount.
    """

    amount: Ints
    most: int

    def left(self) -> Ints:
        """What each row leaves of its 24 hours."""
        return np.maximum(self.most - self.amount, 0)

    def free_from(self, table: ShiftTable) -> Ints:
        """From when on (minutes of the horizon) any shift of the next day fits, for each row."""
        start = table.start * table.horizon.slot_minutes
        return np.where(self.amount > 0, start + MINUTES - self.left(), NEVER)
