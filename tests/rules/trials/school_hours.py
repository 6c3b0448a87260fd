"""Samples of the rule school_hours, and the bugs planted in it."""

from __future__ import annotations

from dataclasses import replace
from datetime import time

from tests.rules.planting import Bug, checks_on, later_end, later_start, sees
from tests.rules.sample import Change, Sample, each_person
from tests.rules.shared_mistakes import DISTRICTLESS, born_later
from tests.rules.shared_settings import YOUNG
from tests.worlds import DISTRICT

from staffopt.rules.school_hours import SchoolHours


def _school_until(hour: int) -> Change:
    """The first person's school ends at another hour."""
    until = replace(DISTRICT, hours=(time(8), time(hour)))
    return each_person(lambda p: replace(p, school=p.school and until))


SAMPLES: tuple[Sample, ...] = (
    Sample(SchoolHours(), narrower=_school_until(15), wider=_school_until(13)),
    Sample(SchoolHours(who=YOUNG, usual_from=time(9), usual_to=time(15))),
)


BUGS = (
    Bug("school_hours", "shape", "ignores the last hour", sees("allows", later_end(-60)), 1),
    Bug("school_hours", "shape", "starts an hour late", sees("allows", later_start(2))),
    Bug("school_hours", "check", "forgets the district", checks_on(DISTRICTLESS)),
    Bug("school_hours", "check", "is a birthday late", checks_on(born_later(1)), 1),
)
