"""The moves on training: hold, join, come, leave and move a session. Compiled."""

from __future__ import annotations

from staffopt.solver.compiled import part
from staffopt.solver.given import END, START, Given
from staffopt.solver.journal import draw, propose
from staffopt.solver.sessions import (
    attendees,
    cancel,
    end_of,
    free_for,
    gather,
    hold,
    join,
    leave,
    needed_later,
)
from staffopt.solver.shift_choice import place_breaks
from staffopt.solver.state import OPEN, State
from staffopt.solver.training_arrays import Training

TRIES = 10
MOST_TOGETHER = 10
"""Most people who join in one move, unless the least group is larger; others may join later."""


@part
def random_time(tr: Training, s: State, k: int) -> int:
    """A random allowed start of session place k, half the time near its present one; -1: none."""
    course = tr.session_course[k]
    first, after = tr.start_first[course], tr.start_first[course + 1]
    if after == first:
        return -1
    if s.session_start[k] >= 0 and draw(s, 2) == 0:
        wanted = s.session_start[k] + draw(s, 9) - 4
        for x in range(first, after):
            if tr.starts[x] == wanted:
                return wanted
        return -1
    return tr.starts[first + draw(s, after - first)]


@part
def hold_somewhen(g: Given, tr: Training, s: State) -> bool:
    """Hold a session that is not held, at a random allowed time, with whoever can come."""
    k = draw(s, len(s.session_start))
    if s.session_start[k] >= 0:
        return False
    a = random_time(tr, s, k)
    return a >= 0 and hold(g, tr, s, k, a) and gather(g, tr, s, k, MOST_TOGETHER)


@part
def join_or_change(g: Given, tr: Training, s: State) -> bool:
    """Somebody joins a held session, from another one of the course if need be."""
    i = draw(s, len(s.need_session))
    k = draw(s, len(s.session_start))
    old = s.need_session[i]
    if tr.session_course[k] != tr.need_course[i] or s.session_start[k] < 0 or k == old:
        return False
    if old >= 0:
        if attendees(s, old) <= tr.group_min[tr.session_course[old]] or needed_later(tr, s, i):
            return False
        leave(g, tr, s, i)
    return join(g, tr, s, i, k, -1)


@part
def leave_or_cancel(g: Given, tr: Training, s: State) -> bool:
    """Somebody leaves a session, which is cancelled if its group would be too small."""
    i = draw(s, len(s.need_session))
    k = s.need_session[i]
    if k < 0 or needed_later(tr, s, i):
        return False
    if attendees(s, k) > tr.group_min[tr.session_course[k]]:
        leave(g, tr, s, i)
        return True
    for j in range(len(s.need_session)):
        if s.need_session[j] == k and needed_later(tr, s, j):
            return False
    cancel(g, tr, s, k)
    return True


@part
def move_session(g: Given, tr: Training, s: State) -> bool:
    """A held session moves to another time, with whoever can come."""
    k = draw(s, len(s.session_start))
    if s.session_start[k] < 0 or attendees(s, k) > MOST_TOGETHER:
        return False
    for i in range(len(s.need_session)):
        if s.need_session[i] == k and needed_later(tr, s, i):
            return False
    a = random_time(tr, s, k)
    if a < 0 or a == s.session_start[k]:
        return False
    cancel(g, tr, s, k)
    return hold(g, tr, s, k, a) and gather(g, tr, s, k, MOST_TOGETHER)


@part
def shift_around(g: Given, s: State, p: int, a: int, b: int) -> int:
    """Propose for person p a shift that holds [a, b) with breaks outside: the day, or -1."""
    for t in range(a, b):
        if s.at[p, t] > 0:
            return -1
    for d in range(s.row.shape[1]):
        if g.day_start[d + 1] <= a or g.day_start[d] > a:
            continue
        if g.cell_count[p, d] == 0 or s.shut[p, d] > OPEN:
            continue
        for _ in range(TRIES):
            row = g.cell_first[p, d] + draw(s, g.cell_count[p, d])
            if g.rows[row, START] <= a and b <= g.rows[row, END]:
                k = propose(g, s, p, d, row)
                place_breaks(g, s, k)
                return d
    return -1


@part
def free_a_day(g: Given, s: State, p: int, a: int) -> None:
    """Propose a free day for person p on some worked day that does not hold slot a."""
    d = draw(s, s.row.shape[1])
    elsewhere = a < g.day_start[d] or a >= g.day_start[d + 1]
    if s.row[p, d] >= 0 and elsewhere and s.held[p, d] == 0 and s.shut[p, d] == OPEN:
        propose(g, s, p, d, -1)


@part
def come(g: Given, tr: Training, s: State) -> bool:
    """Somebody's shift changes so that a session can be attended."""
    i = draw(s, len(s.need_session))
    k = draw(s, len(s.session_start))
    if s.need_session[i] >= 0 or tr.need_course[i] != tr.session_course[k]:
        return False
    p = tr.need_person[i]
    fresh = s.session_start[k] < 0
    if fresh:
        a = random_time(tr, s, k)
        if a < 0 or not hold(g, tr, s, k, a):
            return False
    a, b = s.session_start[k], end_of(tr, s, k)
    if p == s.session_trainer[k]:
        return False
    d = -1
    if free_for(g, s, p, a, b) < 0:
        if draw(s, 2) == 0:
            free_a_day(g, s, p, a)
        d = shift_around(g, s, p, a, b)
        if d < 0:
            return False
    if not join(g, tr, s, i, k, d):
        return False
    return not fresh or gather(g, tr, s, k, MOST_TOGETHER)
