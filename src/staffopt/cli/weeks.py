"""The weeks of a plan of several, a line each."""

from __future__ import annotations

from typing import TYPE_CHECKING

from staffopt.cli.days import day_text
from staffopt.formats.figures import role_covers
from staffopt.formats.week_totals import week_totals

if TYPE_CHECKING:
    from rich.table import Table

    from staffopt.domain.plan import Plan


def week_table(plan: Plan) -> Table:
    """Return each week's hours, what is short and what is not met."""
    from rich.table import Table

    table = Table(box=None, pad_edge=False, padding=(0, 2, 0, 0))
    table.add_column("Week of")
    for heading in ("hours required", "short", "shifts", "paid hours", "not met"):
        table.add_column(heading, justify="right")
    for one in week_totals(plan, role_covers(plan)):
        table.add_row(
            day_text(one.first),
            f"{one.required_minutes / 60:,.2f}",
            f"{one.short_minutes / 60:,.2f}",
            str(one.shifts),
            f"{one.paid_minutes / 60:,.2f}",
            str(one.unmet),
        )
    return table


def week_rows(plan: Plan) -> list[dict[str, object]]:
    """Return the same for scripts."""
    return [
        {
            "first": one.first.isoformat(),
            "required_hours": one.required_minutes / 60,
            "short_hours": one.short_minutes / 60,
            "slots_short": one.short_slots,
            "shifts": one.shifts,
            "paid_hours": one.paid_minutes / 60,
            "not_met": one.unmet,
        }
        for one in week_totals(plan, role_covers(plan))
    ]
