"""Sessions in a roster: who can come, and marking who does. Compiled.

Like other moves, these only propose: attendance is marked in `state.at`, everybody concerned is put
on the list of days to be worked out again, and `journal.take_back` removes the marks if the move is
refused. `state.promised` sums the prices of needs that the move meets or gives up.
"""

from __future__ import annotations

from staffopt.solver.arrays.given import END, START, Given
from staffopt.solver.arrays.state import OPEN, State
from staffopt.solver.arrays.training import Training
from staffopt.solver.compiling.compiled import part
from staffopt.solver.judging.journal import draw, mark, propose_again, set_need, set_session
from staffopt.solver.judging.score import lone_group, trainee_cap

LARGEST_GROUP = 20
"""The journal holds a move of two groups of this size."""


@part
def day_at(g: Given, s: State, p: int, a: int, b: int) -> int:
    """The day whose shift of person p holds the slots [a, b), -1 when there is none."""
    for d in range(s.row.shape[1]):
        row = s.row[p, d]
        if row >= 0 and g.rows[row, START] <= a and b <= g.rows[row, END]:
            return d
    return -1


@part
def planned_row(s: State, p: int, d: int) -> int:
    """The row that the move proposes for a cell, else the present one."""
    for k in range(s.plan_size[0]):
        if s.plan[k, 0] == p and s.plan[k, 1] == d:
            return int(s.plan[k, 2])
    return int(s.row[p, d])


@part
def free_for(g: Given, s: State, p: int, a: int, b: int) -> int:
    """The day on which person p could be in a session in [a, b), -1 when it is not possible.

    Shifts are those that the move proposes. A break that is in the way goes elsewhere, or the move
    is refused.
    """
    for t in range(a, b):
        if s.at[p, t] > 0:
            return -1
    for d in range(s.row.shape[1]):
        row = planned_row(s, p, d)
        if row >= 0 and g.rows[row, START] <= a and b <= g.rows[row, END]:
            return -1 if s.shut[p, d] > OPEN else d
    return -1


@part
def present_then(g: Given, s: State, t: int, role: int) -> int:
    """How many of a main role are on duty in a slot when the proposed shifts are made."""
    number = s.present[t, role]
    for k in range(s.plan_size[0]):
        p, d, row = s.plan[k, 0], s.plan[k, 1], s.plan[k, 2]
        if g.home[p] == role:
            old = s.row[p, d]
            if old >= 0 and g.rows[old, START] <= t < g.rows[old, END]:
                number -= 1
            if row >= 0 and g.rows[row, START] <= t < g.rows[row, END]:
                number += 1
    return number


@part
def caps_hold(g: Given, tr: Training, s: State, a: int, b: int) -> bool:
    """Whether trainee numbers in [a, b) keep the caps, of every main role and of the store.

    Every role is looked at, since a second session ends the exemption of one that was alone.
    """
    for t in range(a, b):
        total = 0
        for r in range(s.cover.shape[1]):
            away = s.away[t, r]
            total += away
            if away < 2 or away <= trainee_cap(tr, present_then(g, s, t, r)):
                continue
            if lone_group(tr, s, t) < away:
                return False
        if total > tr.store_most:
            return False
    return True


@part
def in_order(tr: Training, s: State, i: int, a: int, b: int) -> bool:
    """Whether need i in [a, b) comes after its prerequisites, before what needs it, and in time."""
    if b > tr.need_due[i]:
        return False
    for x in range(tr.need_after.shape[1]):
        j = tr.need_after[i, x]
        if j >= 0:
            k = s.need_session[j]
            if k < 0 or s.session_start[k] + tr.course_slots[tr.session_course[k]] > a:
                return False
    for j in range(len(tr.need_person)):
        if s.need_session[j] >= 0 and s.session_start[s.need_session[j]] < b:
            for x in range(tr.need_after.shape[1]):
                if tr.need_after[j, x] == i:
                    return False
    return True


@part
def needed_later(tr: Training, s: State, i: int) -> bool:
    """Whether a held need depends on need i."""
    for j in range(len(tr.need_person)):
        if s.need_session[j] >= 0:
            for x in range(tr.need_after.shape[1]):
                if tr.need_after[j, x] == i:
                    return True
    return False


@part
def orders_kept(tr: Training, s: State) -> bool:
    """Whether whatever held needs depend on is held."""
    for i in range(len(tr.need_person)):
        if s.need_session[i] >= 0:
            for x in range(tr.need_after.shape[1]):
                j = tr.need_after[i, x]
                if j >= 0 and s.need_session[j] < 0:
                    return False
    return True


