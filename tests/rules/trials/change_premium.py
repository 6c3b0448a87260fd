"""Samples of the rule change_premium, and the bugs planted in it."""

from __future__ import annotations

from tests.rules.planting import Bug, checks_on, checks_with, each, sees
from tests.rules.sample import Sample
from tests.rules.shared_mistakes import one_per_person, told_later

from staffopt.rules.change_bands import Band, Owed
from staffopt.rules.change_premium import ChangePremium


def _changes(
    notice: float, long_above: float = 0, long_hours: float | None = None, de_minimis: int = 0
) -> ChangePremium:
    pay = Owed(hours=1, long_hours=long_hours, long_above=long_above)
    lost = Owed(hours=0.25, lost_share=0.5)
    band = Band(notice_hours=notice, added=pay, moved=pay, cut=lost, cancelled=lost)
    late = Band(notice_hours=notice / 4, added=lost, moved=lost, cut=pay, cancelled=lost)
    return ChangePremium(bands=(band, late), de_minimis_minutes=de_minimis, exempt=("swap",))


def _an_hour_more(bands: tuple[Band, ...]) -> tuple[Band, ...]:
    """Each band reaches an hour further."""
    return tuple(b.model_copy(update={"notice_hours": b.notice_hours + 1}) for b in bands)


SAMPLES: tuple[Sample, ...] = (
    Sample(_changes(48), _changes(49), _changes(47)),
    Sample(_changes(48, long_above=5, long_hours=3.0), None, None),
    Sample(_changes(500, de_minimis=60), None, None),
)


BUGS = (
    Bug("change_premium", "shape", "forgets moves", each("counts", tiers=lambda _: ())),
    Bug(
        "change_premium", "shape", "halves the price", each("counts", least_price=lambda p: p // 2)
    ),
    Bug("change_premium", "shape", "is told an hour later", sees("counts", told_later)),
    Bug("change_premium", "check", "excuses nobody", checks_with(exempt=lambda _: ())),
    Bug("change_premium", "check", "takes <= for <", checks_with(bands=_an_hour_more)),
    Bug("change_premium", "check", "sees first shifts", checks_on(roster=one_per_person)),
)
