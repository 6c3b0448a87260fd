"""The planted bugs: for every rule at least one in its shapes and one in its check."""

from __future__ import annotations

from tests.rules.planting import Bug
from tests.rules.samples import TRIALS

BUGS: list[Bug] = [bug for each in TRIALS.values() for bug in each.BUGS]
