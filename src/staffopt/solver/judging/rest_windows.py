"""Whether a person's days leave the free stretches that are demanded. Compiled.

Nothing is kept between moves: the windows that hold a changed day are measured anew.
"""

from __future__ import annotations

from staffopt.solver.arrays.given import END, START, Given
from staffopt.solver.arrays.rests import (
    AROUND,
    AROUND_END,
    DEMAND,
    FIRST,
    LAST,
    LEAST,
    LOAD,
    NEED,
    SINCE,
    SPANS,
    UNTIL,
    WAY,
)
from staffopt.solver.arrays.state import State
from staffopt.solver.compiling.compiled import part


@part
def rests_allow(g: Given, s: State, p: int, d: int) -> bool:
    """Whether every demand that asks about day d is kept in one of its ways."""
    k, size = 0, g.rest_size[p]
    while k < size:
        demand = g.rest[p, k, DEMAND]
        asked, kept = False, False
        while k < size and g.rest[p, k, DEMAND] == demand:
            way, good = g.rest[p, k, WAY], True
            while k < size and g.rest[p, k, DEMAND] == demand and g.rest[p, k, WAY] == way:
                asked |= g.rest[p, k, FIRST] <= d < g.rest[p, k, LAST]
                if good and not kept:
                    good = rest_kept(g, s, p, k)
                k += 1
            kept |= good
        if asked and not kept:
            return False
    return True


@part
def rest_kept(g: Given, s: State, p: int, k: int) -> bool:
    """Whether one thing asked is kept: a load, or free stretches that are long enough together."""
    asked = g.rest[p, k]
    if asked[LOAD] >= 0:
        load = 0
        for d in range(s.row.shape[1]):
            if s.row[p, d] >= 0:
                load += g.rest_load[s.row[p, d], asked[LOAD]]
        return load <= asked[NEED]
    if asked[LOAD] == SPANS:
        return groups_free(g, s, p, k) >= asked[NEED]
    free, begin = 0, asked[SINCE]
    for d in range(asked[FIRST], asked[LAST]):
        row = s.row[p, d]
        if row >= 0:
            free += rest_counted(g, p, k, begin, g.rows[row, START] * g.slot_minutes)
            begin = max(begin, g.rows[row, END] * g.slot_minutes)
    return free + rest_counted(g, p, k, begin, asked[UNTIL]) >= asked[NEED]


@part
def groups_free(g: Given, s: State, p: int, k: int) -> int:
    """How many groups have a span without a shift."""
    found, last = 0, -1
    for a in range(g.rest[p, k, AROUND], g.rest[p, k, AROUND_END]):
        group = g.rest_around[p, a, 2]
        if group != last and span_free(g, s, p, k, a):
            found, last = found + 1, group
    return found


@part
def span_free(g: Given, s: State, p: int, k: int, a: int) -> bool:
    """Whether no shift lies in a span."""
    since, until = g.rest_around[p, a, 0], g.rest_around[p, a, 1]
    for d in range(g.rest[p, k, FIRST], g.rest[p, k, LAST]):
        row = s.row[p, d]
        if row >= 0:
            start, end = g.rows[row, START] * g.slot_minutes, g.rows[row, END] * g.slot_minutes
            if start < until and end > since:
                return False
    return True


@part
def rest_counted(g: Given, p: int, k: int, begin: int, end: int) -> int:
    """The minutes of a free stretch that count."""
    asked = g.rest[p, k]
    end = min(end, asked[UNTIL])
    if end - begin < max(asked[LEAST], 1):
        return 0
    held = asked[AROUND] == asked[AROUND_END]
    for a in range(asked[AROUND], asked[AROUND_END]):
        held |= begin <= g.rest_around[p, a, 0] and g.rest_around[p, a, 1] <= end
    return end - begin if held else 0
