"""What sessions teach in time, and which needs that meets."""

from __future__ import annotations

from datetime import datetime, timedelta

from staffopt.domain.calendar import Span
from staffopt.domain.problem import Problem
from staffopt.domain.roster import Roster
from staffopt.domain.training import Session, TrainingNeed


def taught(problem: Problem, session: Session) -> Span:
    """A session without what is left of its last slot when the course is over."""
    minutes = timedelta(minutes=problem.course[session.course_id].minutes)
    return Span(session.span.start, min(session.span.end, session.span.start + minutes))


def last_moment(problem: Problem, session: Session) -> datetime:
    """An instant just inside the end of what is taught in a session, for its date."""
    return taught(problem, session).end - timedelta(seconds=1)


def met(problem: Problem, roster: Roster, need: TrainingNeed) -> bool:
    """Whether a session in time is attended."""
    return any(
        session.course_id == need.course_id
        and need.person_id in session.attendees
        and (need.due is None or problem.horizon.date_of(last_moment(problem, session)) <= need.due)
        for session in roster.sessions
    )
