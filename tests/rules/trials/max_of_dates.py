"""Samples of the rule max_of_dates, and the bugs planted in it."""

from __future__ import annotations

from tests.rules.planting import Bug, checks_on, each
from tests.rules.sample import Sample
from tests.rules.shared_mistakes import more, no_past
from tests.rules.shared_settings import DATES, YOUNG

from staffopt.rules.max_of_dates import MaxOfDates

SAMPLES: tuple[Sample, ...] = (
    Sample(
        MaxOfDates(dates=DATES, most=1),
        MaxOfDates(dates=DATES, most=0),
        MaxOfDates(dates=DATES, most=2),
    ),
    Sample(MaxOfDates(dates=DATES, most=0, price=30, who=YOUNG)),
)


BUGS = (
    Bug("max_of_dates", "shape", "forgets the past", each("groups", most=lambda _: 1)),
    Bug("max_of_dates", "shape", "asks the wrong price", each("groups", price=more), 1),
    Bug("max_of_dates", "check", "forgets the past", checks_on(no_past)),
)
