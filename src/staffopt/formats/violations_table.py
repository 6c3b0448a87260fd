"""violations.csv: one row a breach."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import ClassVar

from staffopt.domain.plan import Plan
from staffopt.formats.base import Table
from staffopt.formats.cells import amount, stamp


class ViolationsTable(Table):
    """What the plan does not keep: which rule, who, when, at what price.

    The price is empty if hard, and, without pay, where it is owed to the person.
    """

    name = "violations"
    file = "violations.csv"
    columns: ClassVar[tuple[str, ...]] = (
        "rule",
        "citation",
        "employee_id",
        "start",
        "end",
        "hard",
        "price",
        "message",
        "mend",
        "why",
    )

    def rows(self, plan: Plan, *, with_pay: bool) -> Iterable[Sequence[object]]:
        """One row a breach, in the audit's order."""
        horizon = plan.roster.horizon
        for one in plan.violations:
            hidden = one.pay and not with_pay
            yield (
                one.rule,
                one.citation,
                one.person_id,
                None if one.start is None else stamp(horizon, one.start),
                None if one.end is None else stamp(horizon, one.end),
                one.hard,
                None if one.price is None or hidden else amount(one.price),
                one.message,
                one.mend,
                one.why,
            )
