"""Samples of the rule days_in_a_row, and the bugs planted in it."""

from __future__ import annotations

from tests.rules.planting import Bug, checks_on, each
from tests.rules.sample import Sample
from tests.rules.shared_mistakes import past_after, past_before

from staffopt.rules.days_in_a_row import DaysInARow

SAMPLES: tuple[Sample, ...] = (
    Sample(DaysInARow(most_days=4), DaysInARow(most_days=3), DaysInARow(most_days=5)),
)


BUGS = (
    Bug("days_in_a_row", "shape", "allows one more", each("runs", most=lambda n: n + 1)),
    Bug("days_in_a_row", "shape", "forgets what follows", each("runs", after=lambda _: 0)),
    Bug("days_in_a_row", "check", "forgets what follows", checks_on(past_before)),
    Bug("days_in_a_row", "check", "forgets what was before", checks_on(past_after)),
)
