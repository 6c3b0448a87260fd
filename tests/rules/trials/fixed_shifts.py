"""Samples of the rule fixed_shifts, and the bugs planted in it."""

from __future__ import annotations

from datetime import time

from tests.rules.planting import Bug, checks_on, later_end, sees
from tests.rules.sample import Sample
from tests.rules.shared_mistakes import one_per_person

from staffopt.rules.fixed_shifts import FixedShift, FixedShifts


def _listed(*shifts: tuple[int, float]) -> FixedShifts:
    return FixedShifts(shifts=tuple(FixedShift(start=time(at), hours=h) for at, h in shifts))


EVERY_LENGTH = [(at, float(hours)) for at in range(24) for hours in range(3, 9)]


SAMPLES: tuple[Sample, ...] = (
    Sample(
        _listed(*(shift for shift in EVERY_LENGTH if shift[1] < 7)),
        _listed(*(shift for shift in EVERY_LENGTH if shift[1] < 6)),
        _listed(*(shift for shift in EVERY_LENGTH if shift[1] < 8)),
    ),
)


BUGS = (
    Bug("fixed_shifts", "shape", "is half an hour generous", sees("allows", later_end(-30))),
    Bug("fixed_shifts", "check", "sees first shifts", checks_on(roster=one_per_person)),
)
