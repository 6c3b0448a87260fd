"""What it would cost to give a person another shift on a day, cover aside. Compiled."""

from __future__ import annotations

from staffopt.domain.arrays import Ints
from staffopt.solver.arrays.given import Given
from staffopt.solver.arrays.state import FRESH, State
from staffopt.solver.compiling.compiled import entry
from staffopt.solver.judging.journal import forget, propose_row
from staffopt.solver.judging.judge import gaps_of_all, put_rows, put_rows_back, rows_allowed
from staffopt.solver.judging.people_sums import change_people, put_people_back

NEVER = -(1 << 62)
"""The rules forbid the row."""


@entry
def row_prices(g: Given, s: State, p: int, d: int, prices: Ints) -> None:
    """Write what each row of a cell would change besides cover and presence; `NEVER` if forbidden.

    `prices` has an entry a row of the cell. The roster stays as it is.
    """
    first = g.cell_first[p, d]
    for k in range(len(prices)):
        forget(s)
        propose_row(s, p, d, first + k, FRESH)
        gaps = gaps_of_all(g, s, 1) if g.any_soft_gaps else 0
        delta = put_rows(g, s, 1)
        prices[k] = NEVER
        if rows_allowed(g, s, 1):
            ok, change = change_people(g, s, 1)
            delta += change
            if g.any_soft_gaps:
                delta += gaps_of_all(g, s, 1) - gaps
            put_people_back(g, s, 1)
            if ok:
                prices[k] = delta
        put_rows_back(s, 1)
    forget(s)
