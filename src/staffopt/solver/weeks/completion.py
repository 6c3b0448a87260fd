"""What the days still to come cost at least, so that the week kernel drops what leads nowhere.

The limited sum is left out and paid for at a rate instead: a dynamic program over days like the
kernel's, without totals, backwards. Lagrange's argument makes it a bound for every rate: a week of
total T costs its prices plus final[T]; with `rate` per step on every row and final[T] - rate T at
its least, no week costs less.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from staffopt.domain.arrays import Floats, Ints
from staffopt.solver.compiling.compiled import njit
from staffopt.solver.weeks.facts import WeekFacts
from staffopt.solver.weeks.steps import step_off, step_on

TRIES = 6
"""Rates tried for one completion."""


class Completion(NamedTuple):
    """Bounds on what the days after a state cost."""

    cost: Floats
    """Days x (place, groups): the days to come at their prices and the rate."""
    rate: float
    """What a step of the limited sum pays."""
    ends: float
    """The least that an end costs when the rate is paid back."""


def no_completion(f: WeekFacts) -> Completion:
    """Knows nothing: keeps every state."""
    size = (f.rows_a_day * f.longest_run + f.longest_rest) * len(f.group_cost)
    return Completion(np.zeros((len(f.first) - 1, size)), 0.0, -np.inf)


def completed(f: WeekFacts, price: Floats, limit: float, rate: float) -> tuple[Completion, float]:
    """The best of some rates, the given one first, and what no week costs less than.

    The rate goes up where the cheapest way adds more than the cheapest end wants, by Polyak's step
    towards `limit`; it ends where the bound reaches that, or cannot rise.
    """
    totals = np.arange(len(f.final))
    best, bound = no_completion(f), -np.inf
    for _ in range(TRIES):
        cost, least, steps = days_to_come(f, price + rate * f.amount)
        ends = f.final - rate * totals
        wanted = int(ends.argmin())
        value = least + float(ends[wanted])
        if value > bound:
            best, bound = Completion(cost, rate, float(ends[wanted])), value
        if value >= limit or steps == wanted or not np.isfinite(limit - value):
            break
        rate += (limit - value) / (steps - wanted)
    return best, bound


@njit
def days_to_come(f: WeekFacts, price: Floats) -> tuple[Floats, float, int]:
    """For every day and state the least cost of the days after it, without totals.

    Also what the cheapest week costs, and its steps of the limited sum.
    """
    days, wide = len(f.first) - 1, len(f.group_cost)
    rest = f.rows_a_day * f.longest_run
    places = rest + f.longest_rest
    cost = np.full((days, places * wide), np.inf)
    steps = np.zeros((days, places * wide), np.int64)
    for place in range(places):
        length = place % f.longest_run + 1 if place < rest else place - rest + 1
        ends = f.run_cost if place < rest else f.rest_cost
        cost[days - 1, place * wide : (place + 1) * wide] = ends[length, days - 1]
    for d in range(days - 1, 0, -1):
        for here in range(places * wide):
            _best_step(f, price, d, here, cost, steps)
    off = rest * wide
    least, taken = cost[0, off], steps[0, off]
    groups = 1 if f.group[0] >= 0 else 0
    if f.run_allowed[1, 0] and groups < wide:
        for row in range(f.first[0], f.first[1]):
            at = (row - f.first[0]) * f.longest_run * wide + groups
            now = price[row] + f.group_cost[groups] + cost[0, at]
            if now < least:
                least, taken = now, steps[0, at] + f.amount[row]
    return cost, least, taken


@njit
def _best_step(f: WeekFacts, price: Floats, d: int, here: int, cost: Floats, steps: Ints) -> None:
    """The cheapest way on from a state after the day before `d`."""
    wide = len(f.group_cost)
    place, groups = here // wide, here % wide
    now, extra = step_off(f, d, place)
    at = now * wide + groups
    best, taken = extra + cost[d, at], steps[d, at]
    now, groups, extra = step_on(f, d, place, groups)
    if now >= 0:
        worked = place < f.rows_a_day * f.longest_run
        before = f.first[d - 1] + place // f.longest_run
        for row in range(f.first[d], f.first[d + 1]):
            j = row - f.first[d]
            at = (j * f.longest_run + now) * wide + groups
            total = extra + price[row] + cost[d, at]
            if worked:
                total += f.follow[before, j]
            if total < best:
                best, taken = total, steps[d, at] + f.amount[row]
    cost[d - 1, here], steps[d - 1, here] = best, taken
