"""Samples of the rule weekly_rest, and the bugs planted in it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date, time
from typing import Any

from tests.rules.planting import Bug, answers, checks_on, checks_with, each
from tests.rules.sample import Sample
from tests.rules.shared_mistakes import Ways, clock_of_the_first_day, none, past_after, past_before
from tests.rules.shared_settings import YOUNG

from staffopt.domain.rest_shapes import Stretches
from staffopt.rules.weekly_rest import WeeklyRest


def _week_rest(hours: float, **settings: Any) -> WeeklyRest:
    return WeeklyRest(hours=hours, **settings)


SUNDAY: dict[str, Any] = {
    "who": YOUNG,
    "must_include": ("sunday",),
    "day_starts": time(6),
    "week_starts": "monday",
}


OR: dict[str, Any] = {"window": "fixed", "counted_from": date(2026, 3, 26), "or_piece_hours": 20}


LITTLE: dict[str, Any] = {"window": "rolling", "exempt_week_hours": 20, "week_starts": "sunday"}


def _longer(ways: Ways) -> Ways:
    """A minute more in every stretch."""
    return _stretches(ways, lambda s: replace(s, least=s.least + 1, total=s.total + 1))


def _any_day(ways: Ways) -> Ways:
    """Stretches need not hold anything."""
    return _stretches(ways, lambda s: replace(s, around=()))


def _stretches(ways: Ways, change: Callable[[Stretches], Stretches]) -> Ways:
    return tuple(
        tuple(change(part) if isinstance(part, Stretches) else part for part in way) for way in ways
    )


SAMPLES: tuple[Sample, ...] = (
    Sample(_week_rest(35), _week_rest(36), _week_rest(34)),
    Sample(_week_rest(30, **SUNDAY), _week_rest(38, **SUNDAY)),
    Sample(
        _week_rest(60, or_hours=200, **OR),
        _week_rest(60, or_hours=204, **OR),
        _week_rest(60, or_hours=196, **OR),
    ),
    Sample(_week_rest(24, **LITTLE, includes_daily_rest=False)),
    Sample(_week_rest(40, exempt_week_hours=30, exempt_day_hours=6)),
)


BUGS = (
    Bug("weekly_rest", "shape", "takes > for >=", each("frees", ways=_longer)),
    Bug("weekly_rest", "shape", "forgets the other way", each("frees", ways=lambda w: w[:1]), 2),
    Bug("weekly_rest", "shape", "takes any day", each("frees", ways=_any_day), 1),
    Bug(
        "weekly_rest", "shape", "sees the days alone", answers("frees", lambda found: found[-1:]), 3
    ),
    Bug("weekly_rest", "check", "forgets last week", checks_on(past_after), 3),
    Bug("weekly_rest", "check", "forgets next week", checks_on(past_before), 3),
    Bug(
        "weekly_rest",
        "check",
        "forgets the daily rest",
        checks_with(daily_rest_hours=lambda _: 0),
        3,
    ),
    Bug("weekly_rest", "check", "ignores the clock change", checks_on(clock_of_the_first_day)),
    Bug("weekly_rest", "check", "forgets long days", checks_with(exempt_day_hours=none), 4),
)
