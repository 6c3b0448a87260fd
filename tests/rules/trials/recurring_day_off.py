"""Samples of the rule recurring_day_off, and the bugs planted in it."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from tests.rules.planting import Bug, checks_on, checks_with, each
from tests.rules.sample import Sample
from tests.rules.shared_mistakes import Ways, one_fewer, past_after
from tests.rules.shared_settings import YOUNG

from staffopt.domain.rest_shapes import FreeSpans
from staffopt.rules.recurring_day_off import RecurringDayOff


def _off(least: int, **settings: Any) -> RecurringDayOff:
    return RecurringDayOff(least=least, **settings)


WEEKEND: dict[str, Any] = {
    "days": ("saturday", "sunday"),
    "per_weeks": 2,
    "week_starts": "wednesday",
}


YEAR: dict[str, Any] = {"days": ("tuesday",), "per_year": True, "who": YOUNG}


def _one(_: int) -> int:
    return 1


def _first_run(ways: Ways) -> Ways:
    """Only the first of the runs around a weekend counts."""
    return tuple(
        tuple(
            replace(part, groups=tuple(group[:1] for group in part.groups))
            if isinstance(part, FreeSpans)
            else part
            for part in way
        )
        for way in ways
    )


SAMPLES: tuple[Sample, ...] = (
    Sample(_off(2, per_weeks=2), _off(3, per_weeks=3), _off(1, per_weeks=2)),
    Sample(_off(1, **WEEKEND, consecutive_days=3), _off(1, **WEEKEND, consecutive_days=4)),
    Sample(_off(52, **YEAR)),
)


BUGS = (
    Bug("recurring_day_off", "shape", "asks one fewer", each("frees", ways=one_fewer)),
    Bug("recurring_day_off", "shape", "sees the first run", each("frees", ways=_first_run), 1),
    Bug("recurring_day_off", "check", "forgets last week", checks_on(past_after)),
    Bug(
        "recurring_day_off", "check", "forgets the day more", checks_with(consecutive_days=_one), 1
    ),
    Bug("recurring_day_off", "check", "asks one fewer", checks_with(least=lambda n: n - 1), 2),
)
