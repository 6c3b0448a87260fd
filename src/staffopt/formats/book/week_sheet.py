"""The sheet to hang up: people by days, with times and roles."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from staffopt.domain.calendar import DAY, Horizon
from staffopt.domain.plan import Plan
from staffopt.domain.shifts import Activity, Shift
from staffopt.domain.spread import WEEK
from staffopt.formats.book.pen import FILLS, HEAD, SOFT, TITLE, Pen, set_up
from staffopt.formats.figures import PersonWeek
from staffopt.formats.page.dates import day_month, period, span_text
from staffopt.formats.page.looks import Look

if TYPE_CHECKING:
    from xlsxwriter.worksheet import Worksheet

BOX = {"align": "center", "border": 1, "border_color": "#D9DEE5"}
LEAST_LINES = 2
LINE_POINTS = 15
LINE_LETTERS = 20
"""How many letters of a cell stand in a line, at the size in which roles are written."""


def week_sheets(
    pen: Pen, plan: Plan, people: Sequence[PersonWeek], looks: dict[str, Look], store: str
) -> None:
    """Add a sheet for each week."""
    horizon = plan.roster.horizon
    for number, first in enumerate(range(0, horizon.days, WEEK), start=1):
        span = range(first, min(first + WEEK, horizon.days))
        name = "Week" if horizon.days <= WEEK else f"Week {number}"
        _week_sheet(pen, pen.book.add_worksheet(name), (plan, people, looks), span, store)


def _week_sheet(
    pen: Pen,
    sheet: Worksheet,
    what: tuple[Plan, Sequence[PersonWeek], dict[str, Look]],
    span: range,
    store: str,
) -> None:
    """Fill one week's sheet."""
    plan, people, looks = what
    horizon = plan.roster.horizon
    dates = [horizon.first + day * DAY for day in span]
    when = period(dates[0], dates[-1])
    set_up(sheet, store, when, repeat=2)
    sheet.freeze_panes(3, 1)
    sheet.set_column(0, 0, 24)
    sheet.set_column(1, len(dates), 15)
    sheet.set_column(len(dates) + 1, len(dates) + 1, 9)
    pen.text(sheet, 0, 0, f"{store}, {when}", **TITLE)
    sheet.set_row(0, 26)
    _legend(pen, sheet, looks)
    pen.text(sheet, 2, 0, "Name", **HEAD)
    for column, date in enumerate(dates, start=1):
        pen.text(sheet, 2, column, day_month(date), **HEAD, align="center")
    pen.text(sheet, 2, len(dates) + 1, "Hours", **HEAD, align="right")
    for row, one in enumerate(people, start=3):
        edge = {"bottom": 1, "bottom_color": "#D9DEE5"}
        pen.text(sheet, row, 0, one.name, bold=True, **edge)
        lines = LEAST_LINES
        for column, day in enumerate(span, start=1):
            here = [shift for shift in one.shifts if horizon.day_of(shift.start) == day]
            lines = max(lines, _cell(pen, sheet, (row, column), plan, here, looks))
        sheet.set_row(row, LINE_POINTS * lines)
        minutes = sum(s.paid_minutes for s in one.shifts if horizon.day_of(s.start) in span)
        pen.number(sheet, row, len(dates) + 1, minutes / 60, num_format="0.00", **edge)


def _legend(pen: Pen, sheet: Worksheet, looks: dict[str, Look]) -> None:
    """Write the colours of the roles under the title."""
    pen.text(sheet, 1, 0, "The colour is the role worked longest.", **SOFT)
    for column, look in enumerate(looks.values(), start=1):
        pen.text(sheet, 1, column, look.name, **FILLS[look.css], align="center", border=1)


def _cell(
    pen: Pen,
    sheet: Worksheet,
    place: tuple[int, int],
    plan: Plan,
    shifts: Sequence[Shift],
    looks: dict[str, Look],
) -> int:
    """Write a person's day: times, roles, training; a dot where there is no shift.

    Returns how many lines it takes.
    """
    row, column = place
    if not shifts:
        pen.text(sheet, row, column, "\u00b7", **BOX, font_color="#8A95A3")
        return 1
    lines, main = _told(plan.roster.horizon, shifts, looks)
    colours = FILLS[looks[main].css] if main else {}
    pen.text(sheet, row, column, "\n".join(lines), **colours, **BOX, text_wrap=True, font_size=9)
    return sum(-(-len(line) // LINE_LETTERS) or 1 for line in lines)


def _told(
    horizon: Horizon, shifts: Sequence[Shift], looks: dict[str, Look]
) -> tuple[list[str], str]:
    """Return times and roles of a day's shifts, line by line, and the role worked longest."""
    lines = []
    minutes: dict[str, int] = {}
    for shift in shifts:
        own: dict[str, None] = {}
        for block in shift.blocks:
            if block.role and block.activity == Activity.WORK:
                minutes[block.role] = minutes.get(block.role, 0) + block.minutes
                own[looks[block.role].name] = None
            elif block.activity == Activity.TRAINING:
                own["training"] = None
        lines += [span_text(horizon, shift.start, shift.end), ", ".join(own)]
    return lines, max(minutes, key=lambda role: minutes[role], default="")
