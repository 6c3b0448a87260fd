"""Samples of the rule eligibility, and the bugs planted in it."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import numpy as np
from tests.rules.planting import Bug, answers, checks_on, checks_with
from tests.rules.sample import Change, Sample, each_person
from tests.rules.shared_mistakes import born_later
from tests.rules.shared_settings import born

from staffopt.rules.eligibility import Eligibility


def _papers(by: int) -> Change:
    """Certificates that begin later and end earlier, by some days."""
    off = timedelta(days=by)
    return each_person(
        lambda person: replace(
            person,
            certificates=tuple(
                replace(c, valid_from=c.valid_from + off, valid_to=c.valid_to - off)
                for c in person.certificates
                if c.valid_from and c.valid_to
            ),
        )
    )


SAMPLES: tuple[Sample, ...] = (
    Sample(
        Eligibility(roles=("cashier", "floor"), certificates=("forklift",)),
        narrower=_papers(1),
        wider=_papers(-1),
    ),
    Sample(Eligibility(least_age=18), narrower=born(1), wider=born(-1)),
)


BUGS = (
    Bug("eligibility", "shape", "is a day late", answers("may_work", lambda m: np.roll(m, 1, 1))),
    Bug("eligibility", "shape", "swaps roles", answers("may_work", lambda m: m[::-1])),
    Bug("eligibility", "check", "forgets papers", checks_with(certificates=lambda _: ())),
    Bug("eligibility", "check", "asks all roles", checks_with(roles=lambda _: ())),
    Bug("eligibility", "check", "is a birthday early", checks_on(born_later(-1)), 1),
)
