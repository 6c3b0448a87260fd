"""Samples of the rule shifts_of_a_kind, and the bugs planted in it."""

from __future__ import annotations

from datetime import time

from tests.rules.planting import Bug, checks_on, checks_with, each, later_start, sees
from tests.rules.sample import Sample
from tests.rules.shared_mistakes import one_per_person
from tests.rules.shared_settings import LATE, YOUNG

from staffopt.rules.shifts_of_a_kind import ShiftsOfAKind
from staffopt.rules.start_windows import StartWindow

SAMPLES: tuple[Sample, ...] = (
    Sample(
        ShiftsOfAKind(starts=LATE, most=2, in_days=5),
        ShiftsOfAKind(starts=LATE, most=1, in_days=5),
        ShiftsOfAKind(starts=LATE, most=3, in_days=5),
    ),
    Sample(ShiftsOfAKind(starts=StartWindow(until=time(10)), most=1, who=YOUNG)),
)


BUGS = (
    Bug("shifts_of_a_kind", "shape", "is early", sees("counts", later_start(-6))),
    Bug("shifts_of_a_kind", "shape", "allows one more", each("counts", most=lambda n: n + 1)),
    Bug("shifts_of_a_kind", "check", "counts longer", checks_with(in_days=lambda n: n + 1)),
    Bug("shifts_of_a_kind", "check", "sees first shifts", checks_on(roster=one_per_person)),
)
