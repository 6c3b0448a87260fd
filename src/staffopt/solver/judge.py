"""Judging a proposed move: legal, at what change of cost, and making it so. Compiled.

The dearer a check, the later it comes. Sums are changed while they are judged and changed back when
the move is refused, so that a move of several cells is judged as one.
"""

from __future__ import annotations

from staffopt.solver.compiled import njit
from staffopt.solver.given import END, START, Given
from staffopt.solver.journal import take_back
from staffopt.solver.legality import days_allow
from staffopt.solver.measure import cost_of_plan, hull
from staffopt.solver.role_blocks import write_shift
from staffopt.solver.score import add_counts, add_presence, add_spreads, gaps_cost, too_few_left
from staffopt.solver.state import State
from staffopt.solver.training_arrays import Training

OFF = -1


@njit
def make(g: Given, tr: Training, s: State) -> tuple[bool, int]:
    """Make the proposed move: (made, change of cost). A move that is refused leaves no trace.

    It is refused when a cell may not become what is proposed, or when all of it costs more than
    `state.limit`.
    """
    size = s.plan_size[0]
    gaps = 0
    if g.any_soft_gaps:
        gaps = gaps_of_all(g, s, size)
    put_rows(s, size)
    ok = size > 0
    for k in range(size):
        ok = ok and days_allow(g, s, k) and apart(g, s, k)
    if not ok:
        put_rows_back(s, size)
        take_back(g, s)
        return False, 0
    ok, delta = change_people(g, s, size)
    delta += s.promised[0]
    if g.any_soft_gaps:
        delta += gaps_of_all(g, s, size) - gaps
    for k in range(size):
        ok = ok and (s.plan[k, 2] < 0 or write_shift(g, s, k))
    done = 0
    if ok:
        known, change = cost_of_plan(g, s, size)
        if not known:
            change = 0
            for k in range(size):
                change += change_cell(g, s, k, 1)
            done = size
        delta += change
        if delta <= s.limit[0]:
            for k in range(done, size):
                change_cell(g, s, k, 1)
            done = size
            if len(s.session_start) == 0 or enough_left(g, tr, s, size):
                settle(g, s, size)
                return True, delta
    for k in range(done - 1, -1, -1):
        change_cell(g, s, k, -1)
    turn_people(g, s, size, -1)
    put_rows_back(s, size)
    take_back(g, s)
    return False, 0


@njit
def gaps_of_all(g: Given, s: State, size: int) -> int:
    """Price of the gaps between shifts of everybody in the plan."""
    cost = 0
    for k in range(size):
        p = s.plan[k, 0]
        if g.has_soft_gaps[p] and first_of(s, k, p):
            cost += gaps_cost(g, s, p)
    return cost


@njit
def put_rows(s: State, size: int) -> None:
    """The planned rows stand in the roster, those before in the plan."""
    for k in range(size):
        cell = s.plan[k]
        days = s.row[cell[0]]
        cell[3] = days[cell[1]]
        days[cell[1]] = cell[2]


@njit
def first_of(s: State, k: int, p: int) -> bool:
    """Whether the planned cell is the first of its person."""
    for j in range(k):
        if s.plan[j, 0] == p:
            return False
    return True


@njit
def apart(g: Given, s: State, k: int) -> bool:
    """Whether the planned cell shares no slot, before or after, with its person's earlier cells."""
    p = s.plan[k, 0]
    for j in range(k):
        if s.plan[j, 0] == p:
            first, last = hull(g, s.plan[k, 2], s.plan[k, 3])
            other_first, other_last = hull(g, s.plan[j, 2], s.plan[j, 3])
            if first < other_last and other_first < last:
                return False
    return True


@njit
def put_rows_back(s: State, size: int) -> None:
    """The rows as they were before the move."""
    for k in range(size):
        s.row[s.plan[k, 0], s.plan[k, 1]] = s.plan[k, 3]


