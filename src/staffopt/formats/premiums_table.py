"""premiums.csv: what is owed on top of wages."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import ClassVar

from staffopt.domain.plan import Plan
from staffopt.formats.base import Table
from staffopt.formats.cells import amount, person_name, stamp
from staffopt.formats.premium_lines import by_day, by_person


class PremiumsTable(Table):
    """Premiums by day and rule, with how often they are owed; by person only with pay and known."""

    name = "premiums"
    file = "premiums.csv"
    columns: ClassVar[tuple[str, ...]] = ("date", "rule", "citation", "times", "amount")
    with_people: ClassVar[tuple[str, ...]] = (
        "employee_id",
        "name",
        "start",
        "end",
        "rule",
        "citation",
        "stack_group",
        "amount",
        "message",
    )

    def write(self, plan: Plan, path: Path, *, with_pay: bool = False) -> None:
        """Write the table."""
        super().write(plan, path, with_pay=with_pay and by_person(plan))

    def header(self, *, with_pay: bool) -> tuple[str, ...]:
        """Days and rules, or, where pay is asked for, people."""
        return self.with_people if with_pay else self.columns

    def rows(self, plan: Plan, *, with_pay: bool) -> Iterable[Sequence[object]]:
        """One row a day and rule, or a claim."""
        if not with_pay:
            for line in by_day(plan):
                day = "" if line.day is None else line.day.isoformat()
                yield (day, line.rule, line.citation, line.times, amount(line.amount))
            return
        horizon = plan.roster.horizon
        for claim in plan.claims:
            yield (
                claim.person_id,
                person_name(plan, claim.person_id),
                stamp(horizon, claim.start),
                stamp(horizon, claim.end),
                claim.rule,
                claim.citation,
                claim.group,
                amount(claim.amount),
                claim.message,
            )
