"""Samples of the rule time_window, and the bugs planted in it."""

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

from staffopt.domain.weekdays import WEEKDAYS
from staffopt.rules.time_window import TimeWindow


def _evenings(since: time) -> TimeWindow:
    return TimeWindow(who=YOUNG, school=SCHOOL, since=since, until=time(6), on="eve_of_school_day")


def _daytime(since: time, until: time) -> TimeWindow:
    """Half of the worlds' dates, over the end of a year, but for Saturdays."""
    return TimeWindow(
        since=since,
        until=until,
        bans=False,
        dates=("10-23..03-26", "06-03..06-05"),
        weekdays=("monday", "tuesday", "wednesday", "thursday", "friday", "sunday"),
    )


SAMPLES: tuple[Sample, ...] = (
    Sample(_evenings(time(20)), _evenings(time(19, 30)), _evenings(time(21))),
    Sample(
        _daytime(time(7), time(2)),
        _daytime(time(7, 30), time(1, 30)),
        _daytime(time(6), time(2, 30)),
    ),
    Sample(TimeWindow(who=YOUNG, since=time(8), until=time(12), on="school_day", school=SCHOOL)),
)


BUGS = (
    Bug("time_window", "shape", "ignores the last hour", sees("allows", later_end(-60))),
    Bug("time_window", "shape", "starts half an hour late", sees("allows", later_start(1)), 1),
    Bug("time_window", "shape", "takes the day before", sees("allows", the_day_before), 1),
    Bug("time_window", "check", "forgets school", checks_with(on=lambda _: "all")),
    Bug("time_window", "check", "takes days for eves", checks_with(on=lambda _: "school_day")),
    Bug("time_window", "check", "is a birthday late", checks_on(born_later(1))),
    Bug("time_window", "check", "forgets dates", checks_with(dates=lambda _: ()), 1),
    Bug("time_window", "check", "forgets weekdays", checks_with(weekdays=lambda _: WEEKDAYS), 1),
    Bug("time_window", "check", "ignores the clock change", checks_on(clock_of_the_first_day), 1),
    Bug(
        "time_window",
        "check",
        "takes eves for days",
        checks_with(on=lambda _: "eve_of_school_day"),
        2,
    ),
)
