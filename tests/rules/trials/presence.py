"""Samples of the rule presence, and the bugs planted in it."""

from __future__ import annotations

from datetime import time

from tests.rules.planting import Bug, checks_on, checks_with, each
from tests.rules.sample import Sample
from tests.rules.shared_mistakes import born_later, work_only
from tests.rules.shared_settings import YOUNG

from staffopt.rules.base import Selector
from staffopt.rules.presence import PresentTogether


def _beside(since: time, until: time = time(20)) -> PresentTogether:
    return PresentTogether(
        who=YOUNG, present=Selector(age_from=18, tags=("licence",)), since=since, until=until
    )


def _licences(least: int) -> PresentTogether:
    licensed = Selector(tags=("licence",))
    return PresentTogether(who=YOUNG, present=licensed, least=least, price=33.33)


SAMPLES: tuple[Sample, ...] = (
    Sample(
        _beside(time(12)),
        _beside(time(11, 30), time(20, 30)),
        _beside(time(12, 30), time(19)),
    ),
    Sample(_licences(2), _licences(3), _licences(1)),
)


BUGS = (
    Bug("presence", "shape", "takes everybody", each("together", only_if=lambda _: None)),
    Bug("presence", "shape", "asks one fewer", each("together", least=lambda n: n - 1), 1),
    Bug("presence", "check", "counts breaks as work", checks_on(roster=work_only)),
    Bug("presence", "check", "is a birthday late", checks_on(born_later(1))),
    Bug("presence", "check", "holds all day", checks_with(until=lambda _: time(0))),
    Bug("presence", "check", "asks the wrong price", checks_with(price=lambda p: p + 1), 1),
)
