"""Questions about sessions, as the checks ask them."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from staffopt.domain.calendar import DAY, Span
from staffopt.domain.problem import Problem
from staffopt.domain.roster import Roster
from staffopt.domain.shifts import Activity
from staffopt.domain.taught import taught
from staffopt.domain.training import Course, Session


def attends(roster: Roster, session: Session, person_id: str) -> bool:
    """Whether a person's shift has a training block for all of a session."""
    return any(
        block.session_id == session.id and block.span.contains(session.span)
        for shift in roster.of(person_id)
        for block in shift.of(Activity.TRAINING)
    )


def last_due(problem: Problem, course: Course) -> date | None:
    """The last date by which anybody needs a course; None when there is no such date."""
    dues = [need.due for need in problem.needs if need.course_id == course.id]
    known = [due for due in dues if due is not None]
    return max(known) if known and len(known) == len(dues) else None


def out_of_hours(problem: Problem, course: Course, session: Session) -> Iterator[str]:
    """Why a session may not be held when it is."""
    horizon = problem.horizon
    during = taught(problem, session)
    if any(span.overlaps(during) for span in course.blackout):
        yield "is in a blackout of the course"
    for slot in range(horizon.slot(during.start), horizon.slot_up(during.end)):
        if not 0 <= slot < horizon.slots or not problem.requirement.staffed[slot]:
            yield "is outside staffed hours"
            break
    today = horizon.date_of(during.start)
    windows: list[Span] = [
        horizon.window(day, window.since, window.until)
        for window in course.windows
        for day in (today - DAY, today)
        if day.weekday() in window.weekdays
    ]
    if course.windows and not any(window.contains(during) for window in windows):
        yield "is outside the course's windows"
