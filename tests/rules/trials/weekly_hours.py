"""Samples of the rule weekly_hours, and the bugs planted in it."""

from __future__ import annotations

from tests.rules.planting import Bug, checks_on, checks_with, each
from tests.rules.sample import Sample
from tests.rules.shared_mistakes import breaks_paid, no_past
from tests.rules.shared_settings import YOUNG

from staffopt.rules.weekly_hours import WeeklyHours

SAMPLES: tuple[Sample, ...] = (
    Sample(WeeklyHours(most_hours=34), WeeklyHours(most_hours=33.5), WeeklyHours(most_hours=34.5)),
    Sample(WeeklyHours(most_hours=16, week_starts="sunday", who=YOUNG)),
)


BUGS = (
    Bug("weekly_hours", "shape", "takes >= for >", each("counts", most=lambda n: n - 1)),
    Bug("weekly_hours", "shape", "forgets the past", each("counts", carried=lambda _: 0), 1),
    Bug("weekly_hours", "check", "forgets the past", checks_on(no_past), 1),
    Bug("weekly_hours", "check", "pays breaks", checks_on(roster=breaks_paid)),
    Bug(
        "weekly_hours", "check", "starts on Monday", checks_with(week_starts=lambda _: "monday"), 1
    ),
)
