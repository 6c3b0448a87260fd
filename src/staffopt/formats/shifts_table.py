"""shifts.csv: one row a shift."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import ClassVar

from staffopt.domain.plan import Plan
from staffopt.domain.shifts import Shift
from staffopt.formats.base import Table
from staffopt.formats.cells import amount, person_name, stamp


class ShiftsTable(Table):
    """The shifts by start, then person, with paid and unpaid minutes; the cost only with pay."""

    name = "shifts"
    file = "shifts.csv"
    columns: ClassVar[tuple[str, ...]] = (
        "employee_id",
        "name",
        "shift_id",
        "date",
        "start",
        "end",
        "paid_minutes",
        "unpaid_minutes",
    )

    def header(self, *, with_pay: bool) -> tuple[str, ...]:
        """The columns, `cost` last where pay is asked for."""
        return (*self.columns, "cost") if with_pay else self.columns

    def rows(self, plan: Plan, *, with_pay: bool) -> Iterable[Sequence[object]]:
        """One row a shift."""
        horizon = plan.roster.horizon
        for shift in sorted(plan.roster.shifts, key=lambda s: (s.start, s.person_id, s.id)):
            row = (
                shift.person_id,
                person_name(plan, shift.person_id),
                shift.id,
                horizon.date_of(shift.start).isoformat(),
                stamp(horizon, shift.start),
                stamp(horizon, shift.end),
                shift.paid_minutes,
                shift.unpaid_minutes,
            )
            yield (*row, amount(shift_cost(plan, shift))) if with_pay else row


def shift_cost(plan: Plan, shift: Shift) -> int:
    """Return a shift's wage and the pay claims that start in it, in hundredths."""
    person = plan.problem.person.get(shift.person_id)
    wage = person.wage if person else 0
    claims = sum(
        claim.amount
        for claim in plan.claims
        if claim.person_id == shift.person_id and shift.start <= claim.start < shift.end
    )
    return (shift.paid_minutes * wage + 30) // 60 + claims
