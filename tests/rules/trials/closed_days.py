"""Samples of the rule closed_days, and the bugs planted in it."""

from __future__ import annotations

from datetime import date, time

from tests.rules.planting import Bug, checks_on, checks_with, later_end, sees, the_day_before
from tests.rules.sample import Sample
from tests.rules.shared_mistakes import born_later
from tests.rules.shared_settings import YOUNG

from staffopt.rules.closed_days import ClosedDays


def _early(at: time) -> ClosedDays:
    """Sundays, and days of every place from a time on."""
    days = dict.fromkeys(("03-25", "03-28", "10-21", "10-24", "10-30", "06-03", "06-06"), at)
    return ClosedDays(sundays=True, early=days, open=(date(2026, 10, 25),))


SAMPLES: tuple[Sample, ...] = (
    Sample(_early(time(14)), _early(time(13)), _early(time(15))),
    Sample(ClosedDays(who=YOUNG, sundays=True, days=("easter-9", "10-22", "06-04"))),
)


BUGS = (
    Bug("closed_days", "shape", "ignores the last hour", sees("allows", later_end(-60))),
    Bug("closed_days", "shape", "takes the day before", sees("allows", the_day_before), 1),
    Bug("closed_days", "check", "forgets Sundays", checks_with(sundays=lambda _: False)),
    Bug("closed_days", "check", "knows no open dates", checks_with(open=lambda _: ())),
    Bug("closed_days", "check", "is a birthday late", checks_on(born_later(1)), 1),
)
