"""Samples of the rule role_block, and the bugs planted in it."""

from __future__ import annotations

from tests.rules.planting import Bug, answers, checks_on, checks_with
from tests.rules.sample import Sample
from tests.rules.shared_mistakes import work_only

from staffopt.rules.role_block import RoleBlock

SAMPLES: tuple[Sample, ...] = (
    Sample(RoleBlock(least_minutes=60), RoleBlock(least_minutes=90), RoleBlock(least_minutes=30)),
)


BUGS = (
    Bug("role_block", "shape", "takes <= for <", answers("least_block", lambda n: n + 1)),
    Bug(
        "role_block",
        "check",
        "is half an hour generous",
        checks_with(least_minutes=lambda n: n - 30),
    ),
    Bug("role_block", "check", "does not see cuts", checks_on(roster=work_only)),
)
