"""Samples of the rule publication, and the bugs planted in it."""

from __future__ import annotations

from tests.rules.planting import Bug, checks_on, checks_with, each, sees
from tests.rules.sample import Sample
from tests.rules.shared_mistakes import one_per_person, told_later

from staffopt.rules.publication import Publication

SAMPLES: tuple[Sample, ...] = (
    Sample(
        Publication(freeze_hours=48),
        Publication(freeze_hours=49),
        Publication(freeze_hours=47),
    ),
)


BUGS = (
    Bug("publication", "shape", "freezes an hour less", sees("allows", told_later)),
    Bug("publication", "shape", "halves the price", each("counts", least_price=lambda p: p // 2)),
    Bug("publication", "check", "freezes an hour more", checks_with(freeze_hours=lambda h: h + 1)),
    Bug("publication", "check", "sees first shifts", checks_on(roster=one_per_person)),
)
