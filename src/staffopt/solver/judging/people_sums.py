"""Everybody's sums: counts with their limits and prices, spreads. Compiled."""

from __future__ import annotations

from staffopt.solver.arrays.given import Given
from staffopt.solver.arrays.state import State
from staffopt.solver.compiling.compiled import part


@part
def change_people(g: Given, s: State, size: int) -> tuple[bool, int]:
    """Change everybody's sums: whether they keep their limits, and what that changes."""
    delta = 0
    for k in range(s.extremes.shape[0]):
        for side in range(4):
            s.plan_extremes[k, side] = s.extremes[k, side]
    for k in range(size):
        cell = s.plan[k]
        if cell[2] != cell[3]:
            delta += turn_counts(g, s, cell[0], cell[2], cell[3])
            delta += turn_spreads(g, s, cell[0], cell[2], cell[3])
    for k in range(size):
        cell = s.plan[k]
        if cell[2] != cell[3]:
            total, most = s.total[cell[0]], g.count_most[cell[0]]
            for j in range(len(total)):
                if total[j] > most[j] and grown(g, s, size, cell[0], g.count_at + j) > 0:
                    return False, delta
    return True, delta


@part
def grown(g: Given, s: State, size: int, p: int, column: int) -> int:
    """By how much a person's sum grows in the whole move."""
    step = 0
    for k in range(size):
        if s.plan[k, 0] == p:
            step += row_step(g, s.plan[k, 2], s.plan[k, 3], column)
    return step


@part
def put_people_back(g: Given, s: State, size: int) -> None:
    """Everybody's sums as they were before the move."""
    for k in range(size):
        p, row, old = s.plan[k, 0], s.plan[k, 2], s.plan[k, 3]
        if row != old:
            total, spread = s.total[p], s.spread[p]
            for j in range(len(total)):
                total[j] -= row_step(g, row, old, g.count_at + j)
            for j in range(len(spread)):
                if g.spread_member[p, j]:
                    spread[j] -= row_step(g, row, old, g.spread_at + j)
    for k in range(s.extremes.shape[0]):
        for side in range(4):
            s.extremes[k, side] = s.plan_extremes[k, side]


@part
def row_price(g: Given, row: int) -> int:
    """The price of a row itself, which its record holds in two words."""
    at = g.price_at
    return int(g.rows[row, at + 1]) * 2147483648 + int(g.rows[row, at])


@part
def row_step(g: Given, row: int, old: int, column: int) -> int:
    """What a day's change from one row to another adds to the sum in a column of the records."""
    step = 0
    if row >= 0:
        step += g.rows[row, column]
    if old >= 0:
        step -= g.rows[old, column]
    return step


@part
def count_change(g: Given, p: int, k: int, total: int, step: int) -> int:
    """What the price of one count changes by when its sum does."""
    change = 0
    price = g.count_least_price[p, k]
    if price != 0:
        least = g.count_least[p, k]
        change += (max(least - total - step, 0) - max(least - total, 0)) * price
    for j in range(g.tier_at.shape[2]):
        price = g.tier_price[p, k, j]
        if price != 0:
            at = g.tier_at[p, k, j]
            change += (max(total + step - at, 0) - max(total - at, 0)) * price
    return change


@part
def turn_counts(g: Given, s: State, p: int, row: int, old: int) -> int:
    """Exchange a row for another in its person's counts; what that and the rows' prices change."""
    delta = 0
    if row >= 0:
        delta += row_price(g, row)
    if old >= 0:
        delta -= row_price(g, old)
    totals, first = s.total[p], g.count_at
    for k in range(len(totals)):
        step = row_step(g, row, old, first + k)
        if step != 0:
            total = totals[k]
            delta += count_change(g, p, k, total, step)
            totals[k] = total + step
    return delta


@part
def turn_spreads(g: Given, s: State, p: int, row: int, old: int) -> int:
    """Exchange a row for another in the spreads; what that changes."""
    delta = 0
    for k in range(s.spread.shape[1]):
        step = row_step(g, row, old, g.spread_at + k)
        if step != 0 and g.spread_member[p, k]:
            before = s.extremes[k, 2] - s.extremes[k, 0]
            set_spread(g, s, p, k, s.spread[p, k] + step)
            delta += (s.extremes[k, 2] - s.extremes[k, 0] - before) * g.spread_price[k]
    return delta


@part
def set_spread(g: Given, s: State, p: int, k: int, value: int) -> None:
    """Give a member of a spread another sum, and keep the extremes."""
    old = s.spread[p, k]
    s.spread[p, k] = value
    for side in range(2):
        sign = 1 - 2 * side
        column = 2 * side
        if old == s.extremes[k, column]:
            s.extremes[k, column + 1] -= 1
        if value == s.extremes[k, column]:
            s.extremes[k, column + 1] += 1
        elif sign * value < sign * s.extremes[k, column]:
            s.extremes[k, column] = value
            s.extremes[k, column + 1] = 1
        if s.extremes[k, column + 1] == 0:
            find_extreme(g, s, k, column, sign)


@part
def find_extreme(g: Given, s: State, k: int, column: int, sign: int) -> None:
    """Look among all members for the lowest (sign 1) or highest sum and count who has it."""
    number = 0
    found = 0
    for q in range(s.spread.shape[0]):
        if g.spread_member[q, k]:
            value = s.spread[q, k]
            if number == 0 or sign * value < sign * found:
                found, number = value, 1
            elif value == found:
                number += 1
    s.extremes[k, column], s.extremes[k, column + 1] = found, number
