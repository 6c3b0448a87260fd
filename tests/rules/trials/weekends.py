"""Samples of the rule weekends, and the bugs planted in it."""

from __future__ import annotations

from tests.rules.planting import Bug, checks_with, each
from tests.rules.sample import Sample
from tests.rules.shared_settings import YOUNG

from staffopt.rules.weekends import Weekends


def _ends(most: int) -> Weekends:
    """Days on both sides of midnight from Sunday to Monday, as the worlds begin on Mondays."""
    return Weekends(most=most, weekdays=("monday", "tuesday", "sunday"))


def _days_alone(groups: tuple[tuple[int, ...], ...]) -> tuple[tuple[int, ...], ...]:
    """Every day its own group."""
    return tuple((day,) for days in groups for day in days)


SAMPLES: tuple[Sample, ...] = (
    Sample(_ends(1), _ends(0), _ends(2)),
    Sample(Weekends(most=0, weekdays=("wednesday", "sunday"), price=20, who=YOUNG)),
)


BUGS = (
    Bug("weekends", "shape", "takes days for weekends", each("groups", groups=_days_alone)),
    Bug("weekends", "shape", "allows one more", each("groups", most=lambda n: n + 1)),
    Bug("weekends", "check", "counts Saturdays", checks_with(weekdays=lambda _: ("saturday",))),
    Bug("weekends", "check", "asks the wrong price", checks_with(price=lambda p: p + 1), 1),
)
