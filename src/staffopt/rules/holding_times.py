"""In which slots a session of a course may start, as the search reads it.

Only shapes use this module; checks look at sessions on the calendar by themselves (`sessions.py`).
"""

from __future__ import annotations

from datetime import time

import numpy as np

from staffopt.domain.calendar import DAY, Span, minutes_between
from staffopt.domain.problem import Problem
from staffopt.domain.shapes import Bools
from staffopt.domain.training import Course


def starts_of(problem: Problem, course: Course) -> Bools:
    """The first slots from which a session fits windows, staffed hours, blackouts and due dates."""
    horizon = problem.horizon
    step = horizon.slot_minutes
    slots = -(-course.minutes // step)
    staffed = np.concatenate([[0], np.cumsum(problem.requirement.staffed)])
    starts = np.zeros(horizon.slots, bool)
    last = max(horizon.slots - slots + 1, 0)
    starts[:last] = (staffed[slots:] - staffed[:-slots])[:last] == slots
    begins = np.arange(horizon.slots) * step
    ends = begins + course.minutes
    if course.windows:
        inside = np.zeros(horizon.slots, bool)
        for since, until in (_minutes(problem, span) for span in _windows(problem, course)):
            inside |= (since <= begins) & (ends <= until)
        starts &= inside
    for since, until in (_minutes(problem, span) for span in course.blackout):
        starts &= (ends <= since) | (until <= begins)
    dues = [need.due for need in problem.needs if need.course_id == course.id]
    known = [due for due in dues if due is not None]
    if dues and len(known) == len(dues):
        midnight = horizon.at(max(known) + DAY, time(0))
        starts &= ends <= minutes_between(horizon.start, midnight)
    return starts


def _windows(problem: Problem, course: Course) -> list[Span]:
    horizon = problem.horizon
    return [
        horizon.window(day, window.since, window.until)
        for day in (horizon.first - DAY, *horizon.dates)
        for window in course.windows
        if day.weekday() in window.weekdays
    ]


def _minutes(problem: Problem, span: Span) -> tuple[int, int]:
    start = problem.horizon.start
    return minutes_between(start, span.start), minutes_between(start, span.end)
