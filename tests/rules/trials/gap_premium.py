"""Samples of the rule gap_premium, and the bugs planted in it."""

from __future__ import annotations

from typing import Any

from tests.rules.planting import Bug, each, pays_on, pays_with
from tests.rules.sample import Sample
from tests.rules.shared_mistakes import breaks_paid, past_after
from tests.rules.shared_settings import YOUNG

from staffopt.rules.gap_premium import GapPremium


def _soon(hours: float, **settings: Any) -> GapPremium:
    return GapPremium.model_validate({"hours": hours, **settings})


SAMPLES: tuple[Sample, ...] = (
    Sample(_soon(12), _soon(12.5), _soon(11)),
    Sample(_soon(12, form="shift", rate=1.25, who=YOUNG)),
    Sample(_soon(11, form="flat", amount=40, rate=1)),
)


BUGS = (
    Bug("gap_premium", "shape", "takes <= for <", each("follows", minutes=lambda n: n + 30)),
    Bug("gap_premium", "shape", "pays all shifts alike", each("follows", before=lambda _: 0), 1),
    Bug("gap_premium", "shape", "asks the wrong price", each("follows", price=lambda p: p + 9), 2),
    Bug("gap_premium", "check", "is half an hour generous", pays_with(hours=lambda h: h - 1)),
    Bug("gap_premium", "check", "forgets last week", pays_on(past_after)),
    Bug("gap_premium", "check", "pays breaks", pays_on(roster=breaks_paid), 1),
)
