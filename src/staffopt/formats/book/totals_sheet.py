"""Totals: hours against contract and fairness a person, cover a role and day."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any

from staffopt.domain.plan import Plan
from staffopt.formats.book.pen import HEAD, TITLE, Pen, set_up
from staffopt.formats.cells import words
from staffopt.formats.figures import PersonWeek, RoleCover
from staffopt.formats.page.dates import day_month, period
from staffopt.formats.shifts_table import shift_cost

if TYPE_CHECKING:
    from xlsxwriter.worksheet import Worksheet

HOURS = {"num_format": "0.00"}
MISSING = {"bold": True, "font_color": "#B3261E"}
COLUMNS: tuple[tuple[str, Callable[[PersonWeek], float], dict[str, Any]], ...] = (
    ("Paid hours", lambda one: one.hours, HOURS),
    ("Target", lambda one: one.target, HOURS),
    ("Least", lambda one: one.least, HOURS),
    ("Most", lambda one: one.most, HOURS),
    ("Days", lambda one: one.days, {}),
    ("Openings", lambda one: one.openings, {}),
    ("Closings", lambda one: one.closings, {}),
    ("Weekend days", lambda one: one.weekend_days, {}),
    ("Training hours", lambda one: one.training_minutes / 60, HOURS),
)


def totals_sheet(
    pen: Pen,
    plan: Plan,
    people: Sequence[PersonWeek],
    covers: Sequence[RoleCover],
    look: tuple[str, bool],
) -> None:
    """Add the sheet; `look` is the store's name and whether pay is shown."""
    store, with_pay = look
    sheet = pen.book.add_worksheet("Totals")
    horizon = plan.roster.horizon
    when = period(horizon.first, horizon.dates[-1])
    set_up(sheet, store, when, repeat=2)
    sheet.set_column(0, 0, 24)
    sheet.set_column(1, len(COLUMNS) + 1, 11)
    sheet.freeze_panes(3, 1)
    sheet.set_row(0, 26)
    sheet.set_row(2, 28)
    pen.text(sheet, 0, 0, f"Totals, {when}", **TITLE)
    names = ["Name", *(name for name, _, _ in COLUMNS)]
    names += [f"Cost {plan.problem.currency}"] if with_pay else []
    for column, name in enumerate(names):
        pen.text(
            sheet, 2, column, name, **HEAD, text_wrap=True, align="right" if column else "left"
        )
    for row, one in enumerate(people, start=3):
        pen.text(sheet, row, 0, one.name, bold=True)
        for column, (_, ask, looks) in enumerate(COLUMNS, start=1):
            pen.number(sheet, row, column, ask(one), **looks)
        if with_pay:
            cents = sum(shift_cost(plan, shift) for shift in one.shifts)
            pen.number(sheet, row, len(COLUMNS) + 1, cents / 100, **HOURS)
    sheet.conditional_format(
        3,
        1,
        2 + max(len(people), 1),
        1,
        {"type": "data_bar", "bar_color": "#9DB8DA"},
    )
    _cover(pen, sheet, len(people) + 5, plan, covers)


def _cover(pen: Pen, sheet: Worksheet, row: int, plan: Plan, covers: Sequence[RoleCover]) -> None:
    """Write the person-hours that are needed and short, by role and day."""
    horizon = plan.problem.horizon
    pen.text(sheet, row, 0, "Person-hours short", **HEAD)
    for day, date in enumerate(horizon.dates):
        pen.text(sheet, row, day + 1, day_month(date), **HEAD, align="right")
    for one in covers:
        row += 1
        pen.text(sheet, row, 0, words(one.role))
        for day in range(horizon.days):
            first, end = horizon.day_starts[day : day + 2]
            missing = int(one.short[first:end].sum()) * horizon.slot_minutes / 60
            pen.number(sheet, row, day + 1, missing, **HOURS, **(MISSING if missing else {}))
