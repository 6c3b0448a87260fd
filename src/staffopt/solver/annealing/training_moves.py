"""The moves on training: hold, join, come, leave and move a session. Compiled."""

from __future__ import annotations

from staffopt.solver.annealing.sessions import (
    attendees,
    cancel,
    end_of,
    gather,
    join,
    leave,
    needed_later,
    orders_kept,
)
from staffopt.solver.annealing.summon import make_free, open_session
from staffopt.solver.arrays.given import Given
from staffopt.solver.arrays.state import State
from staffopt.solver.arrays.training import Training
from staffopt.solver.compiling.compiled import part
from staffopt.solver.judging.journal import draw

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
    return a >= 0 and open_session(g, tr, s, k, a) and gather(g, tr, s, k, MOST_TOGETHER)


@part
def join_or_change(g: Given, tr: Training, s: State) -> bool:
    """Somebody joins a held session, or leaves his for another of the course, held or new."""
    i = draw(s, len(s.need_session))
    k = draw(s, len(s.session_start))
    old = s.need_session[i]
    fresh = s.session_start[k] < 0
    if tr.session_course[k] != tr.need_course[i] or k == old or (fresh and old < 0):
        return False
    if old >= 0:
        if attendees(s, old) <= tr.group_min[tr.session_course[old]]:
            cancel(g, tr, s, old)
        else:
            leave(g, tr, s, i)
    if fresh:
        a = random_time(tr, s, k)
        if a < 0 or not open_session(g, tr, s, k, a):
            return False
    if not bring(g, tr, s, i, k) or attendees(s, k) < tr.group_min[tr.session_course[k]]:
        return False
    return orders_kept(tr, s)


@part
def bring(g: Given, tr: Training, s: State, i: int, k: int) -> bool:
    """Need i joins held session k, the person with another shift if need be."""
    p = tr.need_person[i]
    if p == s.session_trainer[k]:
        return False
    d = make_free(g, s, p, s.session_start[k], end_of(tr, s, k))
    return d >= 0 and join(g, tr, s, i, k, d)


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
    cancel(g, tr, s, k)
    return orders_kept(tr, s)


@part
def come(g: Given, tr: Training, s: State) -> bool:
    """Somebody's shift changes so that a session can be attended."""
    i = draw(s, len(s.need_session))
    k = draw(s, len(s.session_start))
    if s.need_session[i] >= 0 or tr.need_course[i] != tr.session_course[k]:
        return False
    fresh = s.session_start[k] < 0
    if fresh:
        a = random_time(tr, s, k)
        if a < 0 or not open_session(g, tr, s, k, a):
            return False
    return bring(g, tr, s, i, k) and (not fresh or gather(g, tr, s, k, MOST_TOGETHER))


@part
def move_session(g: Given, tr: Training, s: State) -> bool:
    """A held session is held anew, at its time or another, its people with other shifts if need be.

    Sometimes a second one with it, such as the one that its people need it for.
    """
    k, other = draw(s, len(s.session_start)), -1
    if s.session_start[k] < 0 or attendees(s, k) > MOST_TOGETHER:
        return False
    a, b = s.session_start[k], 0
    if draw(s, 3) > 0:
        a = random_time(tr, s, k)
    if draw(s, 3) == 0:
        other = draw(s, len(s.session_start))
        if other == k or s.session_start[other] < 0 or attendees(s, other) > MOST_TOGETHER:
            return False
        b = random_time(tr, s, other)
    if a < 0 or b < 0:
        return False
    cancel(g, tr, s, k)
    if other >= 0:
        cancel(g, tr, s, other)
    left = s.log_size[1]
    if other >= 0 and b < a:
        k, other, a, b = other, k, b, a
    if not hold_anew(g, tr, s, k, a, left):
        return False
    if other >= 0 and not hold_anew(g, tr, s, other, b, left):
        return False
    return orders_kept(tr, s)


@part
def hold_anew(g: Given, tr: Training, s: State, k: int, a: int, left: int) -> bool:
    """Hold session k from slot a with those of the `left` needs that were in it and can come.

    Sometimes somebody stays away, and sometimes others who can come join.
    """
    if not open_session(g, tr, s, k, a):
        return False
    course = tr.session_course[k]
    for n in range(left):
        i = s.log_need[n, 0]
        if s.log_need[n, 1] != k or s.need_session[i] >= 0 or draw(s, 8) == 0:
            continue
        if tr.need_person[i] != s.session_trainer[k] and not bring(g, tr, s, i, k):
            return False
    if attendees(s, k) >= tr.group_min[course] and draw(s, 2) == 0:
        return True
    return gather(g, tr, s, k, MOST_TOGETHER)
