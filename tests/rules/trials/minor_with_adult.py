"""Samples of the rule minor_with_adult, and the bugs planted in it."""

from __future__ import annotations

from datetime import time

import numpy as np
from tests.rules.planting import Bug, checks_on, each
from tests.rules.sample import Sample
from tests.rules.shared_mistakes import born_later, work_only

from staffopt.rules.minor_with_adult import MinorWithAdult

SAMPLES: tuple[Sample, ...] = (
    Sample(
        MinorWithAdult(since=time(12)),
        MinorWithAdult(since=time(11, 30)),
        MinorWithAdult(since=time(12, 30)),
    ),
)


BUGS = (
    Bug(
        "minor_with_adult",
        "shape",
        "is half an hour late",
        each("together", slots=lambda s: np.concatenate([[False], s[:-1]])),
    ),
    Bug("minor_with_adult", "shape", "takes everybody", each("together", only_if=lambda _: None)),
    Bug("minor_with_adult", "check", "counts breaks as work", checks_on(roster=work_only)),
    Bug("minor_with_adult", "check", "is a birthday late", checks_on(born_later(1))),
)
