"""Samples of the rule one_shift_a_day, and the bugs planted in it."""

from __future__ import annotations

from tests.rules.planting import Bug, answers, checks_on, each
from tests.rules.sample import Sample
from tests.rules.shared_mistakes import no_past, one_per_person

from staffopt.rules.one_shift_a_day import OneShiftADay

SAMPLES: tuple[Sample, ...] = (Sample(OneShiftADay()),)


BUGS = (
    Bug("one_shift_a_day", "shape", "allows overlaps", answers("follows", lambda _: ())),
    Bug("one_shift_a_day", "shape", "forbids to follow", each("follows", minutes=lambda _: 1)),
    Bug("one_shift_a_day", "check", "forgets the past", checks_on(no_past)),
    Bug("one_shift_a_day", "check", "sees first shifts", checks_on(roster=one_per_person)),
)
