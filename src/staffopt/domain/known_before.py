"""What is known of the time before a plan: histories, courses attended, who is not hired yet."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime, time

from staffopt.domain.calendar import DAY, Horizon, Span
from staffopt.domain.people import Person, TimeOff
from staffopt.domain.shifts import Activity, PastShift
from staffopt.domain.training import Course

NUMBERED = re.compile(r"(-\d+|@\d{8}T\d{4})$")
"""What the id of a session has beyond that of its course."""


def history_before(person: Person, horizon: Horizon) -> Person:
    """The person, without a history that knows of days after the first of a horizon."""
    if person.history is None or person.history.as_of <= horizon.first:
        return person
    return replace(person, history=None)


def missing_shifts(people: Iterable[Person], past: Iterable[PastShift]) -> list[PastShift]:
    """The shifts that histories know and the past roster does not."""
    known = defaultdict(list)
    for each in past:
        known[each.shift.person_id].append(each.shift.span)
    found = []
    for person in people:
        for paid in person.history.shifts if person.history else ():
            shift = paid.as_shift(person.id, person.main_role)
            if not any(shift.span.overlaps(span) for span in known[person.id]):
                found.append(PastShift(shift))
    return found


def hired_by_then(person: Person, horizon: Horizon) -> Person:
    """The person, off work until the day of being hired where that lies after the first day."""
    if person.hired is None or person.hired <= horizon.first:
        return person
    until = min(person.hired, horizon.first + (horizon.days + 1) * DAY)
    before = Span(horizon.at(horizon.first - DAY, time(0)), horizon.at(until, time(0)))
    return replace(person, time_off=(*person.time_off, TimeOff(before, "not hired yet")))


def attended_before(
    past: Iterable[PastShift], courses: Iterable[Course], until: datetime
) -> set[tuple[str, str]]:
    """Who has been to which course by an instant, as (person, course).

    A session has the id of its course, alone or with a number or instant: `tills`, `tills-1`,
    `tills@20260323T0900`. Who gives a course has not been to it.
    """
    trainers = {course.id: course.trainers for course in courses}
    found = set()
    for each in past:
        for block in each.shift.blocks:
            if block.activity is Activity.TRAINING and block.session_id and block.end <= until:
                course = NUMBERED.sub("", block.session_id)
                if course in trainers and each.shift.person_id not in trainers[course]:
                    found.add((each.shift.person_id, course))
    return found
