"""How well the roster covers what each role needs."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from rich.table import Table

    from staffopt.domain.plan import Plan


@dataclass(frozen=True)
class RoleCoverage:
    """One role's week: hours required and on duty, slots below requirement, share in time.

    `in_time` is the share of the expected customers who are served within the role's target (by
    work brought), None where the role has no queue.
    """

    role: str
    required_hours: float
    scheduled_hours: float
    slots: int
    slots_short: int
    in_time: float | None


def coverage(plan: Plan) -> tuple[RoleCoverage, ...]:
    """Return the coverage of each role, in the requirement's order."""
    import numpy as np

    hours = plan.roster.horizon.slot_minutes / 60
    found = []
    for role, need in plan.problem.requirement.roles.items():
        cover = plan.roster.cover(role)
        in_time = None
        if need.service_level is not None and need.workload is not None:
            people = np.minimum(cover, need.service_level.shape[1] - 1)
            level = need.service_level[np.arange(len(people)), people]
            weight = np.where(np.isfinite(level), need.workload, 0)
            if weight.sum() > 0:
                in_time = float((np.nan_to_num(level) * weight).sum() / weight.sum())
        found.append(
            RoleCoverage(
                role=role,
                required_hours=float(need.required.sum()) * hours,
                scheduled_hours=float(cover.sum()) * hours,
                slots=int((need.required > 0).sum()),
                slots_short=int((cover < need.required).sum()),
                in_time=in_time,
            )
        )
    return tuple(found)


def coverage_table(plan: Plan) -> Table:
    """Return the coverage of each role as a table."""
    from rich.table import Table

    table = Table(box=None, pad_edge=False, padding=(0, 2, 0, 0))
    table.add_column("Role")
    for heading in ("hours required", "on duty", "slots short", "served in time"):
        table.add_column(heading, justify="right")
    for one in coverage(plan):
        table.add_row(
            one.role,
            f"{one.required_hours:,.2f}",
            f"{one.scheduled_hours:,.2f}",
            f"{one.slots_short} of {one.slots}",
            "" if one.in_time is None else f"{one.in_time:.1%}",
        )
    return table
