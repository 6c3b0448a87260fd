"""From wishes to role blocks: what a shift looks like slot by slot. Compiled."""

from __future__ import annotations

from staffopt.solver.compiled import njit
from staffopt.solver.given import Given
from staffopt.solver.state import Starts, State

OFF = -1


@njit
def write_piece(g: Given, s: State, p: int, d: int, a: int, b: int) -> None:
    """Turn wishes in the piece [a, b) into role blocks of at least the least length."""
    slot = a
    previous = -1
    while slot < b:
        role = _wished(g, s, p, d, slot)
        end = slot + 1
        while end < b and _wished(g, s, p, d, end) == role:
            end += 1
        if role != previous and end - slot < g.block:
            end = min(slot + g.block, b)
        if b - end < g.block:
            end = b
        for t in range(slot, end):
            s.buffer[t] = role
        previous = role
        slot = end


@njit
def _wished(g: Given, s: State, p: int, d: int, t: int) -> int:
    role = s.wish[p, t]
    if g.can[p, d, role]:
        return role
    return g.fallback[p, d]


@njit
def write_shift(g: Given, s: State, p: int, d: int, row: int, starts: Starts) -> bool:
    """Write the slots of a shift into the buffer; False when breaks and sessions do not fit."""
    roles = s.cover.shape[0]
    first, last = g.row_start[row], g.row_end[row]
    for t in range(first, last):
        s.buffer[t] = OFF
    if s.held[p, d] > 0:
        for t in range(first, last):
            if s.at[p, t] > 0:
                s.buffer[t] = roles + 1
    for b in range(g.row_breaks[row]):
        start = starts[b]
        if start < g.break_first[row, b] or start > g.break_last[row, b]:
            return False
        for t in range(start, start + g.break_slots[row, b]):
            if s.buffer[t] != OFF:
                return False
            s.buffer[t] = roles
    a = first
    while a < last:
        if s.buffer[a] != OFF:
            a += 1
            continue
        b = a + 1
        while b < last and s.buffer[b] == OFF:
            b += 1
        write_piece(g, s, p, d, a, b)
        a = b
    return True
