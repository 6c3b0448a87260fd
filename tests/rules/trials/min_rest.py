"""Samples of the rule min_rest, and the bugs planted in it."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
from tests.rules.planting import Bug, answers, checks_on, checks_with, each
from tests.rules.sample import Sample
from tests.rules.shared_mistakes import breaks_paid, more, none, past_after, past_before
from tests.rules.shared_settings import YOUNG

from staffopt.domain.shapes import Bools, Once
from staffopt.rules.min_rest import MinRest


def _once(hours: float, days: int) -> MinRest:
    return MinRest(hours=hours, short_hours=10, short_once_days=days)


def _light(total: float) -> MinRest:
    return MinRest(hours=14, scope="cross_day", or_total_hours=total)


def _day_later(days: Bools | None) -> Bools | None:
    return None if days is None else np.roll(days, 1)


def _once_more(once: Once) -> Once:
    return replace(once, days=once.days - 1)


def _first_time(once: Once) -> Once:
    return replace(once, last=None)


def _all_rows(rows: Bools) -> Bools:
    return np.ones_like(rows)


SAMPLES: tuple[Sample, ...] = (
    Sample(MinRest(hours=11), MinRest(hours=11.5), MinRest(hours=10)),
    Sample(MinRest(hours=12, price=40, who=YOUNG), MinRest(hours=13, who=YOUNG)),
    Sample(_once(15, 4), _once(15, 5), _once(15, 3)),
    Sample(_once(15, 4), _once(15.5, 4), _once(14, 4)),
    Sample(_light(12), _light(11), _light(13)),
    Sample(
        MinRest(hours=17, scope="per_24h", who=YOUNG),
        MinRest(hours=17.5, scope="per_24h", who=YOUNG),
        MinRest(hours=16, scope="per_24h", who=YOUNG),
    ),
)


BUGS = (
    Bug("min_rest", "shape", "takes <= for <", each("follows", minutes=lambda n: n + 1)),
    Bug("min_rest", "shape", "asks the wrong price", each("follows", price=lambda p: p + 1), 1),
    Bug("min_rest", "shape", "is a day late", each("follows", days=_day_later), 1),
    Bug("min_rest", "shape", "allows it again", each("follows", once=_once_more), 2),
    Bug("min_rest", "shape", "forgets last week's", each("follows", once=_first_time), 2),
    Bug("min_rest", "shape", "forgets paid hours", each("follows", unless_paid=none), 4),
    Bug("min_rest", "shape", "forgets long days", answers("allows", _all_rows), 5),
    Bug("min_rest", "check", "pays breaks", checks_on(roster=breaks_paid), 4),
    Bug("min_rest", "check", "forgets long days", checks_with(scope=lambda _: "any"), 5),
    Bug("min_rest", "check", "counts days wrongly", checks_with(short_once_days=more), 2),
    Bug("min_rest", "check", "is half an hour generous", checks_with(hours=lambda h: h - 1)),
    Bug("min_rest", "check", "forgets last week", checks_on(past_after)),
    Bug("min_rest", "check", "forgets next week", checks_on(past_before)),
)
