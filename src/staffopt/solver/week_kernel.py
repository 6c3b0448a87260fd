"""One person's best legal weeks against given prices, exact: a dynamic program over days. Compiled.

A state after a day is the shift worked that day and for how many days in a row, or for how many
days the person has been off; how many groups of days have been worked; and the total of the one sum
that is limited over all days. `WeekFacts` has the tables it reads.
"""

from __future__ import annotations

import numpy as np

from staffopt.domain.shapes import Ints
from staffopt.solver.compiled import njit
from staffopt.solver.linear_program import Floats
from staffopt.solver.week_facts import WeekFacts

FREE = -1


@njit
def best_weeks(f: WeekFacts, price: Floats, capped: bool, many: int) -> tuple[Floats, Ints]:
    """The cheapest weeks with different totals: their prices and, for each day, the row or -1.

    `price` is what each row costs. With `capped`, a state keeps only its cheapest past that is
    within all caps: weeks are then legal, and not always the cheapest; without, caps are ignored.
    """
    days = len(f.first) - 1
    wide, totals, caps = f.group_cost.shape[0], f.final.shape[0], f.cap.shape[0]
    places = f.rows_a_day * f.longest_run + f.longest_rest
    value = np.full((places, wide, totals), np.inf)
    after = np.full((places, wide, totals), np.inf)
    used = np.zeros((places, wide, totals, caps), np.int16)
    used_after = np.zeros((places, wide, totals, caps), np.int16)
    back = np.full((days, places, wide, totals), -1, np.int32)
    for d in range(days):
        after[:] = np.inf
        if d == 0:
            _begin(f, price, after, used_after, capped)
        else:
            _advance(f, price, capped, d, value, used, after, used_after, back[d])
        value[:] = after
        used[:] = used_after
    return _read(f, value, back, many)


@njit
def _begin(f: WeekFacts, price: Floats, after: Floats, used: Ints, capped: bool) -> None:
    """The first day: off, or any row."""
    rest = f.rows_a_day * f.longest_run
    after[rest, 0, 0] = 0.0
    for k in range(f.first[1] - f.first[0]):
        row = f.first[0] + k
        groups = 1 if f.group[0] >= 0 else 0
        if not f.run_allowed[1, 0] or f.amount[row] >= f.final.shape[0]:
            continue
        if capped and _over(f, row, used[rest, 0, 0]):
            continue
        place = k * f.longest_run
        after[place, groups, f.amount[row]] = price[row] + f.group_cost[groups]
        for c in range(len(f.cap)):
            used[place, groups, f.amount[row], c] = f.use[row, c]


@njit
def _over(f: WeekFacts, row: int, used: Ints) -> bool:
    """Whether a row would pass a cap."""
    for c in range(len(f.cap)):
        if used[c] + f.use[row, c] > f.cap[c]:
            return True
    return False


@njit
def _advance(
    f: WeekFacts,
    price: Floats,
    capped: bool,
    d: int,
    value: Floats,
    used: Ints,
    after: Floats,
    used_after: Ints,
    back: Ints,
) -> None:
    """From the states after day d - 1 to those after day d."""
    longest, rest = f.longest_run, f.rows_a_day * f.longest_run
    places, wide, totals = value.shape
    caps = len(f.cap)
    for place in range(places):
        worked = place < rest
        k = place // longest if worked else 0
        length = place % longest + 1 if worked else place - rest + 1
        ended = f.run_cost[length, d - 1] if worked else f.rest_cost[length, d - 1]
        now_off = rest if worked else rest + min(length, f.longest_rest - 1)
        close_off = ended if worked else 0.0
        now_on = min(length, longest - 1) if worked else 0
        run_ok = f.run_allowed[now_on + 1, d]
        counts = f.group[d] >= 0 and not (worked and f.joined[d])
        for w in range(wide):
            w_on = w + 1 if counts else w
            for m in range(totals):
                base = value[place, w, m]
                if base == np.inf:
                    continue
                here = (place * wide + w) * totals + m
                if base + close_off < after[now_off, w, m]:
                    after[now_off, w, m] = base + close_off
                    back[now_off, w, m] = here
                    for c in range(caps):
                        used_after[now_off, w, m, c] = used[place, w, m, c]
                if not run_ok or w_on >= wide:
                    continue
                extra = f.group_cost[w_on] if counts else 0.0
                for j in range(f.first[d + 1] - f.first[d]):
                    row = f.first[d] + j
                    total = m + f.amount[row]
                    if total >= totals:
                        continue
                    step = f.follow[f.first[d - 1] + k, j] if worked else ended
                    found = base + price[row] + extra + step
                    at = j * longest + now_on
                    if found >= after[at, w_on, total]:
                        continue
                    if capped and _over(f, row, used[place, w, m]):
                        continue
                    after[at, w_on, total] = found
                    back[at, w_on, total] = here
                    for c in range(caps):
                        used_after[at, w_on, total, c] = used[place, w, m, c] + f.use[row, c]


@njit
def _read(f: WeekFacts, value: Floats, back: Ints, many: int) -> tuple[Floats, Ints]:
    """The best weeks of the totals that end cheapest."""
    days, places, wide, totals = back.shape
    longest, rest = f.longest_run, f.rows_a_day * f.longest_run
    best = np.full(totals, np.inf)
    where = np.full(totals, -1, np.int64)
    for place in range(places):
        if place < rest:
            ended = f.run_cost[place % longest + 1, days - 1]
        else:
            ended = f.rest_cost[place - rest + 1, days - 1]
        for w in range(wide):
            for m in range(totals):
                cost = value[place, w, m] + ended + f.final[m]
                if cost < best[m]:
                    best[m] = cost
                    where[m] = (place * wide + w) * totals + m
    order = np.argsort(best)
    found = 0
    while found < min(many, totals) and best[order[found]] < np.inf:
        found += 1
    rows = np.full((found, days), FREE, np.int64)
    for n in range(found):
        at = where[order[n]]
        for d in range(days - 1, -1, -1):
            place = at // (wide * totals)
            if place < rest:
                rows[n, d] = f.first[d] + place // longest
            at = back[d, place, at // totals % wide, at % totals]
    return best[order[:found]], rows
