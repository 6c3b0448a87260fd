"""Samples of the rule curfew, and the bugs planted in it."""

from __future__ import annotations

from datetime import time

from tests.rules.planting import (
    Bug,
    checks_on,
    checks_with,
    later_end,
    later_start,
    sees,
    the_day_before,
)
from tests.rules.sample import Sample
from tests.rules.shared_mistakes import born_later, clock_of_the_first_day
from tests.rules.shared_settings import SCHOOL, YOUNG

from staffopt.rules.curfew import Curfew

SAMPLES: tuple[Sample, ...] = (
    Sample(
        Curfew(who=YOUNG, school=SCHOOL, latest=time(20), latest_before_free=time(23)),
        Curfew(who=YOUNG, school=SCHOOL, latest=time(19, 30), latest_before_free=time(23)),
        Curfew(who=YOUNG, school=SCHOOL, latest=time(21), latest_before_free=time(23)),
    ),
    Sample(
        Curfew(earliest=time(7), latest=time(2)),
        Curfew(earliest=time(7, 30), latest=time(1, 30)),
        Curfew(earliest=time(6), latest=time(2, 30)),
    ),
)


BUGS = (
    Bug("curfew", "shape", "ignores the last hour", sees("allows", later_end(-60))),
    Bug("curfew", "shape", "starts half an hour late", sees("allows", later_start(1)), 1),
    Bug("curfew", "shape", "takes the day before", sees("allows", the_day_before)),
    Bug("curfew", "check", "forgets free eves", checks_with(latest_before_free=lambda _: None)),
    Bug("curfew", "check", "is a birthday late", checks_on(born_later(1))),
    Bug("curfew", "check", "ignores the clock change", checks_on(clock_of_the_first_day), 1),
)
