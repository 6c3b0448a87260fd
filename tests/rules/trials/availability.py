"""Samples of the rule availability, and the bugs planted in it."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, time, timedelta

from tests.rules.planting import Bug, checks_on, later_end, later_start, sees
from tests.rules.sample import Change, Sample, each_person
from tests.rules.shared_settings import HALF

from staffopt.domain.people import Person
from staffopt.rules.availability import Available


def _windows(by: timedelta) -> Change:
    def moved(at: time) -> time:
        return (datetime(2026, 1, 1, at.hour, at.minute) + by).time()

    return each_person(
        lambda person: replace(
            person,
            availability=tuple(replace(w, until=moved(w.until)) for w in person.availability),
        )
    )


def _no_nights(person: Person) -> Person:
    day = tuple(w for w in person.availability if w.until > w.since)
    return replace(person, availability=day or person.availability)


def _apart(person: Person) -> Person:
    """Windows that touch are a minute apart."""
    moved = tuple(replace(w, since=w.since.replace(minute=1)) for w in person.availability)
    return replace(person, availability=moved)


SAMPLES: tuple[Sample, ...] = (
    Sample(Available(), narrower=_windows(-HALF), wider=_windows(2 * HALF)),
)


BUGS = (
    Bug("availability", "shape", "ignores the last half hour", sees("allows", later_end(-30))),
    Bug("availability", "shape", "starts half an hour late", sees("allows", later_start(1))),
    Bug("availability", "check", "forgets nights", checks_on(each_person(_no_nights))),
    Bug("availability", "check", "does not join windows", checks_on(each_person(_apart))),
)
