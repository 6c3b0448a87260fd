"""Samples of the rule least_days_off, and the bugs planted in it."""

from __future__ import annotations

from tests.rules.planting import Bug, checks_on, checks_with, each
from tests.rules.sample import Sample
from tests.rules.shared_mistakes import none, past_after
from tests.rules.shared_settings import YOUNG

from staffopt.rules.least_days_off import LeastDaysOff

SAMPLES: tuple[Sample, ...] = (
    Sample(LeastDaysOff(least_days=2), LeastDaysOff(least_days=3), LeastDaysOff(least_days=1)),
    Sample(LeastDaysOff(least_days=3, edges="open", price=7, who=YOUNG)),
)


BUGS = (
    Bug(
        "least_days_off", "shape", "takes work for rest", each("least_runs", worked=lambda _: True)
    ),
    Bug("least_days_off", "shape", "forgets what follows", each("least_runs", after=none)),
    Bug("least_days_off", "check", "forgets last week", checks_on(past_after)),
    Bug("least_days_off", "check", "opens the edges", checks_with(edges=lambda _: "open")),
)