@njit
def change_people(g: Given, s: State, size: int) -> tuple[bool, int]:
    """Change everybody's sums: whether they keep their limits, and what that changes."""
    changed = False
    for k in range(size):
        cell = s.plan[k]
        if cell[2] != cell[3]:
            changed = True
            total, kept = s.total[cell[0]], s.plan_total[k]
            for j in range(len(total)):
                kept[j] = total[j]
    if not changed:
        return True, 0
    delta = turn_people(g, s, size, 1)
    for k in range(size):
        cell = s.plan[k]
        p = cell[0]
        if cell[2] != cell[3]:
            total, kept, most = s.total[p], s.plan_total[k], g.count_most[p]
            for j in range(len(total)):
                if total[j] > most[j] and total[j] > kept[j]:
                    return False, delta
    return True, delta


@njit
def turn_people(g: Given, s: State, size: int, way: int) -> int:
    """Exchange rows in the sums of their people, forth (1) or back (-1); what that changes."""
    delta = 0
    for k in range(size):
        p, row, old = s.plan[k, 0], s.plan[k, 2], s.plan[k, 3]
        if row == old:
            continue
        for turn in range(2):
            which = row if turn == 0 else old
            if which >= 0:
                sign = way if turn == 0 else -way
                delta += sign * g.row_price[which]
                delta += add_counts(g, s, p, which, sign)
                delta += add_spreads(g, s, p, which, sign)
    return delta


@njit
def enough_left(g: Given, tr: Training, s: State, size: int) -> bool:
    """Whether nobody's leaving puts too many trainees beside too few on duty."""
    for k in range(size):
        p, row, old = s.plan[k, 0], s.plan[k, 2], s.plan[k, 3]
        if old >= 0 and old != row:
            home = g.home[p]
            for t in range(g.rows[old, START], g.rows[old, END]):
                if s.away[t, home] > 1 and too_few_left(tr, s, t, home):
                    return False
    return True


@njit
def change_cell(g: Given, s: State, k: int, way: int) -> int:
    """Exchange what a cell does for what is planned, or (-1) back; what that changes."""
    cell = s.plan[k]
    p, row = cell[0], cell[2]
    first, last = hull(g, row, cell[3])
    start, end = last, last
    if row >= 0:
        start, end = g.rows[row, START], g.rows[row, END]
    doing, planned, present = s.doing[p], s.plan_doing[k], s.present
    roles, home, counted = present.shape[1], g.home[p], g.duty_counted[p]
    delta = 0
    for t in range(first, last):
        before = doing[t]
        after = OFF
        if start <= t < end:
            after = planned[t]
        if before == after:
            continue
        if way < 0:
            before, after = after, before
        was, now = 0 <= before < roles, 0 <= after < roles
        if was:
            delta += s.edge[t, before, 0]
            staff(g, s, t, before, -1)
        if now:
            delta += s.edge[t, after, 1]
            staff(g, s, t, after, 1)
        if counted and was != now:
            delta += add_presence(g, s, p, t, 1 if now else -1, True)
        if before == OFF:
            present[t, home] += 1
        elif after == OFF:
            present[t, home] -= 1
    return delta


@njit
def staff(g: Given, s: State, t: int, role: int, step: int) -> None:
    """One person more (1) or fewer (-1) in a role and slot."""
    n = s.cover[t, role] + step
    slopes = g.slope[t, role]
    s.cover[t, role] = n
    s.edge[t, role, 0] = -slopes[n - 1] if n > 0 else 0
    s.edge[t, role, 1] = slopes[n]


@njit
def settle(g: Given, s: State, size: int) -> None:
    """Keep what the planned cells do, wish for and have as breaks."""
    for k in range(size):
        cell = s.plan[k]
        p, d, row, old = cell[0], cell[1], cell[2], cell[3]
        doing, wish = s.doing[p], s.wish[p]
        if old >= 0 and old != row:
            for t in range(g.rows[old, START], g.rows[old, END]):
                doing[t] = OFF
        if row >= 0:
            planned, wished = s.plan_doing[k], s.plan_wish[k]
            for t in range(g.rows[row, START], g.rows[row, END]):
                doing[t] = planned[t]
                wish[t] = wished[t]
            for b in range(s.breaks.shape[2]):
                s.breaks[p, d, b] = s.plan_breaks[k, b]
