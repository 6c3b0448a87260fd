"""Samples of the rule spread_of_hours, and the bugs planted in it."""

from __future__ import annotations

from tests.rules.planting import Bug, checks_on, checks_with, later_end, sees
from tests.rules.sample import Sample
from tests.rules.shared_mistakes import born_later
from tests.rules.shared_settings import YOUNG

from staffopt.rules.spread_of_hours import SpreadOfHours

SAMPLES: tuple[Sample, ...] = (
    Sample(
        SpreadOfHours(most_hours=7),
        SpreadOfHours(most_hours=6.5),
        SpreadOfHours(most_hours=8),
    ),
    Sample(SpreadOfHours(most_hours=5, who=YOUNG)),
)


BUGS = (
    Bug("spread_of_hours", "shape", "is an hour generous", sees("allows", later_end(-60))),
    Bug("spread_of_hours", "shape", "takes >= for >", sees("allows", later_end(1))),
    Bug("spread_of_hours", "check", "is an hour generous", checks_with(most_hours=lambda h: h + 1)),
    Bug("spread_of_hours", "check", "is a birthday late", checks_on(born_later(1)), 1),
)
