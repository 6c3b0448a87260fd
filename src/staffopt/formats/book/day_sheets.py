"""One sheet a day: people by quarter-hour in colour, and what is needed and there under it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import pairwise
from typing import TYPE_CHECKING

from staffopt.domain.calendar import DAY
from staffopt.domain.plan import Plan
from staffopt.domain.shifts import Activity, Block
from staffopt.formats.book.pen import (
    BREAK,
    FILLS,
    HEAD,
    SHORT,
    SOFT,
    TITLE,
    TRAINING,
    Pen,
    fill,
    set_up,
)
from staffopt.formats.cells import course_name
from staffopt.formats.figures import PersonWeek, RoleCover
from staffopt.formats.page.axis import Axis, day_axis
from staffopt.formats.page.dates import day_month, long_day, span_text
from staffopt.formats.page.looks import Look
from staffopt.formats.shifts_of_day import Present, shifts_of_day

if TYPE_CHECKING:
    from xlsxwriter.worksheet import Worksheet

LEFT = 3
"""Columns before the first slot: name, times, hours."""
FIRST_ROW = 3
WIDE = 9
MEDIUM = 3


def day_sheets(
    pen: Pen,
    plan: Plan,
    people: Sequence[PersonWeek],
    covers: Sequence[RoleCover],
    look: tuple[dict[str, Look], tuple[int, int], str],
) -> None:
    """Add a sheet for each day; `look` is the roles' looks, the wall range and the store's name."""
    looks, wall, store = look
    horizon = plan.roster.horizon
    for day in range(horizon.days):
        date = horizon.first + day * DAY
        sheet = pen.book.add_worksheet(day_month(date))
        axis = day_axis(horizon, day, wall)
        set_up(sheet, store, long_day(date), repeat=2)
        _head(pen, sheet, f"{store}, {long_day(date)} {date.year}", axis, looks)
        here = shifts_of_day(plan, people, day, axis)
        for row, one in enumerate(here, start=FIRST_ROW):
            _person(pen, sheet, row, plan, (one, axis, looks))
        _cover(pen, sheet, FIRST_ROW + len(here) + 1, covers, (axis, looks))


def _head(pen: Pen, sheet: Worksheet, title: str, axis: Axis, looks: Mapping[str, Look]) -> None:
    """Write title, legend and the hours."""
    sheet.freeze_panes(FIRST_ROW, 1)
    sheet.set_column(0, 0, 21)
    sheet.set_column(1, 1, 11)
    sheet.set_column(2, 2, 6)
    sheet.set_column(LEFT, LEFT + axis.slots - 1, 1.35)
    sheet.set_row(0, 26)
    pen.text(sheet, 0, 0, title, **TITLE)
    legend = [(look.name, {**FILLS[look.css], "border": 1}) for look in looks.values()]
    legend += [("Training", TRAINING), ("Break", {**BREAK, "bold": True})]
    for place, (name, colours) in enumerate(legend):
        span = LEFT + place * 8, LEFT + place * 8 + 7
        pen.across(sheet, 1, span, name, **colours, align="center")
    for column, name in enumerate(("Name", "Time", "Hours")):
        pen.text(sheet, 2, column, name, **HEAD)
    ticks = [*axis.ticks, (axis.slots, "")]
    for (at, label), (following, _) in pairwise(ticks):
        pen.across(sheet, 2, (LEFT + at, LEFT + following), label, **HEAD, left=1, align="left")


def _person(
    pen: Pen, sheet: Worksheet, row: int, plan: Plan, what: tuple[Present, Axis, dict[str, Look]]
) -> None:
    """Write one shift: times, hours, and a coloured stretch for each block."""
    one, axis, looks = what
    horizon, shift = plan.roster.horizon, one.shift
    edge = {"bottom": 1, "bottom_color": "#D9DEE5"}
    sheet.set_row(row, 24)
    pen.text(sheet, row, 0, one.name, bold=True, **edge)
    pen.text(sheet, row, 1, one.when, **edge, font_size=9)
    pen.number(sheet, row, 2, shift.paid_minutes / 60, num_format="0.00", **edge)
    taken = 0
    for block in shift.blocks:
        if horizon.slot_up(block.end) <= axis.first:
            continue
        first = max(horizon.slot(block.start) - axis.first, taken)
        end = min(max(horizon.slot_up(block.end) - axis.first, first + 1), axis.slots)
        if first >= end:
            continue
        text = _caption(plan, block, end - first, looks)
        looks_of = {**fill(block, looks), "font_size": 8, "align": "center"}
        pen.across(sheet, row, (LEFT + first, LEFT + end), text, **looks_of)
        taken = end


def _caption(plan: Plan, block: Block, slots: int, looks: Mapping[str, Look]) -> str:
    """Return as much about a block as fits over so many slots."""
    if block.activity == Activity.BREAK:
        return ""
    if block.activity == Activity.TRAINING:
        courses = {one.id: one.course_id for one in plan.roster.sessions}
        course = courses.get(block.session_id or "")
        what, letters = (course_name(plan, course) if course else "Training"), "T"
    else:
        look = looks.get(block.role or "")
        what, letters = (look.name, look.letters) if look else ("Work", "W")
    if slots >= WIDE:
        return f"{what} {span_text(plan.roster.horizon, block.start, block.end)}"
    if slots >= MEDIUM and len(what) <= 2.2 * slots:
        return what
    return "Train" if letters == "T" and slots > MEDIUM else letters


def _cover(
    pen: Pen,
    sheet: Worksheet,
    row: int,
    covers: Sequence[RoleCover],
    look: tuple[Axis, dict[str, Look]],
) -> None:
    """Write for each role how many are there, then needed; too few in red."""
    axis, looks = look
    pen.text(sheet, row, 0, "People on duty (needed below)", **SOFT)
    for one in covers:
        row += 1
        pen.text(sheet, row, 0, looks[one.role].name, **FILLS[looks[one.role].css])
        pen.text(sheet, row + 1, 0, "needed", **SOFT, align="right")
        for slot in range(max(axis.first, 0), min(axis.end, len(one.required))):
            there, needed = int(one.scheduled[slot]), int(one.required[slot])
            column = LEFT + slot - axis.first
            if there or needed:
                short = SHORT if there < needed else {}
                pen.number(
                    sheet, row, column, there, **{"font_size": 8, "align": "center", **short}
                )
                pen.number(
                    sheet, row + 1, column, needed, **SOFT | {"font_size": 8, "align": "center"}
                )
        row += 1
