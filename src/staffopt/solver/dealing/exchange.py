"""Two people on duty exchange their roles for a while: annealing over such exchanges. Compiled.

The number of people at each role never changes in any slot, so only the prices on runs do. A piece
of work with several roles, one of them shorter than the least block, costs ILLEGAL: a roster
without such pieces never gets one.
"""

from __future__ import annotations

import math

import numpy as np

from staffopt.domain.arrays import Bools, Ints
from staffopt.solver.compiling.compiled import njit

ILLEGAL = 10**12
COOL_EVERY = 256
UNTIL_A_RUN_ENDS = 45
UNTIL_THE_PIECE_ENDS = 60
"""Of 100 exchanges, so many last until one of the runs ends; up to this one, until a piece does."""
LONGEST = 10
"""Slots of the other exchanges, at most."""


@njit
def pick(random: Ints, n: int) -> int:
    """A random whole number from 0 to n - 1 (xorshift)."""
    x = random[0]
    x ^= (x << 13) & 0x7FFFFFFFFFFFFFFF
    x ^= x >> 7
    x ^= (x << 17) & 0x7FFFFFFFFFFFFFFF
    random[0] = x
    return int((x >> 20) % n)


@njit
def row_price(row: Ints, length: Ints, times: Ints, least: int, count: Ints) -> int:
    """What the runs of one shift cost."""
    n, total = len(row), 0
    count[:] = 0
    t = 0
    while t < n:
        if row[t] < 0:
            t += 1
            continue
        several = False
        short = False
        while t < n and row[t] >= 0:
            first, role = t, row[t]
            while t < n and row[t] == role:
                t += 1
            total += length[role, t - first]
            count[role] += 1
            several = several or (t < n and row[t] >= 0)
            short = short or t - first < least
        if several and short:
            total += ILLEGAL
    for role in range(len(count)):
        total += times[role, count[role]]
    return total


@njit
def both_may(doing: Ints, can: Bools, a: int, b: int, at_a: int, at_b: int) -> bool:
    """Whether two rows are at work in a slot and each may do what the other does."""
    if at_a < 0 or at_b < 0 or at_a >= doing.shape[1] or at_b >= doing.shape[1]:
        return False
    one, two = doing[a, at_a], doing[b, at_b]
    return one >= 0 and two >= 0 and can[a, at_a, two] and can[b, at_b, one]


@njit
def stretch(
    doing: Ints, start: Ints, can: Bools, a: int, b: int, slot: int, random: Ints
) -> tuple[int, int]:
    """From where to where two rows exchange, around a slot."""
    first, after, kind = slot, slot + 1, pick(random, 100)
    shift_a, shift_b = start[a], start[b]
    one, two = doing[a, slot - shift_a], doing[b, slot - shift_b]
    if kind < UNTIL_A_RUN_ENDS:
        sides = pick(random, 4)
        while sides != 0 and both_may(doing, can, a, b, first - 1 - shift_a, first - 1 - shift_b):
            if doing[a, first - 1 - shift_a] != one or doing[b, first - 1 - shift_b] != two:
                break
            first -= 1
        while sides != 1 and both_may(doing, can, a, b, after - shift_a, after - shift_b):
            if doing[a, after - shift_a] != one or doing[b, after - shift_b] != two:
                break
            after += 1
        return first, after
    most = 1 << 30 if kind < UNTIL_THE_PIECE_ENDS else 1 + pick(random, LONGEST)
    while after - first < most and both_may(doing, can, a, b, after - shift_a, after - shift_b):
        after += 1
    return first, after


@njit
def swap(doing: Ints, start: Ints, a: int, b: int, first: int, after: int) -> None:
    """Exchange the roles of two rows between two slots."""
    for slot in range(first, after):
        at_a, at_b = slot - start[a], slot - start[b]
        kept = doing[a, at_a]
        doing[a, at_a] = doing[b, at_b]
        doing[b, at_b] = kept


@njit
def anneal_roles(
    doing: Ints,
    best: Ints,
    start: Ints,
    can: Bools,
    length: Ints,
    times: Ints,
    least: int,
    cells: Ints,
    begin: Ints,
    cost: Ints,
    random: Ints,
    moves: int,
    heat: tuple[float, float],
) -> None:
    """Make so many moves while cooling; `best` and `cost[1]` keep the best seen.

    `cells` are (slot, row) in order of slots, `begin[slot]` says where a slot's cells begin;
    `cost[0]` is the present cost.
    """
    count = np.zeros(len(times), np.int64)
    price = np.zeros(len(doing), np.int64)
    for row in range(len(doing)):
        price[row] = row_price(doing[row], length, times, least, count)
    cost[0] = price.sum()
    warmth, cooling = heat[0], (heat[1] / heat[0]) ** (COOL_EVERY / max(moves, 1))
    for move in range(moves):
        if move % COOL_EVERY == 0:
            warmth *= cooling
        slot, a = cells[pick(random, len(cells))]
        b = cells[begin[slot] + pick(random, begin[slot + 1] - begin[slot])][1]
        if doing[a, slot - start[a]] == doing[b, slot - start[b]]:
            continue
        if not both_may(doing, can, a, b, slot - start[a], slot - start[b]):
            continue
        first, after = stretch(doing, start, can, a, b, slot, random)
        swap(doing, start, a, b, first, after)
        new_a = row_price(doing[a], length, times, least, count)
        new_b = row_price(doing[b], length, times, least, count)
        worse = new_a + new_b - price[a] - price[b]
        if worse > 0 and pick(random, 1 << 30) >= math.exp(-worse / warmth) * (1 << 30):
            swap(doing, start, a, b, first, after)
            continue
        price[a], price[b] = new_a, new_b
        cost[0] += worse
        if cost[0] < cost[1]:
            cost[1] = cost[0]
            best[:] = doing
