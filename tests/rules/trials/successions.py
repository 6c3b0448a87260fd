"""Samples of the rule successions, and the bugs planted in it."""

from __future__ import annotations

from datetime import time

from tests.rules.planting import Bug, checks_on, each
from tests.rules.sample import Sample
from tests.rules.shared_mistakes import more, one_per_person, past_before
from tests.rules.shared_settings import LATE

from staffopt.rules.start_windows import StartWindow
from staffopt.rules.successions import Successions


def _after_late(until: int, price: float | None = None) -> Successions:
    return Successions(first=LATE, next=StartWindow(until=time(until)), price=price)


SAMPLES: tuple[Sample, ...] = (
    Sample(_after_late(10), _after_late(11), _after_late(9)),
    Sample(_after_late(10, 12), _after_late(11, 12), _after_late(9, 12)),
)


BUGS = (
    Bug("successions", "shape", "forgets the eve", each("successions", eve=lambda _: False)),
    Bug("successions", "shape", "asks the wrong price", each("successions", price=more), 1),
    Bug("successions", "check", "forgets next week", checks_on(past_before)),
    Bug("successions", "check", "sees first shifts", checks_on(roster=one_per_person)),
)
