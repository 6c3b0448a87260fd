"""Samples of the rule skill_for_role, and the bugs planted in it."""

from __future__ import annotations

import numpy as np
from tests.rules.planting import Bug, answers, checks_on, checks_with
from tests.rules.sample import Sample
from tests.rules.shared_mistakes import born_later
from tests.rules.shared_settings import born

from staffopt.rules.skill_for_role import SkillForRole

SAMPLES: tuple[Sample, ...] = (
    Sample(
        SkillForRole(least_age={"returns": 18, "floor": 16}, needs_tag={"cashier": "licence"}),
        narrower=born(1),
        wider=born(-1),
    ),
)


BUGS = (
    Bug(
        "skill_for_role", "shape", "is a day late", answers("may_work", lambda m: np.roll(m, 1, 1))
    ),
    Bug("skill_for_role", "shape", "swaps roles", answers("may_work", lambda m: m[::-1])),
    Bug("skill_for_role", "check", "forgets tags", checks_with(needs_tag=lambda _: {})),
    Bug("skill_for_role", "check", "is a birthday early", checks_on(born_later(-1))),
)
