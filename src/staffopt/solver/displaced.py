"""Why a training need is not held, in the manager's words."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import timedelta

import numpy as np

from staffopt.domain.calendar import Span
from staffopt.domain.problem import Problem
from staffopt.domain.roster import Roster
from staffopt.domain.shapes import Holding
from staffopt.domain.shifts import Activity
from staffopt.domain.training import Displaced, TrainingNeed
from staffopt.rules.base import Rule

MOMENT = timedelta(seconds=1)
NO_HURDLE = 7, "no time was found at which holding it costs less than leaving it out"


def displaced_needs(
    problem: Problem, rules: Sequence[Rule], roster: Roster
) -> tuple[Displaced, ...]:
    """Every need that no session of the roster meets, with the reason that stood in the way."""
    holdings = {h.course_id: h for rule in rules for h in rule.holds(problem)}
    held = {(s.course_id, person) for s in roster.sessions for person in s.attendees}
    return tuple(
        Displaced(need, _reason(problem, roster, holdings.get(need.course_id), need))
        for need in problem.needs
        if (need.course_id, need.person_id) not in held
    )


def _reason(problem: Problem, roster: Roster, holding: Holding | None, need: TrainingNeed) -> str:
    if holding is None:
        return "no rule of the store holds courses"
    starts = np.flatnonzero(holding.starts)
    if not len(starts):
        return "there is no time this week at which the course may be held"
    name = problem.person[need.person_id].name
    missing = [
        course
        for course in holding.prerequisites
        if any(n.person_id == need.person_id and n.course_id == course for n in problem.needs)
        and not any(
            s.course_id == course and need.person_id in s.attendees for s in roster.sessions
        )
    ]
    if missing:
        return f"{name} has to attend {problem.course[missing[0]].name} before"
    nearest = max(
        next(_hurdles(problem, roster, holding, need, int(slot)), NO_HURDLE) for slot in starts
    )
    return nearest[1].format(name=name)


def _hurdles(
    problem: Problem, roster: Roster, holding: Holding, need: TrainingNeed, slot: int
) -> Iterator[tuple[int, str]]:
    """What stands in the way of the need at one time, in the order a manager would ask.

    The later the hurdle, the nearer the time came to being one at which the need is met.
    """
    horizon = problem.horizon
    span = Span(horizon.instant(slot), horizon.instant(slot + holding.slots))
    if need.due is not None and horizon.date_of(span.end - MOMENT) > need.due:
        yield 1, "it is due before the course can be held"
    if not _on_duty(roster, need.person_id, span):
        yield 2, "{name} is not on duty at any time at which it may be held"
    if not _free(roster, need.person_id, span):
        yield 3, "{name} is on a break or in other training at the times left"
    if holding.trainers and not any(_free(roster, each, span) for each in holding.trainers):
        yield 4, "no trainer is free when {name} is"
    others = [
        other.person_id
        for other in problem.needs
        if other.course_id == need.course_id and _free(roster, other.person_id, span)
    ]
    if len(others) < holding.group_min:
        yield 5, f"fewer than {holding.group_min} people who need it are on duty together"
    trainees = sum(
        len(s.attendees) for s in roster.sessions if s.span.overlaps(span) and s.attendees
    )
    if trainees:
        yield 6, "others are in training at the times left, and not all may be away at once"


def _on_duty(roster: Roster, person_id: str, span: Span) -> bool:
    return any(shift.span.contains(span) for shift in roster.of(person_id))


def _free(roster: Roster, person_id: str, span: Span) -> bool:
    """Whether a person works, and does nothing else, all through a span."""
    for shift in roster.of(person_id):
        if shift.span.contains(span):
            busy = (*shift.of(Activity.BREAK), *shift.of(Activity.TRAINING))
            return not any(block.span.overlaps(span) for block in busy)
    return False
