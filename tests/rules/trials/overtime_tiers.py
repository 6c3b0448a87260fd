"""Samples of the rule overtime_tiers, and the bugs planted in it."""

from __future__ import annotations

from tests.rules.planting import Bug, answers, each, later_end, pays_on, pays_with, sees
from tests.rules.sample import Sample
from tests.rules.shared_mistakes import born_later, breaks_paid, no_past
from tests.rules.shared_settings import ANYBODY, YOUNG

from staffopt.domain.shapes import Count
from staffopt.domain.weekdays import Weekday
from staffopt.rules.overtime_tiers import WORKED, OvertimeTiers
from staffopt.rules.pay_tiers import Tiers


def _overtime(by: float, week_starts: Weekday | None = None) -> OvertimeTiers:
    return OvertimeTiers(
        who=YOUNG if week_starts else ANYBODY,
        daily=((6 + by, 1.5), (7 + by, 2)),
        weekly=((18 + by, 1.5), (30 + by, 1.75)),
        seventh_day=((0, 1.5), (4, 2)),
        week_starts=week_starts,
    )


def _no_seventh(counts: list[Count]) -> list[Count]:
    """A day is not dearer for being the seventh."""
    return [count for count in counts if count.amount.max(initial=0) < WORKED]


def _two_hours_later(tiers: Tiers) -> Tiers:
    """Each day as the long one, but not for the week."""
    return tuple((hours + 2, rate) for hours, rate in tiers)


SAMPLES: tuple[Sample, ...] = (
    Sample(_overtime(0), _overtime(-0.5), _overtime(0.5)),
    Sample(_overtime(0, "thursday")),
    Sample(OvertimeTiers(daily=((6, 1.5), (9, 2)), long_day_hours=8, weekly=((18, 1.5),))),
)


BUGS = (
    Bug("overtime_tiers", "shape", "pyramids", answers("prices", lambda found: [*found, *found])),
    Bug("overtime_tiers", "shape", "is half an hour late", sees("prices", later_end(-30))),
    Bug("overtime_tiers", "shape", "forgets the past", each("counts", carried=lambda _: 0), 1),
    Bug("overtime_tiers", "shape", "has no seventh day", answers("counts", _no_seventh)),
    Bug("overtime_tiers", "check", "forgets the past", pays_on(no_past), 1),
    Bug("overtime_tiers", "check", "pays breaks", pays_on(roster=breaks_paid)),
    Bug("overtime_tiers", "check", "forgets a tier", pays_with(daily=lambda t: t[:1])),
    Bug("overtime_tiers", "check", "forgets the seventh", pays_with(seventh_day=lambda _: ())),
    Bug("overtime_tiers", "check", "is a birthday late", pays_on(born_later(1)), 1),
    Bug("overtime_tiers", "check", "makes all days long", pays_with(daily=_two_hours_later), 2),
)
