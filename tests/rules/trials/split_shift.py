"""Samples of the rule split_shift, and the bugs planted in it."""

from __future__ import annotations

from tests.rules.planting import Bug, checks_on, checks_with
from tests.rules.sample import Sample
from tests.rules.shared_mistakes import born_later, none, one_per_person
from tests.rules.shared_settings import YOUNG

from staffopt.rules.split_shift import SplitShift

SAMPLES: tuple[Sample, ...] = (
    Sample(
        SplitShift(who=YOUNG, most_gaps=0),
        SplitShift(most_gaps=0),
        SplitShift(who=YOUNG, most_gaps=0, gap_hours=1),
    ),
    Sample(SplitShift(longest_gap_hours=0.5), None, SplitShift(longest_gap_hours=1)),
    Sample(SplitShift(least_piece_hours=3.5), None, SplitShift(least_piece_hours=3)),
)


BUGS = (
    Bug("split_shift", "check", "forgets gaps", checks_with(most_gaps=none)),
    Bug("split_shift", "check", "is a birthday late", checks_on(born_later(1))),
    Bug("split_shift", "check", "allows long gaps", checks_with(longest_gap_hours=none), 1),
    Bug("split_shift", "check", "forgets pieces", checks_with(least_piece_hours=lambda _: 0), 2),
    Bug("split_shift", "check", "sees first shifts", checks_on(roster=one_per_person)),
)
