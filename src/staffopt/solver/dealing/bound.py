"""A lower bound on the prices of runs when shifts and cover are fixed: Lagrange. Compiled.

For any prices on working a role in a slot, what everybody would choose alone for these prices and
the prices of runs, less what the cover pays, is at most the cost of any deal with that cover:
cover holds as an equation there, so the prices cancel. Each row's best choice is a shortest path
over (slot, last role, number of runs so far); the prices follow the cover that is missing or too
much (deflected subgradient). The least block is left out, which can only lower the bound.
"""

from __future__ import annotations

import numpy as np

from staffopt.domain.arrays import Bools, Floats, Ints
from staffopt.solver.compiling.compiled import njit

FAR = 1e18
PATIENCE = 60
"""Steps without a better bound until steps become shorter."""
SHORTEST = 1e-4


@njit
def open_slot(can: Bools, t: int) -> bool:
    """Whether any role can be worked."""
    return bool(can[t].any())


@njit
def reach(
    can: Bools, value: Floats, length: Floats, step: Ints, most: Ints, to: Floats, back: Ints
) -> None:
    """Least cost of reaching every state of a row from its start; `back` says from where.

    `to[t, last, q]`: before slot t, the run of role `last` has just ended (the last index: none, or
    a pause), and q codes how many runs each counted role has had, up to its `most`.
    """
    n, roles = can.shape
    states = to.shape[2]
    to[:] = FAR
    to[0, roles, 0] = 0.0
    for t in range(n):
        if not open_slot(can, t):
            for last in range(roles + 1):
                for q in range(states):
                    if to[t, last, q] < to[t + 1, roles, q]:
                        to[t + 1, roles, q] = to[t, last, q]
                        back[t + 1, roles, q] = (t * (roles + 1) + last) * states + q
            continue
        for role in range(roles):
            pay, end = 0.0, t
            while end < n and can[end, role]:
                pay += value[end, role]
                end += 1
                run = pay + length[role, end - t]
                for q in range(states):
                    low, at = FAR, 0
                    for last in range(roles + 1):
                        if last != role and to[t, last, q] < low:
                            low, at = to[t, last, q], last
                    more = q
                    if step[role] > 0 and q // step[role] % (most[role] + 1) < most[role]:
                        more = q + step[role]
                    if low + run < to[end, role, more]:
                        to[end, role, more] = low + run
                        back[end, role, more] = (t * (roles + 1) + at) * states + q


@njit
def leave(
    can: Bools, value: Floats, length: Floats, step: Ints, most: Ints, end_price: Floats, on: Floats
) -> None:
    """Least cost of going on from every state to the row's end."""
    n, roles = can.shape
    states = on.shape[2]
    on[:] = FAR
    for last in range(roles + 1):
        on[n, last] = end_price
    for t in range(n - 1, -1, -1):
        if not open_slot(can, t):
            for last in range(roles + 1):
                on[t, last] = on[t + 1, roles]
            continue
        for role in range(roles):
            pay, end = 0.0, t
            while end < n and can[end, role]:
                pay += value[end, role]
                end += 1
                run = pay + length[role, end - t]
                for q in range(states):
                    more = q
                    if step[role] > 0 and q // step[role] % (most[role] + 1) < most[role]:
                        more = q + step[role]
                    total = run + on[end, role, more]
                    for last in range(roles + 1):
                        if last != role and total < on[t, last, q]:
                            on[t, last, q] = total


@njit
def choose(
    can: Bools, to: Floats, back: Ints, end_price: Floats, start: int, excess: Floats
) -> float:
    """The cost of a row's best choice, which is counted into `excess`."""
    n, roles = can.shape
    states = to.shape[2]
    low, last, q = FAR, 0, 0
    for role in range(roles + 1):
        for state in range(states):
            if to[n, role, state] + end_price[state] < low:
                low, last, q = to[n, role, state] + end_price[state], role, state
    t = n
    while t > 0:
        code = back[t, last, q]
        before = code // states // (roles + 1)
        if last < roles:
            for slot in range(before, t):
                excess[start + slot, last] += 1.0
        t, last, q = before, code // states % (roles + 1), code % states
    return low


@njit
def raise_bound(
    start: Ints,
    can: Bools,
    length: Floats,
    step: Ints,
    most: Ints,
    end_price: Floats,
    cover: Ints,
    known: float,
    steps: int,
    value: Floats,
    proof: Floats,
    stand: Floats,
) -> bool:
    """Raise the bound by so many steps; whether more may help. `proof` are the prices that prove.

    `known` is the cost of some deal. `stand` is the best bound, the size of steps and the steps
    since the bound rose; it starts as (-FAR, 1, 0) and is carried on, as is `value`.
    """
    rows, n, roles = can.shape
    to = np.empty((n + 1, roles + 1, len(end_price)))
    back = np.zeros((n + 1, roles + 1, len(end_price)), np.int64)
    direction = np.zeros_like(value)
    for _ in range(steps):
        total = -(value * cover).sum()
        excess = -cover.astype(np.float64)
        for row in range(rows):
            first = start[row]
            reach(can[row], value[first : first + n], length, step, most, to, back)
            total += choose(can[row], to, back, end_price, first, excess)
        stand[2] = 0.0 if total > stand[0] + 1e-2 else stand[2] + 1.0
        if total > stand[0]:
            stand[0] = total
            proof[:] = value
        norm = (excess * excess).sum()
        if stand[0] >= known - 1e-3 or stand[1] < SHORTEST or norm < 1e-9:
            return False
        if stand[2] > PATIENCE:
            stand[1] *= 0.7
            stand[2] = 0.0
            value[:] = proof
            direction[:] = 0.0
            continue
        direction = excess + 0.6 * direction
        norm = max((direction * direction).sum(), 1e-9)
        value += stand[1] * max(known - total, 1.0) / norm * direction
    return True


@njit
def through(
    start: Ints,
    can: Bools,
    length: Floats,
    step: Ints,
    most: Ints,
    end_price: Floats,
    value: Floats,
    least: Floats,
) -> None:
    """`least[row, role, first, after]` becomes what that run adds at least to a row's best."""
    rows, n, roles = can.shape
    states = len(end_price)
    to, on = np.empty((n + 1, roles + 1, states)), np.empty((n + 1, roles + 1, states))
    back = np.zeros((n + 1, roles + 1, states), np.int64)
    least[:] = FAR
    for row in range(rows):
        worth = value[start[row] : start[row] + n]
        reach(can[row], worth, length, step, most, to, back)
        leave(can[row], worth, length, step, most, end_price, on)
        own = on[0, roles, 0]
        for t in range(n):
            for role in range(roles):
                pay, end = 0.0, t
                while end < n and can[row, end, role]:
                    pay += worth[end, role]
                    end += 1
                    run = pay + length[role, end - t]
                    for q in range(states):
                        more = q
                        if step[role] > 0 and q // step[role] % (most[role] + 1) < most[role]:
                            more = q + step[role]
                        for last in range(roles + 1):
                            if last != role:
                                total = to[t, last, q] + run + on[end, role, more] - own
                                if total < least[row, role, t, end]:
                                    least[row, role, t, end] = total
