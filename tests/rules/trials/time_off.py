"""Samples of the rule time_off, and the bugs planted in it."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from tests.rules.planting import Bug, checks_on, later_end, later_start, sees
from tests.rules.sample import Change, Sample, each_person
from tests.rules.shared_settings import HALF

from staffopt.domain.calendar import Span
from staffopt.domain.people import Person
from staffopt.rules.time_off import OffWork


def _leave(by: timedelta) -> Change:
    return each_person(
        lambda person: replace(
            person,
            time_off=tuple(
                replace(off, span=Span(off.span.start, off.span.end + by))
                for off in person.time_off
            ),
        )
    )


def _first_leave_hour_lost(person: Person) -> Person:
    return replace(
        person,
        time_off=tuple(
            replace(off, span=replace(off.span, start=off.span.start + timedelta(hours=1)))
            for off in person.time_off
        ),
    )


SAMPLES: tuple[Sample, ...] = (Sample(OffWork(), narrower=_leave(HALF), wider=_leave(-2 * HALF)),)


BUGS = (
    Bug("time_off", "shape", "ignores the last half hour", sees("allows", later_end(-30))),
    Bug("time_off", "check", "forgets an hour", checks_on(each_person(_first_leave_hour_lost))),
    Bug("time_off", "shape", "starts half an hour late", sees("allows", later_start(1))),
)
