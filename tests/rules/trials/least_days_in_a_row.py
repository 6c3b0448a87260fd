"""Samples of the rule least_days_in_a_row, and the bugs planted in it."""

from __future__ import annotations

from tests.rules.planting import Bug, checks_on, checks_with, each
from tests.rules.sample import Sample
from tests.rules.shared_mistakes import none, past_before
from tests.rules.shared_settings import YOUNG

from staffopt.rules.least_days_in_a_row import LeastDaysInARow

SAMPLES: tuple[Sample, ...] = (
    Sample(
        LeastDaysInARow(least_days=2),
        LeastDaysInARow(least_days=3),
        LeastDaysInARow(least_days=1),
    ),
    Sample(LeastDaysInARow(least_days=3, edges="open", price=7, who=YOUNG)),
)


BUGS = (
    Bug("least_days_in_a_row", "shape", "asks less", each("least_runs", least=lambda n: n - 1)),
    Bug("least_days_in_a_row", "shape", "forgets the past", each("least_runs", before=none)),
    Bug("least_days_in_a_row", "check", "forgets next week", checks_on(past_before)),
    Bug("least_days_in_a_row", "check", "asks the wrong price", checks_with(price=lambda p: p + 1)),
)
