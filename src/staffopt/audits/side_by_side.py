"""An audited roster laid beside another."""

from __future__ import annotations

from staffopt.domain.plan import Plan
from staffopt.domain.side_by_side import SideBySide
from staffopt.errors import DataError, Problem


def side_by_side(plan: Plan, other: Plan) -> SideBySide:
    """Lay an audited roster beside another one of the same days."""
    here, there = plan.roster.horizon, other.roster.horizon
    if here != there:
        found, wanted = (f"{each.days} days from {each.first}" for each in (there, here))
        raise DataError(Problem("the plan to lay beside", found, f"{wanted}, as the roster"))
    return SideBySide(plan, other)
