"""Which row, which breaks, which roles to wish for: the parts moves are made of. Compiled."""

from __future__ import annotations

from staffopt.solver.arrays.given import BREAK, BREAKS, END, START, Given
from staffopt.solver.arrays.state import BORROWED, FRESH, State
from staffopt.solver.compiling.compiled import part
from staffopt.solver.compiling.lanes import LANES, copy_slots, differing, lowest, within
from staffopt.solver.judging.journal import draw, keep_wishes


@part
def find_row(g: Given, p: int, d: int, start: int, span: int) -> int:
    """The row of a person's day with this start slot and span, -1 when there is none."""
    if span <= 0 or span >= len(g.span_index) or g.span_index[span] < 0:
        return -1
    offset = start - g.day_start[d]
    if offset < 0:
        return -1
    step = offset // g.start_step
    if step * g.start_step != offset or step >= g.row_at.shape[2]:
        return -1
    return int(g.row_at[p, d, step, g.span_index[span]])


@part
def place_breaks(g: Given, s: State, k: int) -> None:
    """Random break starts for a planned cell, in order and apart where that is easy."""
    row = s.plan[k, 2]
    if row < 0:
        return
    free = 0
    for b in range(g.rows[row, BREAKS]):
        column = BREAK + 3 * b
        low, high = max(g.rows[row, column + 1], free), g.rows[row, column + 2]
        start = low if low >= high else low + draw(s, high - low + 1)
        s.plan_breaks[k, b] = start
        free = start + g.rows[row, column]


@part
def place_break(g: Given, s: State, k: int, b: int, wished: int) -> None:
    """Break b of a planned cell starts as near to the wished slot as its window allows."""
    row = s.plan[k, 2]
    low, high = g.rows[row, BREAK + 3 * b + 1], g.rows[row, BREAK + 3 * b + 2]
    s.plan_breaks[k, b] = min(max(wished, low), high)


@part
def move_one_break(g: Given, s: State, k: int) -> None:
    """One break of a planned cell starts a little earlier or later, sometimes anywhere."""
    row = s.plan[k, 2]
    b = draw(s, g.rows[row, BREAKS])
    if draw(s, 3) == 0:
        low, high = g.rows[row, BREAK + 3 * b + 1], g.rows[row, BREAK + 3 * b + 2]
        s.plan_breaks[k, b] = low + draw(s, max(high - low + 1, 1))
    else:
        by = 1 + draw(s, 3)
        place_break(g, s, k, b, s.plan_breaks[k, b] + (by if draw(s, 2) == 0 else -by))


@part
def keep_breaks(g: Given, s: State, k: int) -> None:
    """The breaks of a planned cell start when its day's breaks do, as far as windows allow."""
    p, d, row = s.plan[k, 0], s.plan[k, 1], s.plan[k, 2]
    old = s.row[p, d]
    had = g.rows[old, BREAKS] if old >= 0 else 0
    for b in range(g.rows[row, BREAKS]):
        if b < had:
            place_break(g, s, k, b, s.breaks[p, d, b])
        else:
            low, high = g.rows[row, BREAK + 3 * b + 1], g.rows[row, BREAK + 3 * b + 2]
            s.plan_breaks[k, b] = low + draw(s, max(high - low + 1, 1))
    if had > 0 and g.rows[row, BREAKS] > 0 and draw(s, 8) == 0:
        move_one_break(g, s, k)


@part
def paint(g: Given, s: State, k: int) -> bool:
    """Wish for another role over an interval or move a change of roles; False: nothing changed."""
    p, d, row = s.plan[k, 0], s.plan[k, 1], s.plan[k, 2]
    choices = g.able_count[p, d]
    if choices < 2:
        return False
    first, last = int(g.rows[row, START]), int(g.rows[row, END])
    wish = s.plan_wish[k]
    if draw(s, 2) == 0:
        at = boundary(s, k, first, last)
        if at >= 0:
            by = 1 + draw(s, 4)
            if draw(s, 2) == 0:
                return fill(s, k, at, min(last, at + by), wish[at - 1])
            return fill(s, k, max(first, at - by), at, wish[at])
    role = g.able[p, d, draw(s, choices)]
    block = min(g.block, last - first)
    room = last - first - block + 1
    how = draw(s, 4)
    if how == 0:
        return fill(s, k, first, first + block + draw(s, room), role)
    if how == 1:
        return fill(s, k, last - block - draw(s, room), last, role)
    if how == 2:
        return fill(s, k, first, last, role)
    a = first + draw(s, room)
    return fill(s, k, a, min(last, a + block + draw(s, 2 * block + 1)), role)


