"""Judging a proposed move: legal, at what change of cost, and making it so. Compiled.

The dearer a check, the later it comes. Sums are changed while they are judged and changed back when
the move is refused, so that a move of several cells is judged as one.
"""

from __future__ import annotations

from staffopt.solver.arrays.given import END, START, Given
from staffopt.solver.arrays.state import BORROWED, OFF, State
from staffopt.solver.arrays.training import Training
from staffopt.solver.compiling.compiled import part
from staffopt.solver.judging.day_patterns import pattern_change
from staffopt.solver.judging.journal import take_back
from staffopt.solver.judging.legality import days_allow
from staffopt.solver.judging.measure import cost_of_plan, hull
from staffopt.solver.judging.people_sums import change_people, put_people_back
from staffopt.solver.judging.role_blocks import write_shift
from staffopt.solver.judging.score import add_presence, gaps_cost, too_few_left
from staffopt.solver.judging.shift_choice import fill_in


@part
def make(g: Given, tr: Training, s: State) -> tuple[bool, int]:
    """Make the proposed move: (made, change of cost). A move that is refused leaves no trace.

    It is refused when a cell may not become what is proposed, or when all of it costs more than
    `state.limit`.
    """
    size = s.plan_size[0]
    gaps = gaps_of_all(g, s, size) if g.any_soft_gaps else 0
    delta = s.promised[0] + put_rows(g, s, size)
    if size == 0 or not rows_allowed(g, s, size):
        put_rows_back(s, size)
        take_back(g, s)
        return False, 0
    ok, change = change_people(g, s, size)
    delta += change
    if g.any_soft_gaps:
        delta += gaps_of_all(g, s, size) - gaps
    if ok and not hopeless(g, s, size, delta) and shifts_written(g, s, size):
        ok, change = change_slots(g, tr, s, size, delta)
        if ok:
            settle(g, s, size)
            return True, delta + change
    put_people_back(g, s, size)
    put_rows_back(s, size)
    take_back(g, s)
    return False, 0


@part
def rows_allowed(g: Given, s: State, size: int) -> bool:
    """Whether the days around them allow all planned rows."""
    for k in range(size):  # noqa: SIM110 - compiled
        if not days_allow(g, s, k) or not apart(g, s, k):
            return False
    return True


@part
def shifts_written(g: Given, s: State, size: int) -> bool:
    """Write all planned shifts slot by slot; False when one does not fit."""
    for k in range(size):
        s.plan[k, 5], s.plan[k, 6] = hull(g, s.plan[k, 2], s.plan[k, 3])
        if s.plan[k, 2] >= 0:
            fill_in(g, s, k)
        if not write_shift(g, s, k):
            return False
    return True


@part
def change_slots(g: Given, tr: Training, s: State, size: int, others: int) -> tuple[bool, int]:
    """Change who does what, unless that and what else changes cost too much: (done, change)."""
    known, delta = cost_of_plan(g, s, size)
    done = 0 if known else size
    for k in range(done):
        delta += change_cell(g, s, k, 1)
    if others + delta <= s.limit[0]:
        for k in range(done, size):
            change_cell(g, s, k, 1)
        done = size
        if len(s.session_start) == 0 or enough_left(g, tr, s, size):
            return True, delta
    for k in range(done - 1, -1, -1):
        change_cell(g, s, k, -1)
    return False, 0


@part
def gaps_of_all(g: Given, s: State, size: int) -> int:
    """Price of the gaps between shifts of everybody in the plan."""
    cost = 0
    for k in range(size):
        p = s.plan[k, 0]
        if g.has_soft_gaps[p] and first_of(s, k, p):
            cost += gaps_cost(g, s, p)
    return cost


@part
def put_rows(g: Given, s: State, size: int) -> int:
    """The planned rows stand in the roster, those before in the plan; what patterns change by."""
    delta = 0
    for k in range(size):
        cell = s.plan[k]
        p, d, row = cell[0], cell[1], cell[2]
        old = s.row[p, d]
        cell[3] = old
        if row != old:
            delta += pattern_change(g, s, p, d, row)
            s.row[p, d] = row
    return delta


@part
def first_of(s: State, k: int, p: int) -> bool:
    """Whether the planned cell is the first of its person."""
    for j in range(k):  # noqa: SIM110 - compiled
        if s.plan[j, 0] == p:
            return False
    return True


@part
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


@part
def put_rows_back(s: State, size: int) -> None:
    """The rows as they were before the move."""
    for k in range(size):
        s.row[s.plan[k, 0], s.plan[k, 1]] = s.plan[k, 3]


@part
def hopeless(g: Given, s: State, size: int, delta: int) -> bool:
    """Whether only sums could speak for exchanging days, and do not.

    Two people of the same skills who exchange a day leave cover as it is.
    """
    if delta <= s.limit[0]:
        return False
    for k in range(0, size, 2):
        if s.plan[k, 4] != BORROWED:
            return False
        p, q, d = s.plan[k, 0], s.plan[k + 1, 0], s.plan[k, 1]
        if s.plan[k + 1, 1] != d or g.skills[p, d] != g.skills[q, d]:
            return False
        if g.duty_counted[p] != g.duty_counted[q] or s.held[p, d] + s.held[q, d] > 0:
            return False
    return True


@part
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


@part
def change_cell(g: Given, s: State, k: int, way: int) -> int:
    """Exchange what a cell does for what is planned, or (-1) back; what that changes."""
    p, first, last = s.plan[k, 0], s.plan[k, 5], s.plan[k, 6]
    doing, planned = s.doing[p], s.plan_doing[k]
    delta = 0
    for t in range(first, last):
        before, after = doing[t], planned[t]
        if before != after and way > 0:
            delta += change_slot(g, s, p, t, before, after)
        elif before != after:
            change_slot(g, s, p, t, after, before)
    return delta


@part
def change_slot(g: Given, s: State, p: int, t: int, before: int, after: int) -> int:
    """A person does something else in a slot; what that changes."""
    roles, home = s.cover.shape[1], g.home[p]
    was, now = 0 <= before < roles, 0 <= after < roles
    delta = 0
    if was:
        delta += s.edge[t, before, 0]
        staff(g, s, t, before, -1)
    if now:
        delta += s.edge[t, after, 1]
        staff(g, s, t, after, 1)
    if was != now and g.duty_counted[p]:
        delta += add_presence(g, s, p, t, 1 if now else -1, True)
    if before == OFF:
        s.present[t, home] += 1
    elif after == OFF:
        s.present[t, home] -= 1
    return delta


@part
def staff(g: Given, s: State, t: int, role: int, step: int) -> None:
    """One person more (1) or fewer (-1) in a role and slot."""
    n = s.cover[t, role] + step
    slopes = g.slope[t, role]
    s.cover[t, role] = n
    s.edge[t, role, 0] = -slopes[n - 1] if n > 0 else 0
    s.edge[t, role, 1] = slopes[n]


@part
def settle(g: Given, s: State, size: int) -> None:
    """Keep what the planned cells do, wish for and have as breaks."""
    for k in range(size):
        cell = s.plan[k]
        p, d, row = cell[0], cell[1], cell[2]
        doing, planned = s.doing[p], s.plan_doing[k]
        for t in range(cell[5], cell[6]):
            doing[t] = planned[t]
        if row >= 0:
            wish, wished = s.wish[p], s.plan_wish[k]
            for t in range(g.rows[row, START], g.rows[row, END]):
                wish[t] = wished[t]
            for b in range(s.breaks.shape[2]):
                s.breaks[p, d, b] = s.plan_breaks[k, b]
