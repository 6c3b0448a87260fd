"""One person's best legal weeks against given prices, exact: a dynamic program over days. Compiled.

A state after a day is the shift worked that day and for how many days in a row, or for how many
days the person has been off (its *place*); how many groups of days have been worked; and the total
of the one sum that is limited over all days. `WeekFacts` has the tables it reads.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from staffopt.domain.shapes import Ints
from staffopt.solver.compiled import njit
from staffopt.solver.linear_program import Floats
from staffopt.solver.week_facts import WeekFacts

FREE = -1


class States(NamedTuple):
    """All states before and after one day, as flat columns: place, groups, total."""

    value: Floats
    """What the cheapest way to a state costs."""
    used: NDArray[np.int16]
    """States x caps: what it has used."""
    after: Floats
    used_after: NDArray[np.int16]
    back: NDArray[np.int32]
    """Days x states: the state before."""


@njit
def best_weeks(f: WeekFacts, price: Floats, capped: bool, many: int) -> tuple[Floats, Ints]:
    """The cheapest weeks with different totals: their prices and, for each day, the row or -1.

    `price` is what each row costs. With `capped`, a state keeps only its cheapest past that is
    within all caps: weeks are then legal, and not always the cheapest; without, caps are ignored.
    """
    days, caps = len(f.first) - 1, len(f.cap)
    size = (f.rows_a_day * f.longest_run + f.longest_rest) * len(f.group_cost) * len(f.final)
    s = States(
        np.full(size, np.inf),
        np.zeros((size, caps), np.int16),
        np.full(size, np.inf),
        np.zeros((size, caps), np.int16),
        np.full((days, size), -1, np.int32),
    )
    for d in range(days):
        s.after[:] = np.inf
        if d == 0:
            _begin(f, price, capped, s)
        for here in range(size):
            if s.value[here] < np.inf:
                _go_off(f, d, s, here)
                _go_on(f, price, capped, d, s, here)
        s.value[:] = s.after
        s.used[:] = s.used_after
    return _read(f, s, many)


@njit
def _begin(f: WeekFacts, price: Floats, capped: bool, s: States) -> None:
    """The first day: off, or any row."""
    inner, totals = len(f.group_cost) * len(f.final), len(f.final)
    off = f.rows_a_day * f.longest_run * inner
    s.after[off] = 0.0
    s.used_after[off] = 0
    groups = 1 if f.group[0] >= 0 else 0
    if not f.run_allowed[1, 0] or groups >= len(f.group_cost):
        return
    for row in range(f.first[0], f.first[1]):
        at = (row - f.first[0]) * f.longest_run * inner + groups * totals + f.amount[row]
        if f.amount[row] < totals and not (capped and _over(f, row, s.used_after[off])):
            s.after[at] = price[row] + f.group_cost[groups]
            s.used_after[at] = f.use[row]


@njit
def _over(f: WeekFacts, row: int, used: NDArray[np.int16]) -> bool:
    """Whether a row would pass a cap."""
    over = False
    for c in range(len(f.cap)):
        over |= used[c] + f.use[row, c] > f.cap[c]
    return over


@njit
def _length(f: WeekFacts, place: int) -> int:
    """Days in a row of a place: of work below `rows_a_day * longest_run`, of rest above."""
    rest = f.rows_a_day * f.longest_run
    if place < rest:
        return place % f.longest_run + 1
    return place - rest + 1


@njit
def _go_off(f: WeekFacts, d: int, s: States, here: int) -> None:
    """From a state to a free day."""
    inner = len(f.group_cost) * len(f.final)
    rest, place = f.rows_a_day * f.longest_run, here // inner
    length = _length(f, place)
    now, cost = rest + min(length, f.longest_rest - 1), s.value[here]
    if place < rest:
        now = rest
        cost += f.run_cost[length, d - 1]
    at = now * inner + here % inner
    if cost < s.after[at]:
        s.after[at] = cost
        s.back[d, at] = here
        for c in range(len(f.cap)):
            s.used_after[at, c] = s.used[here, c]


@njit
def _go_on(f: WeekFacts, price: Floats, capped: bool, d: int, s: States, here: int) -> None:
    """From a state to every row of a day."""
    totals, wide = len(f.final), len(f.group_cost)
    rest, place = f.rows_a_day * f.longest_run, here // (wide * totals)
    groups, total = here // totals % wide, here % totals
    worked, length = place < rest, _length(f, place)
    now = min(length, f.longest_run - 1) if worked else 0
    base = s.value[here] if worked else s.value[here] + f.rest_cost[length, d - 1]
    if f.group[d] >= 0 and not (worked and f.joined[d]):
        groups += 1
        if groups >= wide:
            return
        base += f.group_cost[groups]
    if not f.run_allowed[now + 1, d]:
        return
    before = f.first[d - 1] + place // f.longest_run
    for row in range(f.first[d], f.first[d + 1]):
        j = row - f.first[d]
        cost = base + price[row]
        if worked:
            cost += f.follow[before, j]
        at = ((j * f.longest_run + now) * wide + groups) * totals + total + f.amount[row]
        fits = total + f.amount[row] < totals
        if fits and cost < s.after[at] and not (capped and _over(f, row, s.used[here])):
            s.after[at] = cost
            s.back[d, at] = here
            for c in range(len(f.cap)):
                s.used_after[at, c] = s.used[here, c] + f.use[row, c]


@njit
def _read(f: WeekFacts, s: States, many: int) -> tuple[Floats, Ints]:
    """The best weeks of the totals that end cheapest."""
    days, totals = len(f.first) - 1, len(f.final)
    inner, rest = len(f.group_cost) * totals, f.rows_a_day * f.longest_run
    best, where = np.full(totals, np.inf), np.full(totals, -1, np.int64)
    for here in range(len(s.value)):
        place, total = here // inner, here % totals
        ends = f.run_cost if place < rest else f.rest_cost
        cost = s.value[here] + ends[_length(f, place), days - 1] + f.final[total]
        if cost < best[total]:
            best[total], where[total] = cost, here
    order = np.argsort(best)
    found = 0
    while found < min(many, totals) and best[order[found]] < np.inf:
        found += 1
    rows = np.full((found, days), FREE, np.int64)
    for n in range(found):
        at = where[order[n]]
        for d in range(days - 1, -1, -1):
            if at // inner < rest:
                rows[n, d] = f.first[d] + at // inner // f.longest_run
            at = s.back[d, at]
    return best[order[:found]], rows
