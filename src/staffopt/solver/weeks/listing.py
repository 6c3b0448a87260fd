"""All of a person's legal weeks that cost less than a limit, at given prices. Compiled.

What the days to come cost at least is known exactly for every state and total, so that a way is
followed only where it ends below the limit: the work is as long as the list.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from staffopt.domain.arrays import Floats, Ints
from staffopt.solver.compiling.compiled import njit
from staffopt.solver.weeks.facts import WeekFacts
from staffopt.solver.weeks.kernel import FREE, Step
from staffopt.solver.weeks.steps import days_in_a_row, step_off, step_on

NOWHERE = -1
NO_STEP = Step(NOWHERE, FREE, 0, np.inf)


class Way(NamedTuple):
    """A week up to some day: for each day the state before it and what is tried next."""

    row: Ints
    choice: Ints
    """0 for a free day, then the rows of the day."""
    state: Ints
    """Place and groups."""
    total: Ints
    cost: Floats
    used: Ints
    """Days x caps."""


@njit
def step_to(f: WeekFacts, price: Floats, d: int, state: int, choice: int) -> Step:
    """Where a choice leads on a day, from the state after the day before."""
    wide, rest = len(f.group_cost), f.rows_a_day * f.longest_run
    place, groups = state // wide, state % wide
    if choice == 0:
        now, cost = (rest, 0.0) if d == 0 else step_off(f, d, place)
        return Step(now * wide + (groups if d else 0), FREE, 0, cost)
    row = f.first[d] + choice - 1
    if d == 0:
        now, groups, cost = 0, 1 if f.group[0] >= 0 else 0, 0.0
        if not f.run_allowed[1, 0] or groups >= wide:
            return NO_STEP
        cost = f.group_cost[groups]
    else:
        now, groups, cost = step_on(f, d, place, groups)
        if now < 0:
            return NO_STEP
        if place < rest:
            cost += f.follow[f.first[d - 1] + place // f.longest_run, choice - 1]
    to = ((choice - 1) * f.longest_run + now) * wide + groups
    return Step(to, row, f.amount[row], cost + price[row])


@njit
def to_the_end(f: WeekFacts, price: Floats) -> Floats:
    """Day x state x total: the least that the days after it cost, and the end."""
    days, wide = len(f.first) - 1, len(f.group_cost)
    states = (f.rows_a_day * f.longest_run + f.longest_rest) * wide
    left = np.full((days, states, len(f.final)), np.inf)
    for state in range(states):
        place = state // wide
        ends = f.run_cost if place < f.rows_a_day * f.longest_run else f.rest_cost
        left[days - 1, state] = ends[days_in_a_row(f, place), days - 1] + f.final
    for d in range(days - 1, 0, -1):
        for state in range(states):
            if state // wide // f.longest_run < f.first[d] - f.first[d - 1] or (
                state // wide >= f.rows_a_day * f.longest_run
            ):
                _from_state(f, price, d, state, left)
    return left


@njit
def _from_state(f: WeekFacts, price: Floats, d: int, state: int, left: Floats) -> None:
    """The cheapest way on for each total."""
    for choice in range(f.first[d + 1] - f.first[d] + 1):
        step = step_to(f, price, d, state, choice)
        if step.cost < np.inf:
            for total in range(len(f.final) - step.amount):
                cost = step.cost + left[d, step.to, total + step.amount]
                left[d - 1, state, total] = min(left[d - 1, state, total], cost)


@njit
def weeks_below(f: WeekFacts, price: Floats, limit: float, most: int) -> tuple[Floats, Ints, bool]:
    """Weeks within all caps that cost less than a limit, their costs, and whether these are all.

    At most so many; prices of caps are part of `price`.
    """
    days = len(f.first) - 1
    left = to_the_end(f, price)
    rows, costs = np.full((most, days), FREE, np.int64), np.zeros(most)
    way = Way(
        np.full(days, FREE, np.int64),
        np.zeros(days + 1, np.int64),
        np.zeros(days + 1, np.int64),
        np.zeros(days + 1, np.int64),
        np.zeros(days + 1),
        np.zeros((days + 1, len(f.cap)), np.int64),
    )
    found, d = 0, 0
    while d >= 0:
        if d == days:
            if found == most:
                return costs, rows, False
            rows[found] = way.row
            costs[found] = way.cost[d] + left[d - 1, way.state[d], way.total[d]]
            found += 1
            d -= 1
        elif way.choice[d] > f.first[d + 1] - f.first[d]:
            d -= 1
        else:
            way.choice[d] += 1
            if _goes_on(f, price, limit, d, way, left):
                d += 1
                way.choice[d] = 0
    return costs[:found], rows[:found], True


@njit
def _goes_on(f: WeekFacts, price: Floats, limit: float, d: int, way: Way, left: Floats) -> bool:
    """Take the choice of a day where it keeps the caps and can end below the limit."""
    step = step_to(f, price, d, way.state[d], way.choice[d] - 1)
    total = way.total[d] + step.amount
    if step.cost == np.inf or total >= len(f.final):
        return False
    if way.cost[d] + step.cost + left[d, step.to, total] >= limit:
        return False
    for c in range(len(f.cap)):
        way.used[d + 1, c] = way.used[d, c] + (f.use[step.row, c] if step.row >= 0 else 0)
        if way.used[d + 1, c] > f.cap[c]:
            return False
    way.row[d], way.state[d + 1], way.total[d + 1] = step.row, step.to, total
    way.cost[d + 1] = way.cost[d] + step.cost
    return True


@njit
def cheapest(
    codes: NDArray[np.int16], own: Floats, worth: Floats, most: int
) -> tuple[Floats, Ints]:
    """The cheapest of some weeks when each code on a day takes its worth off: the best first."""
    best, where = np.full(most, np.inf), np.full(most, -1, np.int64)
    for week in range(len(codes)):
        cost = own[week]
        for d in range(codes.shape[1]):
            cost -= worth[codes[week, d]]
        at = most
        while at > 0 and cost < best[at - 1]:
            at -= 1
        if at < most:
            for k in range(most - 1, at, -1):
                best[k], where[k] = best[k - 1], where[k - 1]
            best[at], where[at] = cost, week
    return best, where
