"""What a planned move would change in cover and presence, without changing anything. Compiled."""

from __future__ import annotations

from staffopt.solver.arrays.given import END, START, Given
from staffopt.solver.arrays.state import State
from staffopt.solver.compiling.compiled import part
from staffopt.solver.compiling.lanes import LANES, differing, lowest, within
from staffopt.solver.judging.score import add_presence


@part
def cost_of_plan(g: Given, s: State, size: int) -> tuple[bool, int]:
    """What all planned cells change together; (False, 0) where cells meet in the same slots.

    Two people's cells of one day that follow each other are taken as a pair and may meet.
    """
    delta = 0
    k = 0
    while k < size:
        first, last = s.plan[k, 5], s.plan[k, 6]
        pair = k + 1 < size and s.plan[k + 1, 1] == s.plan[k, 1]
        if pair:
            if g.duty_counted[s.plan[k, 0]] and g.duty_counted[s.plan[k + 1, 0]]:
                return False, 0
            first, last = min(first, s.plan[k + 1, 5]), max(last, s.plan[k + 1, 6])
        for j in range(k):
            if first < s.plan[j, 6] and s.plan[j, 5] < last:
                return False, 0
        delta += cost_of_pair(g, s, k, first, last) if pair else cost_of_cell(g, s, k)
        k += 2 if pair else 1
    return True, delta


@part
def hull(g: Given, row: int, old: int) -> tuple[int, int]:
    """The slots from the earlier start to the later end of two rows, either of which may be -1."""
    first, last = 0, 0
    if row >= 0:
        first, last = g.rows[row, START], g.rows[row, END]
    if old >= 0 and row < 0:
        first, last = g.rows[old, START], g.rows[old, END]
    elif old >= 0:
        first, last = min(first, g.rows[old, START]), max(last, g.rows[old, END])
    return first, last


@part
def cost_of_cell(g: Given, s: State, k: int) -> int:
    """What it would change to exchange what a cell does for what is planned."""
    p, first, last = s.plan[k, 0], s.plan[k, 5], s.plan[k, 6]
    doing, planned = s.doing[p], s.plan_doing[k]
    roles, counted = s.cover.shape[1], g.duty_counted[p]
    delta = 0
    for base in range(first, last, LANES):
        mask = within(differing(doing, base, planned, base), base, first, last)
        while mask != 0:
            t = base + lowest(mask)
            mask &= mask - 1
            delta += cost_of_one(s, t, doing[t], planned[t])
            if counted:
                delta += presence_step(g, s, p, t, roles, doing[t], planned[t])
    return delta


@part
def cost_of_pair(g: Given, s: State, k: int, first: int, last: int) -> int:
    """The same for a cell and the next one, whose slots lie in [first, last).

    There may be a shift of another day in slots that only the other person's cells reach.
    """
    p, q = s.plan[k, 0], s.plan[k + 1, 0]
    mine, my_plan, theirs, their_plan = s.doing[p], s.plan_doing[k], s.doing[q], s.plan_doing[k + 1]
    counted, other_counted = g.duty_counted[p], g.duty_counted[q]
    roles = s.cover.shape[1]
    delta = 0
    for base in range(first, last, LANES):
        own = differing(mine, base, my_plan, base)
        own = within(own, base, s.plan[k, 5], s.plan[k, 6])
        others = differing(theirs, base, their_plan, base)
        others = within(others, base, s.plan[k + 1, 5], s.plan[k + 1, 6])
        mask = own | others
        while mask != 0:
            bit = mask & -mask
            t = base + lowest(mask)
            mask ^= bit
            before, past = mine[t], theirs[t]
            after = my_plan[t] if own & bit != 0 else before
            future = their_plan[t] if others & bit != 0 else past
            if before == future and after == past and not counted and not other_counted:
                continue
            if counted:
                delta += presence_step(g, s, p, t, roles, before, after)
            if other_counted:
                delta += presence_step(g, s, q, t, roles, past, future)
            delta += cost_of_two(g, s, t, before, after, past, future)
    return delta


@part
def presence_step(g: Given, s: State, p: int, t: int, roles: int, before: int, after: int) -> int:
    """What a counted person's change of activity changes in presence."""
    was, now = 0 <= before < roles, 0 <= after < roles
    if was == now:
        return 0
    return add_presence(g, s, p, t, 1 if now else -1, False)


@part
def cost_of_two(g: Given, s: State, t: int, before: int, after: int, past: int, future: int) -> int:
    """What two people's changes in a slot cost; who takes the other's place changes nothing."""
    if before == after:
        return cost_of_one(s, t, past, future)
    if past == future:
        return cost_of_one(s, t, before, after)
    if before == future:
        return cost_of_one(s, t, past, after)
    if after == past:
        return cost_of_one(s, t, before, future)
    roles = s.cover.shape[1]
    slopes, cover = g.slope[t], s.cover[t]
    delta = cost_of_one(s, t, before, after)
    if 0 <= past < roles:
        delta += -slopes[past, cover[past] - 2] if past == before else s.edge[t, past, 0]
    if 0 <= future < roles:
        delta += slopes[future, cover[future] + 1] if future == after else s.edge[t, future, 1]
    return delta


@part
def cost_of_one(s: State, t: int, before: int, after: int) -> int:
    """What one person's change in a slot costs."""
    if before == after:
        return 0
    roles = s.cover.shape[1]
    delta = 0
    if 0 <= before < roles:
        delta += s.edge[t, before, 0]
    if 0 <= after < roles:
        delta += s.edge[t, after, 1]
    return delta
