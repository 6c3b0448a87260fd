"""Samples of the rule days_a_week, and the bugs planted in it."""

from __future__ import annotations

from datetime import date, timedelta

from tests.rules.planting import Bug, answers, checks_on, checks_with, each
from tests.rules.sample import Sample
from tests.rules.shared_mistakes import no_past
from tests.rules.shared_settings import YOUNG

from staffopt.rules.days_a_week import DaysAWeek


def _fortnight(most: int, one: int) -> DaysAWeek:
    return DaysAWeek(most_days=most, or_days=one, fortnight_from=date(2026, 3, 18))


def _week_later(day: date) -> date:
    return day + timedelta(days=7)


SAMPLES: tuple[Sample, ...] = (
    Sample(DaysAWeek(most_days=4), DaysAWeek(most_days=3), DaysAWeek(most_days=5)),
    Sample(DaysAWeek(who=YOUNG, most_days=3, week_starts="thursday")),
    Sample(_fortnight(3, 4), _fortnight(2, 4), _fortnight(3, 5)),
)


BUGS = (
    Bug("days_a_week", "shape", "takes >= for >", each("counts", most=lambda n: n - 1)),
    Bug("days_a_week", "shape", "forgets the past", each("counts", carried=lambda _: 0), 1),
    Bug("days_a_week", "check", "forgets the past", checks_on(no_past), 1),
    Bug("days_a_week", "shape", "forgets the fortnight", answers("counts", lambda n: n[:-1]), 2),
    Bug("days_a_week", "check", "takes the other week", checks_with(fortnight_from=_week_later), 2),
)
