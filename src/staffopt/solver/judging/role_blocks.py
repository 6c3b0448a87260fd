"""From wishes to role blocks: what a shift looks like slot by slot. Compiled."""

from __future__ import annotations

from staffopt.solver.arrays.given import BREAK, BREAKS, END, START, Given
from staffopt.solver.arrays.state import OFF, State
from staffopt.solver.compiling.compiled import part
from staffopt.solver.compiling.lanes import LANES, copy_slots, differing, fill_slots, lowest, within


@part
def write_shift(g: Given, s: State, k: int) -> bool:
    """Write what the planned cell would do; False when breaks and sessions do not fit.

    A break that meets a session goes to the nearest start that does not.
    """
    p, d, row = s.plan[k, 0], s.plan[k, 1], s.plan[k, 2]
    roles = s.cover.shape[1]
    first, last = write_wishes(g, s, k, row)
    if row < 0:
        return True
    doing = s.plan_doing[k]
    held = s.held[p, d] > 0
    if held:
        for t in range(first, last):
            if s.at[p, t] > 0:
                doing[t] = roles + 1
    for b in range(g.rows[row, BREAKS]):
        start = s.plan_breaks[k, b]
        if held or b > 0:
            start = clear_start(g, s, k, b)
            s.plan_breaks[k, b] = start
        low, high = g.rows[row, BREAK + 3 * b + 1], g.rows[row, BREAK + 3 * b + 2]
        if start < low or start > high:
            return False
        for t in range(start, start + g.rows[row, BREAK + 3 * b]):
            doing[t] = roles
    if some_short(s, k, first, last, g.block):
        lengthen_all(s, k, first, last, g.block)
    return True


@part
def write_wishes(g: Given, s: State, k: int, row: int) -> tuple[int, int]:
    """Write the wishes inside the row, off duty in the slots of the row before; the row's ends."""
    doing = s.plan_doing[k]
    begin, end = s.plan[k, 5], s.plan[k, 6]
    if row < 0:
        fill_slots(doing, begin, end - begin, OFF)
        return end, end
    first, last = g.rows[row, START], g.rows[row, END]
    fill_slots(doing, begin, first - begin, OFF)
    copy_slots(doing, first, s.plan_wish[k], first, last - first)
    if g.barred[s.plan[k, 0]]:
        leave_barred(g, s, k, first, last)
    fill_slots(doing, last, end - last, OFF)
    return first, last


@part
def leave_barred(g: Given, s: State, k: int, first: int, last: int) -> None:
    """Do the day's fallback where a wish is a role that the person may not work on the day."""
    doing, can = s.plan_doing[k], g.can[s.plan[k, 0], s.plan[k, 1]]
    fallback = g.fallback[s.plan[k, 0], s.plan[k, 1]]
    for t in range(first, last):
        if fallback >= 0 and not can[doing[t]]:
            doing[t] = fallback


@part
def some_short(s: State, k: int, first: int, last: int, block: int) -> bool:
    """Whether a stretch beside another role, with no break or session between, is too short."""
    doing, roles = s.plan_doing[k], s.cover.shape[1]
    before, begin = roles, first
    for base in range(first, last, LANES):
        mask = within(differing(doing, base, doing, base + 1), base, first, last - 1)
        while mask != 0:
            end = base + 1 + lowest(mask)
            mask &= mask - 1
            here = doing[begin]
            if here < roles and end - begin < block and (before < roles or doing[end] < roles):
                return True
            before, begin = here, end
    return before < roles and last - begin < block and doing[begin] < roles


@part
def lengthen_all(s: State, k: int, first: int, last: int, block: int) -> None:
    """Merge what is too short in every piece between breaks and sessions."""
    doing, roles = s.plan_doing[k], s.cover.shape[1]
    a = first
    while a < last:
        piece = doing[a] < roles
        b = stretch_end(s, k, a, last)
        while piece and b < last and doing[b] < roles:
            b = stretch_end(s, k, b, last)
        if piece:
            merge_short(s, k, a, b, block)
        a = b


@part
def stretch_end(s: State, k: int, t: int, last: int) -> int:
    """The slot in which the planned cell does something else than in slot t, `last` at most."""
    doing = s.plan_doing[k]
    for base in range(t, last, LANES):
        mask = within(differing(doing, base, doing, base + 1), base, t, last - 1)
        if mask != 0:
            return base + 1 + lowest(mask)
    return last


@part
def clear_start(g: Given, s: State, k: int, b: int) -> int:
    """The start nearest to the wished one at which a break meets nothing; -1 when there is none."""
    row = s.plan[k, 2]
    roles = s.cover.shape[1]
    column = BREAK + 3 * b
    slots, low, high = g.rows[row, column], g.rows[row, column + 1], g.rows[row, column + 2]
    wished = s.plan_breaks[k, b]
    for far in range(high - low + 1):
        for side in range(2):
            start = wished + far if side == 0 else wished - far
            if start < low or start > high:
                continue
            clear = True
            for t in range(start, start + slots):
                if s.plan_doing[k, t] >= roles:
                    clear = False
            if clear:
                return start
    return -1


@part
def merge_short(s: State, k: int, a: int, b: int, block: int) -> None:
    """Give the shortest stretch in the piece [a, b) to its longer neighbour until all are long."""
    doing = s.plan_doing[k]
    while True:
        shortest, first, last, previous, after, before = block, -1, -1, 0, 0, 0
        t = a
        while t < b:
            end = stretch_end(s, k, t, b)
            if first >= 0 and last == t:
                after = end - t
            if end - t < shortest:
                shortest, first, last, before, after = end - t, t, end, previous, 0
            previous = end - t
            t = end
        if first < 0 or last - first == b - a:
            return
        role = doing[first - 1] if before > 0 and before >= after else doing[last]
        for t in range(first, last):
            doing[t] = role
