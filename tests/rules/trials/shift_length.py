"""Samples of the rule shift_length, and the bugs planted in it."""

from __future__ import annotations

from tests.rules.planting import Bug, checks_on, checks_with, later_end, sees
from tests.rules.sample import Sample
from tests.rules.shared_mistakes import breaks_paid

from staffopt.rules.shift_length import ShiftLength

SAMPLES: tuple[Sample, ...] = (
    Sample(
        ShiftLength(least_hours=4, most_hours=7),
        ShiftLength(least_hours=4.5, most_hours=6.5),
        ShiftLength(least_hours=3, most_hours=8),
    ),
    Sample(
        ShiftLength(least_hours=4, most_hours=7, basis="work"),
        ShiftLength(least_hours=4.5, most_hours=6.5, basis="paid"),
        ShiftLength(least_hours=3.5, most_hours=7.5, basis="paid"),
    ),
)


BUGS = (
    Bug("shift_length", "shape", "takes <= for <", sees("allows", later_end(-1))),
    Bug("shift_length", "shape", "takes >= for >", sees("allows", later_end(1))),
    Bug("shift_length", "check", "measures paid time", checks_with(basis=lambda _: "paid")),
    Bug("shift_length", "check", "pays breaks", checks_on(roster=breaks_paid), 1),
)
