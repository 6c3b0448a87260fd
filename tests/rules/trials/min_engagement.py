"""Samples of the rule min_engagement, and the bugs planted in it."""

from __future__ import annotations

from tests.rules.planting import Bug, checks_on, later_end, sees
from tests.rules.sample import Sample
from tests.rules.shared_mistakes import breaks_paid

from staffopt.rules.min_engagement import MinEngagement

SAMPLES: tuple[Sample, ...] = (
    Sample(MinEngagement(hours=4), MinEngagement(hours=4.5), MinEngagement(hours=3.5)),
)


BUGS = (
    Bug("min_engagement", "shape", "is half an hour generous", sees("allows", later_end(30))),
    Bug("min_engagement", "check", "pays breaks", checks_on(roster=breaks_paid)),
)