@part
def attendees(s: State, k: int) -> int:
    """How many needs session place k serves."""
    number = 0
    for i in range(len(s.need_session)):
        if s.need_session[i] == k:
            number += 1
    return number


@part
def room_free(tr: Training, s: State, k: int, a: int, b: int) -> bool:
    """Whether no other session is in the same room in [a, b)."""
    room = tr.room[tr.session_course[k]]
    if room < 0:
        return True
    for other in range(len(s.session_start)):
        start = s.session_start[other]
        if other != k and start >= 0:
            course = tr.session_course[other]
            if tr.room[course] == room and start < b and a < start + tr.course_slots[course]:
                return False
    return True


@part
def end_of(tr: Training, s: State, k: int) -> int:
    """The slot after a held session."""
    return s.session_start[k] + tr.course_slots[tr.session_course[k]]


@part
def join(g: Given, tr: Training, s: State, i: int, k: int, d: int) -> bool:
    """Need i joins held session k on the person's day d (-1: find it); False when it cannot."""
    p, a, b = tr.need_person[i], s.session_start[k], end_of(tr, s, k)
    if p == s.session_trainer[k] or attendees(s, k) >= tr.group_max[tr.session_course[k]]:
        return False
    if not in_order(tr, s, i, a, b):
        return False
    if d < 0:
        d = free_for(g, s, p, a, b)
        if d < 0:
            return False
        propose_again(g, s, p, d)
    mark(g, s, p, d, a, b, k, 1)
    set_need(tr, s, i, k)
    return caps_hold(g, tr, s, a, b)


@part
def leave(g: Given, tr: Training, s: State, i: int) -> None:
    """Need i leaves its session."""
    k = s.need_session[i]
    p, a, b = tr.need_person[i], s.session_start[k], end_of(tr, s, k)
    d = day_at(g, s, p, a, b)
    mark(g, s, p, d, a, b, k, -1)
    set_need(tr, s, i, -1)
    propose_again(g, s, p, d)


@part
def cancel(g: Given, tr: Training, s: State, k: int) -> None:
    """Session k is not held."""
    for i in range(len(s.need_session)):
        if s.need_session[i] == k:
            leave(g, tr, s, i)
    p = s.session_trainer[k]
    if p >= 0:
        a, b = s.session_start[k], end_of(tr, s, k)
        d = day_at(g, s, p, a, b)
        mark(g, s, p, d, a, b, k, -2)
        propose_again(g, s, p, d)
    set_session(s, k, -1, -1)


@part
def hold(g: Given, s: State, k: int, a: int, b: int, p: int, d: int) -> None:
    """Hold session k in [a, b) with trainer p (-1: none) on his day d, nobody in it yet."""
    if p >= 0:
        mark(g, s, p, d, a, b, k, 2)
    set_session(s, k, a, p)


@part
def gather(g: Given, tr: Training, s: State, k: int, most: int) -> bool:
    """Whoever needs session k and is free joins, up to `most`; False below the least group."""
    course = tr.session_course[k]
    a, b = s.session_start[k], end_of(tr, s, k)
    if tr.group_min[course] > LARGEST_GROUP:
        return False
    most = max(most, tr.group_min[course])
    needs = len(s.need_session)
    begin = draw(s, needs)
    joined = attendees(s, k)
    for step in range(needs):
        i = (begin + step) % needs
        if joined >= min(tr.group_max[course], most):
            break
        if s.need_session[i] >= 0 or tr.need_course[i] != course:
            continue
        p = tr.need_person[i]
        if p == s.session_trainer[k] or free_for(g, s, p, a, b) < 0:
            continue
        if not in_order(tr, s, i, a, b) or not caps_hold_with(g, tr, s, g.home[p], a, b):
            continue
        if not join(g, tr, s, i, k, -1):
            return False
        joined += 1
    return joined >= tr.group_min[course]


@part
def caps_hold_with(g: Given, tr: Training, s: State, home: int, a: int, b: int) -> bool:
    """Whether one more trainee of a main role in [a, b) keeps the caps."""
    for t in range(a, b):
        s.away[t, home] += 1
    kept = caps_hold(g, tr, s, a, b)
    for t in range(a, b):
        s.away[t, home] -= 1
    return kept
