"""What histories say of the time before a plan."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import replace

from staffopt.domain.calendar import Horizon
from staffopt.domain.people import Person
from staffopt.domain.shifts import PastShift


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
