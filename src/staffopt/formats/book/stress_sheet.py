"""The stress test: how long customers will wait, by role and by day, and where too long."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from staffopt.domain.plan import Plan
from staffopt.domain.stress_test import LEVELS, DayService, RoleService, StressTest
from staffopt.domain.stress_wording import bottleneck_text, call_outs_text, played_text, times
from staffopt.formats.book.pen import HEAD, SOFT, TITLE, Pen, set_up
from staffopt.formats.cells import words
from staffopt.formats.page.dates import day_month, moment_text, period

if TYPE_CHECKING:
    from xlsxwriter.worksheet import Worksheet

MANY = {"num_format": "#,##0.0"}
MINUTES = {"num_format": "0.0"}
PERCENT = {"num_format": "0.0%"}
BELOW = {"bold": True, "font_color": "#B3261E"}
MOST_SHOWN = 12
WIDTH = 12
"""Columns that a line of text runs over."""

HEADS = (
    "Customers",
    "Wait, min",
    *(f"{level:.0%} of {{}}" for level in LEVELS),
    "In time",
    *(f"{level:.0%} of {{}}" for level in LEVELS),
    "Leave",
)


def stress_sheet(pen: Pen, plan: Plan, store: str) -> None:
    """Add the sheet; none for a plan that was not played."""
    found = plan.stress_test
    if found is None:
        return
    sheet = pen.book.add_worksheet("Customers")
    horizon = found.horizon
    when = period(horizon.first, horizon.dates[-1])
    set_up(sheet, store, when, repeat=2)
    sheet.set_column(0, 0, 24)
    sheet.set_column(1, len(HEADS), 10)
    sheet.set_column(len(HEADS) + 1, WIDTH, 12)
    sheet.freeze_panes(3, 1)
    sheet.set_row(0, 26)
    sheet.set_row(2, 28)
    pen.text(sheet, 0, 0, f"Customers, {when}", **TITLE)
    said = (
        f"This roster played against {played_text(found)} of customers drawn from the forecast; "
        f"wait and in time are at least as good as shown in so many of the {times(horizon)}."
    )
    pen.across(sheet, 1, (0, WIDTH), said, **SOFT)
    _heads(pen, sheet, times(horizon))
    row = 3
    for role in _played(found):
        row = _role(pen, sheet, row, role)
    _risks(pen, sheet, row, found)


def _played(found: StressTest) -> list[RoleService]:
    """The roles to which anybody comes."""
    return [role for role in found.roles.values() if role.customers]


def _heads(pen: Pen, sheet: Worksheet, many: str) -> None:
    pen.text(sheet, 2, 0, "Role and day", **HEAD)
    for column, name in enumerate((*HEADS, "Slots at risk"), start=1):
        pen.text(sheet, 2, column, name.format(many), **HEAD, text_wrap=True, align="right")


def _role(pen: Pen, sheet: Worksheet, row: int, role: RoleService) -> int:
    """Write a role's week and its days; the row after them."""
    target = f"wanted: {role.served_share:.0%} within {role.within:g} s"
    pen.text(sheet, row, 0, words(role.role), bold=True)
    _figures(pen, sheet, row, role, role.served_share, bold=True)
    pen.number(sheet, row, len(HEADS) + 1, int(role.slots_at_risk.sum()), bold=True)
    pen.text(sheet, row + 1, 0, target, **SOFT)
    for k, day in enumerate(role.days, start=2):
        pen.text(sheet, row + k, 0, day_month(day.day), indent=1)
        _figures(pen, sheet, row + k, day, role.served_share)
    return row + len(role.days) + 3


def _figures(
    pen: Pen,
    sheet: Worksheet,
    row: int,
    one: RoleService | DayService,
    wanted: float,
    **looks: Any,
) -> None:
    """Write one line of figures; a share below the wanted one stands out."""
    minutes = [one.wait / 60, *(one.waits[level] / 60 for level in LEVELS)]
    shares = [one.in_time, *(one.shares[level] for level in LEVELS)]
    pen.number(sheet, row, 1, one.customers, **MANY, **looks)
    for column, value in enumerate(minutes, start=2):
        pen.number(sheet, row, column, value, **MINUTES, **looks)
    for column, value in enumerate(shares, start=2 + len(minutes)):
        alarm = BELOW if value < wanted else {}
        pen.number(sheet, row, column, value, **{**PERCENT, **looks, **alarm})
    pen.number(sheet, row, len(HEADS), one.left, **PERCENT, **looks)


def _risks(pen: Pen, sheet: Worksheet, row: int, found: StressTest) -> None:
    """Write the bottleneck, what call-outs change, and the stretches at risk, worst first."""
    for text in (bottleneck_text(found), call_outs_text(found), *found.notes):
        if text:
            sheet.set_row(row, 28)
            pen.across(sheet, row, (0, WIDTH), text, text_wrap=True)
            row += 1
    shown = found.at_risk[:MOST_SHOWN]
    if not shown:
        return
    row += 1
    pen.text(sheet, row, 0, "At risk", **HEAD)
    for column, name in enumerate(("Role", "Customers", "Too late", "People", "Work for"), start=1):
        pen.text(sheet, row, column, name, **HEAD, align="left" if column == 1 else "right")
    for one in shown:
        row += 1
        pen.text(sheet, row, 0, moment_text(found.horizon, one.span.start, one.span.end))
        pen.text(sheet, row, 1, words(one.role))
        for column, value in enumerate((one.customers, one.late, one.people, one.load), start=2):
            pen.number(sheet, row, column, value, **MANY)
    left = len(found.at_risk) - len(shown)
    if left:
        pen.text(sheet, row + 1, 0, f"and {left} more, in plan.json", **SOFT)
