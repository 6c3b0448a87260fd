"""What is known of the time before a plan: histories, courses attended, who is not hired yet."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime, time

from staffopt.domain.calendar import DAY, Horizon, Span
from staffopt.domain.people import Person, TimeOff
from staffopt.domain.shifts import Activity, PastShift
from staffopt.domain.training import Course


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

    The id of a session begins with that of its course: `tills-1`, `tills@20260323T0900`.
    """
    ids = sorted((course.id for course in courses), key=len, reverse=True)
    found = set()
    for each in past:
        for block in each.shift.blocks:
            if block.activity is Activity.TRAINING and block.session_id and block.end <= until:
                for course in ids:
                    if block.session_id.startswith((f"{course}-", f"{course}@")):
                        found.add((each.shift.person_id, course))
                        break
    return found
