"""Samples of the rule daily_hours, and the bugs planted in it."""

from __future__ import annotations

from tests.rules.planting import Bug, checks_on, later_end, sees
from tests.rules.sample import Sample
from tests.rules.shared_mistakes import breaks_paid

from staffopt.rules.daily_hours import DailyHours

SAMPLES: tuple[Sample, ...] = (
    Sample(DailyHours(most_hours=7), DailyHours(most_hours=6.5), DailyHours(most_hours=7.5)),
)


BUGS = (
    Bug("daily_hours", "shape", "is half an hour generous", sees("allows", later_end(-30))),
    Bug("daily_hours", "check", "pays breaks", checks_on(roster=breaks_paid)),
)