@part
def boundary(s: State, k: int, first: int, last: int) -> int:
    """A random slot in which the wish of a planned cell changes; -1 when there is none."""
    wish = s.plan_wish[k]
    number = 0
    for base in range(first, last, LANES):
        mask = within(differing(wish, base, wish, base + 1), base, first, last - 1)
        while mask != 0:
            number += 1
            mask &= mask - 1
    if number == 0:
        return -1
    chosen = draw(s, number)
    for base in range(first, last, LANES):
        mask = within(differing(wish, base, wish, base + 1), base, first, last - 1)
        while mask != 0:
            if chosen == 0:
                return base + 1 + lowest(mask)
            chosen -= 1
            mask &= mask - 1
    return -1


@part
def fill(s: State, k: int, a: int, b: int, role: int) -> bool:
    """Wish for a role in [a, b) of a planned cell; False when that changes nothing."""
    changed = False
    wish = s.plan_wish[k]
    for t in range(a, b):
        if wish[t] != role:
            wish[t] = role
            changed = True
    return changed


@part
def wish_best(g: Given, s: State, k: int) -> None:
    """Wish, in every slot of a planned cell, for the role in which one more person helps most."""
    p, d, row = s.plan[k, 0], s.plan[k, 1], s.plan[k, 2]
    edge, doing, wish, able = s.edge, s.doing[p], s.plan_wish[k], g.able[p, d]
    for t in range(g.rows[row, START], g.rows[row, END]):
        best = 0
        chosen = -1
        for x in range(g.able_count[p, d]):
            r = able[x]
            gain = edge[t, r, 0] if doing[t] == r else -edge[t, r, 1]
            if chosen < 0 or gain > best:
                best, chosen = gain, r
        wish[t] = chosen


@part
def fill_in(g: Given, s: State, k: int) -> None:
    """Work out the breaks and wishes of a planned cell that are not known yet."""
    if s.plan[k, 4] == BORROWED:
        borrow(g, s, k)
    elif s.plan[k, 4] == FRESH:
        choose_anew(g, s, k)


@part
def choose_anew(g: Given, s: State, k: int) -> None:
    """Any breaks; the present wishes, others, or the best ones."""
    keep_wishes(g, s, k)
    place_breaks(g, s, k)
    p, d, row = s.plan[k, 0], s.plan[k, 1], s.plan[k, 2]
    how = draw(s, 4)
    if how == 0:
        wish_best(g, s, k)
    elif how == 1:
        role = g.able[p, d, draw(s, g.able_count[p, d])] if g.able_count[p, d] > 0 else 0
        fill(s, k, g.rows[row, START], g.rows[row, END], role)
        paint(g, s, k)


@part
def borrow(g: Given, s: State, k: int) -> None:
    """The breaks and, where the person can, the wishes of the other cell of the pair."""
    other = k ^ 1
    d, row = s.plan[k, 1], s.plan[k, 2]
    q, e, had = s.plan[other, 0], s.plan[other, 1], g.rows[s.plan[other, 3], BREAKS]
    by = g.day_start[d] - g.day_start[e]
    first, last = g.rows[row, START], g.rows[row, END]
    copy_slots(s.plan_wish[k], first, s.wish[q], first - by, last - first)
    keep_own_where_needed(g, s, k, first, last)
    for b in range(g.rows[row, BREAKS]):
        middle = (first + last) // 2
        place_break(g, s, k, b, s.breaks[q, e, b] + by if b < had else middle)


@part
def keep_own_where_needed(g: Given, s: State, k: int, first: int, last: int) -> None:
    """Wish as before where the person cannot do what a planned cell's wishes say."""
    p, d = s.plan[k, 0], s.plan[k, 1]
    own, mine, can = s.wish[p], s.plan_wish[k], g.can[p, d]
    begin = first
    for base in range(first, last, LANES):
        mask = within(differing(mine, base, mine, base + 1), base, first, last - 1)
        stop = min(base + LANES, last)
        while begin < stop:
            end = stop
            if mask != 0:
                end = base + 1 + lowest(mask)
                mask &= mask - 1
            if not can[mine[begin]]:
                for t in range(begin, end):
                    mine[t] = own[t]
            begin = end
