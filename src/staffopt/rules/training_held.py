"""Training takes place."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from pydantic import Field

from staffopt.domain.calendar import minutes_between
from staffopt.domain.problem import Problem
from staffopt.domain.roster import Roster
from staffopt.domain.shapes import Holding
from staffopt.domain.taught import last_moment, met
from staffopt.domain.training import Course, Session, TrainingNeed
from staffopt.domain.violation import Violation
from staffopt.rules.base import Rule
from staffopt.rules.holding_times import starts_of
from staffopt.rules.sessions import attends, last_due, out_of_hours
from staffopt.rules.words import name_of, on_clock, on_day


class TrainingHeld(Rule):
    """Every training need is met by a session that its person attends in time.

    Why: training that is only hoped for does not happen.
    Example: Ann needs the till course by Friday; a session on Thursday inside her shift meets it,
    one next week does not and costs the need's price. Sessions last as long as their course, or up
    to the end of its last slot; they lie in its windows, in staffed hours, outside its blackouts
    and not after the last date that anybody has; groups are neither too small nor too large; what
    comes before is attended before.
    """

    name = "training_held"
    holds_always = True
    hard_price: float = Field(
        1000, ge=0, description="Least price of leaving out a hard need, in the currency."
    )

    def price_of(self, need: TrainingNeed) -> int:
        """What leaving a need out costs, in hundredths of the currency."""
        return max(need.price, round(self.hard_price * 100)) if need.hard else need.price

    def holds(self, problem: Problem) -> Sequence[Holding]:
        return [
            Holding(
                course.id,
                course.minutes,
                -(-course.minutes // problem.horizon.slot_minutes),
                starts_of(problem, course),
                course.trainers,
                course.room,
                course.group_min,
                course.group_max,
                course.prerequisites,
                {
                    need.person_id: self.price_of(need)
                    for need in problem.needs
                    if need.course_id == course.id
                },
            )
            for course in problem.courses
        ]

    def check(self, problem: Problem, roster: Roster) -> Iterable[Violation]:
        for need in problem.needs:
            if not met(problem, roster, need):
                text, price = left_out(problem, need), self.price_of(need)
                start, end = problem.horizon.start, problem.horizon.end
                yield self.breach(text, need.person_id, start, end, price)
        for session in roster.sessions:
            course_held = problem.course[session.course_id]
            where = f"{course_held.name} on {on_clock(problem, session.span.start)}"
            for fault in _faults(problem, course_held, session):
                yield self.breach(f"{where}: {fault}", None, session.span.start, session.span.end)
            for person in session.attendees:
                for fault in _absences(problem, roster, course_held, session, person):
                    text = f"{where}: {name_of(problem, person)} {fault}"
                    yield self.breach(text, person, session.span.start, session.span.end)


def left_out(problem: Problem, need: TrainingNeed) -> str:
    """What is said of a need that is not met."""
    course = problem.course[need.course_id].name or need.course_id
    by = f" by {on_day(need.due)}" if need.due else ""
    return f"{name_of(problem, need.person_id)} gets no {course} training{by}"


def _faults(problem: Problem, course: Course, session: Session) -> Iterator[str]:
    """What is wrong with a session, whoever attends."""
    step = problem.horizon.slot_minutes
    minutes = minutes_between(session.span.start, session.span.end)
    if minutes not in (course.minutes, course.minutes + -course.minutes % step):
        yield f"lasts {minutes} min, the course {course.minutes}"
    if session.room != course.room:
        yield f"is in room {session.room}, the course in {course.room}"
    size = len(set(session.attendees))
    if not course.group_min <= size <= course.group_max:
        yield f"has {size} attendees; {course.group_min} to {course.group_max} fit"
    yield from out_of_hours(problem, course, session)
    due = last_due(problem, course)
    if due is not None and problem.horizon.date_of(last_moment(problem, session)) > due:
        yield f"is after {on_day(due)}, the last date by which anybody needs it"


def _absences(
    problem: Problem, roster: Roster, course: Course, session: Session, person: str
) -> Iterator[str]:
    """What is wrong with one person's attendance."""
    if not attends(roster, session, person):
        yield "is not in training for all of it"
    needed = {need.course_id for need in problem.needs if need.person_id == person}
    for before in course.prerequisites:
        done = any(
            other.course_id == before
            and person in other.attendees
            and other.span.end <= session.span.start
            for other in roster.sessions
        )
        if before in needed and not done:
            yield f"has not been to {before} before"
