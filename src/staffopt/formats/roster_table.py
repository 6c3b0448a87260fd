"""roster.csv: one row a block."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import ClassVar

from staffopt.domain.plan import Plan
from staffopt.formats.base import Table
from staffopt.formats.cells import person_name, stamp

ROSTER_COLUMNS = (
    "employee_id",
    "name",
    "shift_id",
    "start",
    "end",
    "activity",
    "role",
    "session_id",
    "paid",
)


class RosterTable(Table):
    """The blocks of every shift, by start, then person; `read_roster` reads it back."""

    name = "roster"
    file = "roster.csv"
    alone = True
    columns: ClassVar[tuple[str, ...]] = ROSTER_COLUMNS

    def rows(self, plan: Plan, *, with_pay: bool) -> Iterable[Sequence[object]]:
        """One row a block."""
        horizon = plan.roster.horizon
        for shift in sorted(plan.roster.shifts, key=lambda s: (s.start, s.person_id, s.id)):
            for block in shift.blocks:
                yield (
                    shift.person_id,
                    person_name(plan, shift.person_id),
                    shift.id,
                    stamp(horizon, block.start),
                    stamp(horizon, block.end),
                    block.activity.value,
                    block.role,
                    block.session_id,
                    block.paid,
                )
