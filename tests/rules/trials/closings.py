"""Samples of the rule closings, and the bugs planted in it."""

from __future__ import annotations

from datetime import time

from tests.rules.planting import Bug, checks_with, each, later_end, sees
from tests.rules.sample import Sample

from staffopt.domain.weekdays import Weekday
from staffopt.rules.closings import Closings


def _closings(most: int, closing_from: time = time(18)) -> Closings:
    weekdays: tuple[Weekday, ...] = ("monday", "wednesday", "saturday", "sunday")
    return Closings(most=most, closing_from=closing_from, weekdays=weekdays)


SAMPLES: tuple[Sample, ...] = (
    Sample(_closings(1), _closings(0), _closings(2)),
    Sample(_closings(1), _closings(1, time(17)), _closings(1, time(19))),
    Sample(_closings(1, time(1)), _closings(0, time(1)), _closings(2, time(1))),
)


BUGS = (
    Bug("closings", "shape", "takes > for >=", sees("counts", later_end(-1))),
    Bug("closings", "shape", "allows one more", each("counts", most=lambda n: n + 1)),
    Bug("closings", "check", "takes > for >=", checks_with(closing_from=lambda _: time(18, 1))),
    Bug("closings", "check", "counts every day", checks_with(weekdays=lambda w: (*w, "tuesday"))),
)
