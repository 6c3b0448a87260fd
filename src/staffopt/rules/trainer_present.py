"""Trainers and rooms."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import combinations

from staffopt.domain.problem import Problem
from staffopt.domain.roster import Roster
from staffopt.domain.training import Session
from staffopt.domain.violation import Violation
from staffopt.rules.base import Rule
from staffopt.rules.sessions import attends
from staffopt.rules.words import name_of, on_clock


class TrainerPresent(Rule):
    """A session has a trainer who can give it and is there all the time, and a room of its own.

    Why: nobody learns from an empty chair, and two groups do not fit into one room.
    Example: Bo may give the till course; from 09:00 to 10:00 he gives one session and no other,
    and his shift shows an hour of training. Where and by whom is told to the search by
    `training_held`.
    """

    name = "trainer_present"
    holds_always = True

    def check(self, problem: Problem, roster: Roster) -> Iterable[Violation]:
        for session in roster.sessions:
            fault = self._fault(problem, roster, session)
            if fault:
                text = f"{self._where(problem, session)}: {fault}"
                who, span = session.trainer_id, session.span
                yield self.breach(text, who, span.start, span.end)
        ordered = sorted(roster.sessions, key=lambda each: (each.span, each.id))
        for one, two in combinations(ordered, 2):
            if not one.span.overlaps(two.span):
                continue
            where = self._where(problem, two)
            if one.trainer_id is not None and one.trainer_id == two.trainer_id:
                text = f"{where}: {name_of(problem, one.trainer_id)} gives another session then"
                yield self.breach(text, one.trainer_id, two.span.start, two.span.end)
            if one.room is not None and one.room == two.room:
                text = f"{where}: room {one.room} is taken"
                yield self.breach(text, None, two.span.start, two.span.end)

    def _fault(self, problem: Problem, roster: Roster, session: Session) -> str:
        """What is wrong with a session's trainer; empty when nothing."""
        course = problem.course[session.course_id]
        if session.trainer_id is None:
            return "has no trainer" if course.needs_trainer else ""
        name = name_of(problem, session.trainer_id)
        if course.needs_trainer and session.trainer_id not in course.trainers:
            return f"{name} cannot give it"
        if session.trainer_id in session.attendees:
            return f"{name} cannot both give and attend it"
        if not attends(roster, session, session.trainer_id):
            return f"{name} is not in training for all of it"
        return ""

    def _where(self, problem: Problem, session: Session) -> str:
        course = problem.course[session.course_id]
        return f"{course.name} on {on_clock(problem, session.span.start)}"
