"""Whether a person's gaps that are shorter than usual are such as may be. Compiled.

Nothing is kept between moves: all gaps of a person are looked at anew.
"""

from __future__ import annotations

from staffopt.solver.arrays.gaps import FLOOR, LAST_DAY, MINUTES, NEXT_DAY, ONCE, TOTAL
from staffopt.solver.arrays.given import END, START, Given
from staffopt.solver.arrays.state import State
from staffopt.solver.compiling.compiled import part


@part
def short_gaps_allow(g: Given, s: State, p: int) -> bool:
    """Whether every short gap of a person may be."""
    for k in range(g.short_size[p]):  # noqa: SIM110 - compiled
        if not short_kind_allows(g, s, p, k):
            return False
    return True


@part
def short_kind_allows(g: Given, s: State, p: int, k: int) -> bool:
    """Whether the gaps of one kind may be as short as they are."""
    kind, days = g.short[p, k], s.row.shape[1]
    end, paid, last = g.last_end[p], g.last_paid[p], kind[LAST_DAY]
    worked = False
    for d in range(days + 1):
        day, begin, minutes = d, g.next_start[p], g.next_paid[p]
        if d < days:
            row = s.row[p, d]
            if row < 0:
                continue
            begin, minutes = g.rows[row, START] * g.slot_minutes, g.row_paid[row]
            worked = True
        elif not worked:
            return True
        else:
            day = g.next_day[p]
        light = paid + minutes <= kind[TOTAL]
        if begin - end < kind[MINUTES] and g.short_days[p, k, d] and not light:
            if begin - end < kind[FLOOR] or day - last < kind[ONCE]:
                return False
            last = day
        if d < days:
            end, paid = g.rows[s.row[p, d], END] * g.slot_minutes, minutes
    return kind[NEXT_DAY] - last >= kind[ONCE]
