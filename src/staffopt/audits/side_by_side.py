"""An audited roster laid beside another."""

from __future__ import annotations

from staffopt.domain.plan import Plan
from staffopt.domain.side_by_side import SideBySide
from staffopt.errors import DataError, Problem


def side_by_side(plan: Plan, other: Plan) -> SideBySide:
    """Lay an audited roster beside another one of the same days and roles."""
    here, there = plan.roster.horizon, other.roster.horizon
    if here != there:
        found, wanted = (f"{each.days} days from {each.first}" for each in (there, here))
        raise DataError(Problem("the plan to lay beside", found, f"{wanted}, as the roster"))
    roles, others = (", ".join(sorted(each.problem.requirement.roles)) for each in (plan, other))
    if roles != others:
        wanted = f"{roles}, as the roster; audit both with the same store and need"
        raise DataError(Problem("the plan to lay beside", f"the roles {others}", wanted))
    return SideBySide(plan, other)
