"""Making somebody free for a session, with another shift if need be. Compiled."""

from __future__ import annotations

from staffopt.solver.annealing.sessions import free_for, hold, planned_row, room_free
from staffopt.solver.arrays.given import END, START, Given
from staffopt.solver.arrays.state import OPEN, State
from staffopt.solver.arrays.training import Training
from staffopt.solver.compiling.compiled import part
from staffopt.solver.judging.journal import draw, propose, propose_again
from staffopt.solver.judging.legality import sessions_inside
from staffopt.solver.judging.shift_choice import place_breaks, wish_best

TRIES = 10


@part
def replan(g: Given, s: State, p: int, d: int, row: int) -> int:
    """Propose a row for a cell, in place of what is proposed for it already."""
    for k in range(s.plan_size[0]):
        if s.plan[k, 0] == p and s.plan[k, 1] == d:
            s.plan[k, 2] = row
            if row >= 0:
                for t in range(g.rows[row, START], g.rows[row, END]):
                    s.plan_wish[k, t] = s.wish[p, t]
            return k
    return propose(g, s, p, d, row)


@part
def shift_around(g: Given, s: State, p: int, a: int, b: int) -> int:
    """Propose for person p a shift that holds [a, b) and his sessions: the day, or -1."""
    for t in range(a, b):
        if s.at[p, t] > 0:
            return -1
    d = 0
    while g.day_start[d + 1] <= a:
        d += 1
    if d >= s.row.shape[1] or g.cell_count[p, d] == 0 or s.shut[p, d] > OPEN:
        return -1
    now = planned_row(s, p, d)
    for _ in range(TRIES):
        row = g.cell_first[p, d] + draw(s, g.cell_count[p, d])
        around = g.rows[row, START] <= a and b <= g.rows[row, END]
        if around and sessions_inside(g, s, p, row, now):
            k = replan(g, s, p, d, row)
            place_breaks(g, s, k)
            if draw(s, 2) == 0:
                wish_best(g, s, k)
            return d
    return -1


@part
def free_a_day(g: Given, s: State, p: int, a: int) -> None:
    """Propose a free day for person p in place of some shift that does not hold slot a.

    Half the time that is one which the move has just taken a session out of.
    """
    d = draw(s, s.row.shape[1])
    if draw(s, 2) == 0:
        for k in range(s.plan_size[0]):
            if s.plan[k, 0] == p:
                d = s.plan[k, 1]
    elsewhere = a < g.day_start[d] or a >= g.day_start[d + 1]
    if s.row[p, d] >= 0 and elsewhere and s.held[p, d] == 0 and s.shut[p, d] == OPEN:
        replan(g, s, p, d, -1)


@part
def make_free(g: Given, s: State, p: int, a: int, b: int) -> int:
    """Propose that person p can be in a session in [a, b): the day, or -1 when he cannot.

    Mostly his shift stays as it is where it can.
    """
    d = free_for(g, s, p, a, b)
    if d < 0 or draw(s, 4) == 0:
        if draw(s, 2) == 0:
            free_a_day(g, s, p, a)
        other = shift_around(g, s, p, a, b)
        if other >= 0:
            return other
        d = free_for(g, s, p, a, b)
    if d >= 0:
        propose_again(g, s, p, d)
    return d


@part
def trainer_from(tr: Training, s: State, course: int, begin: int) -> int:
    """The first trainer of a course from person `begin` on, -1 when there is none."""
    people = s.row.shape[0]
    for step in range(people):
        p = (begin + step) % people
        if tr.trainer[course, p]:
            return p
    return -1


@part
def open_session(g: Given, tr: Training, s: State, k: int, a: int) -> bool:
    """Hold session k from slot a with any trainer, nobody in it yet; False when it cannot be."""
    course = tr.session_course[k]
    b = a + tr.course_slots[course]
    if not room_free(tr, s, k, a, b):
        return False
    p, d = -1, -1
    if tr.needs_trainer[course]:
        p = free_trainer(g, tr, s, course, a, b)
        if p < 0:
            p = trainer_from(tr, s, course, draw(s, s.row.shape[0]))
            if p < 0:
                return False
        d = make_free(g, s, p, a, b)
        if d < 0:
            return False
    hold(g, s, k, a, b, p, d)
    return True


@part
def free_trainer(g: Given, tr: Training, s: State, course: int, a: int, b: int) -> int:
    """A random trainer who could give a session in [a, b) as shifts are, -1 when there is none."""
    people = s.row.shape[0]
    begin = draw(s, people)
    for step in range(people):
        p = (begin + step) % people
        if tr.trainer[course, p] and free_for(g, s, p, a, b) >= 0:
            return p
    return -1
