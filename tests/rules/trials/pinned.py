"""Samples of the rule pinned, and the bugs planted in it."""

from __future__ import annotations

from tests.rules.planting import Bug, answers, checks_on, checks_with, each
from tests.rules.sample import Sample
from tests.rules.shared_mistakes import one_per_person

from staffopt.rules.pinned import Pinned

SAMPLES: tuple[Sample, ...] = (Sample(Pinned()),)


BUGS = (
    Bug("pinned", "shape", "asks for nothing", answers("counts", lambda _: ())),
    Bug("pinned", "shape", "lets the day free", each("counts", least=lambda _: 0)),
    Bug("pinned", "check", "asks the wrong price", checks_with(price=lambda p: p + 1)),
    Bug("pinned", "check", "sees first shifts", checks_on(roster=one_per_person)),
)
