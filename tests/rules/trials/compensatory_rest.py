"""Samples of the rule compensatory_rest, and the bugs planted in it."""

from __future__ import annotations

from datetime import time
from typing import Any

from tests.rules.planting import Bug, checks_on, checks_with, each
from tests.rules.sample import Sample
from tests.rules.shared_mistakes import one_fewer, past_after
from tests.rules.shared_settings import DATES

from staffopt.rules.compensatory_rest import CompensatoryRest


def _rest_for(after: int, before: int = 0, **settings: Any) -> CompensatoryRest:
    return CompensatoryRest(within_days_after=after, within_days_before=before, **settings)


def _midnight(_: time) -> time:
    return time(0)


SAMPLES: tuple[Sample, ...] = (
    Sample(_rest_for(3, 2), _rest_for(2, 2), _rest_for(4, 2)),
    Sample(_rest_for(3, 1, trigger="dates", dates=DATES, day_starts=time(6))),
)


BUGS = (
    Bug("compensatory_rest", "shape", "asks one fewer", each("frees", ways=one_fewer)),
    Bug("compensatory_rest", "check", "forgets last week", checks_on(past_after)),
    Bug("compensatory_rest", "check", "starts at midnight", checks_with(day_starts=_midnight), 1),
)
