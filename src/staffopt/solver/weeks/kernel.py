"""One person's best legal weeks against given prices, exact: a dynamic program over days. Compiled.

A state after a day is the shift worked that day and for how many days in a row, or for how many
days the person has been off (its *place*); how many groups of days have been worked; and the total
of the one sum that is limited over all days. `WeekFacts` has the tables it reads.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from staffopt.domain.arrays import Floats, Ints
from staffopt.solver.compiling.compiled import njit
from staffopt.solver.weeks.completion import Completion
from staffopt.solver.weeks.facts import WeekFacts
from staffopt.solver.weeks.steps import days_in_a_row, step_off, step_on

FREE = -1


class Asked(NamedTuple):
    """What is asked of the kernel."""

    price: Floats
    """What each row costs."""
    coming: Completion
    limit: float
    """Weeks that cost so much or more may be missing."""
    capped: bool
    """A state keeps only its cheapest past that is within all caps: weeks are then legal, and not
    always the cheapest. Otherwise caps are ignored."""


class Step(NamedTuple):
    """From one day to the next."""

    to: int
    """Place and groups it leads to."""
    row: int
    """Of the table, -1 for a free day."""
    amount: int
    cost: float


class States(NamedTuple):
    """All states before and after one day, as flat columns: place, groups, total."""

    value: Floats
    """What the cheapest way to a state costs."""
    used: NDArray[np.int32]
    """States x caps: what it has used."""
    after: Floats
    used_after: NDArray[np.int32]
    back: NDArray[np.int32]
    """Days x states: the state before."""


@njit
def best_weeks(f: WeekFacts, asked: Asked, many: int) -> tuple[Floats, Ints]:
    """The cheapest weeks with different totals: their prices and, for each day, the row or -1."""
    days, caps = len(f.first) - 1, len(f.cap)
    size = (f.rows_a_day * f.longest_run + f.longest_rest) * len(f.group_cost) * len(f.final)
    s = States(
        np.full(size, np.inf),
        np.zeros((size, caps), np.int32),
        np.full(size, np.inf),
        np.zeros((size, caps), np.int32),
        np.full((days, size), -1, np.int32),
    )
    _begin(f, asked, s)
    for d in range(1, days):
        s.value[:] = s.after
        s.used[:] = s.used_after
        s.after[:] = np.inf
        for here in range(0, size, len(f.final)):
            if s.value[here : here + len(f.final)].min() < np.inf:
                _go_off(f, asked, d, s, here)
                _go_on(f, asked, d, s, here)
    return _read(f, s, many)


@njit
def _begin(f: WeekFacts, asked: Asked, s: States) -> None:
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
        if f.amount[row] < totals and not (asked.capped and _over(f, row, s.used_after[off])):
            s.after[at] = asked.price[row] + f.group_cost[groups]
            s.used_after[at] = f.use[row]


@njit
def _over(f: WeekFacts, row: int, used: NDArray[np.int32]) -> bool:
    """Whether a row would pass a cap."""
    over = False
    for c in range(len(f.cap)):
        over |= used[c] + f.use[row, c] > f.cap[c]
    return over


@njit
def _go_off(f: WeekFacts, asked: Asked, d: int, s: States, here: int) -> None:
    """From the states that begin with `here`, one for each total, to a free day."""
    wide, state = len(f.group_cost), here // len(f.final)
    now, cost = step_off(f, d, state // wide)
    _relax(f, asked, d, s, here, Step(now * wide + state % wide, FREE, 0, cost))


@njit
def _go_on(f: WeekFacts, asked: Asked, d: int, s: States, here: int) -> None:
    """From the states that begin with `here`, one for each total, to every row of a day."""
    wide, state = len(f.group_cost), here // len(f.final)
    place = state // wide
    now, groups, extra = step_on(f, d, place, state % wide)
    if now < 0:
        return
    worked, before = place < f.rows_a_day * f.longest_run, f.first[d - 1] + place // f.longest_run
    for row in range(f.first[d], f.first[d + 1]):
        j = row - f.first[d]
        cost = extra + asked.price[row]
        if worked:
            cost += f.follow[before, j]
        if cost < np.inf:
            to = (j * f.longest_run + now) * wide + groups
            _relax(f, asked, d, s, here, Step(to, row, f.amount[row], cost))


@njit
def _relax(f: WeekFacts, asked: Asked, d: int, s: States, here: int, step: Step) -> None:
    """Keep the cheaper way to each total after a step, where it may still end below the limit."""
    totals, coming = len(f.final), asked.coming
    first = step.to * totals + step.amount
    most = asked.limit - step.cost - coming.cost[d, step.to] - coming.ends
    most -= coming.rate * step.amount
    watched = asked.capped and step.row >= 0
    for total in range(totals - step.amount):
        cost = s.value[here + total] + step.cost
        if s.value[here + total] + coming.rate * total >= most or cost >= s.after[first + total]:
            continue
        if watched and _over(f, step.row, s.used[here + total]):
            continue
        s.after[first + total] = cost
        s.back[d, first + total] = here + total
        for k in range(len(f.cap)):
            s.used_after[first + total, k] = s.used[here + total, k]
            if step.row >= 0:
                s.used_after[first + total, k] += f.use[step.row, k]


@njit
def _read(f: WeekFacts, s: States, many: int) -> tuple[Floats, Ints]:
    """The best weeks of the totals that end cheapest."""
    days, totals = len(f.first) - 1, len(f.final)
    inner, rest = len(f.group_cost) * totals, f.rows_a_day * f.longest_run
    best, where = np.full(totals, np.inf), np.full(totals, -1, np.int64)
    for here in range(0, len(s.after), totals):
        place = here // inner
        ends = f.run_cost if place < rest else f.rest_cost
        extra = ends[days_in_a_row(f, place), days - 1]
        for total in range(totals):
            cost = s.after[here + total] + extra + f.final[total]
            if cost < best[total]:
                best[total], where[total] = cost, here + total
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
