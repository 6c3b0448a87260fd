"""Night shifts on the page and in the book: on the day they start, and on the morning after."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, time, timedelta
from pathlib import Path

import numpy as np
from openpyxl import load_workbook
from tests.formats.sample import tiny_plan

from staffopt.domain.plan import Plan
from staffopt.domain.shifts import PastShift, Shift
from staffopt.formats.excel_book import ExcelBook
from staffopt.formats.figures import person_weeks, role_covers, staffed_edges
from staffopt.formats.page.axis import day_axis, wall_range
from staffopt.formats.page.bars import Row, day_rows
from staffopt.formats.page.looks import looks
from staffopt.formats.shifts_of_day import shifts_of_day


def never_closed(start: time = time(22)) -> Plan:
    """Ann's one shift, eight hours from 22:00 on Monday, in a store that never closes."""
    plan = tiny_plan(start=start)
    need = plan.problem.requirement
    always = np.ones(need.horizon.slots, bool)
    return replace(
        plan, problem=replace(plan.problem, requirement=replace(need, open=always, staffed=always))
    )


def rows(plan: Plan, day: int) -> tuple[Row, ...]:
    """Return what the page draws of people on a day."""
    axis = day_axis(plan.roster.horizon, day, wall_range(plan))
    return day_rows(plan, person_weeks(plan), day, axis, looks(plan))


def test_a_day_of_a_store_that_never_closes_is_a_day():
    """From midnight until the last shift ends: 06:00 on the next day."""
    assert wall_range(never_closed()) == (0, 30 * 60)
    assert wall_range(never_closed(time(8))) == (0, 24 * 60)


def test_a_night_shift_is_drawn_on_both_days():
    """On Monday from 22:00 to the axis' end; on Tuesday its six hours after midnight."""
    plan = never_closed()
    (monday,), (tuesday,) = rows(plan, 0), rows(plan, 1)
    assert (monday.when, tuesday.when) == ("22:00\u201306:00", "Mon 22:00\u201306:00")
    assert [(bar.at, bar.width) for bar in monday.bars] == [(88, 16), (104, 2), (106, 14)]
    assert [(bar.at, bar.width) for bar in tuesday.bars] == [(0, 8), (8, 2), (10, 14)]
    assert (monday.from_eve, tuesday.from_eve, rows(plan, 2)) == (False, True, ())


def test_a_night_shift_is_on_both_sheets_of_the_book(tmp_path: Path):
    """On Tuesday from the first column of slots: two hours, half an hour of break, 3.5 hours."""
    path = tmp_path / "roster.xlsx"
    ExcelBook().write(never_closed(), path)
    monday, tuesday, wednesday = load_workbook(path).worksheets[1:4]
    assert [cell.value for cell in monday[4]][:3] == ["Ann", "22:00\u201306:00", 7.5]
    assert [cell.value for cell in tuesday[4]][:3] == ["Ann", "Mon 22:00\u201306:00", 7.5]
    merged = sorted(each.bounds for each in tuesday.merged_cells.ranges if each.min_row == 4)
    assert [(left - 3, right - 3) for left, _, right, _ in merged] == [(1, 8), (9, 10), (11, 24)]
    assert wednesday["A4"].value is None


def test_the_night_before_the_plan_is_drawn():
    """A past shift from Sunday 22:00 to Monday 06:00 is on Monday."""
    plan = never_closed()
    blocks = tuple(
        replace(block, start=block.start - timedelta(days=1), end=block.end - timedelta(days=1))
        for block in plan.roster.shifts[0].blocks
    )
    problem = replace(plan.problem, past=(PastShift(Shift("eve", "E1", blocks)),))
    axis = day_axis(plan.roster.horizon, 0, (0, 30 * 60))
    found = shifts_of_day(replace(plan, problem=problem), person_weeks(plan), 0, axis)
    assert [(one.name, one.when) for one in found] == [
        ("Ann", "Sun 22:00\u201306:00"),
        ("Ann", "22:00\u201306:00"),
    ]


def test_nobody_opens_or_closes_a_store_that_never_closes():
    """And a store from 18:00 to 02:00 is closed by a shift until 02:00, on the day it began."""
    (ann,) = person_weeks(never_closed())
    assert (ann.openings, ann.closings) == (0, 0)
    plan = tiny_plan(start=time(18), hours=8)
    need = plan.problem.requirement
    slots = np.zeros(need.horizon.slots, bool)
    slots[72:104] = True
    late = replace(need, open=slots, staffed=slots)
    plan = replace(plan, problem=replace(plan.problem, requirement=late))
    assert staffed_edges(plan) == {0: (72, 104)}
    (ann,) = person_weeks(plan)
    assert (ann.openings, ann.closings) == (1, 1)


def test_cover_after_midnight_is_the_next_days():
    """Ann's 8 h from 22:00 on the eve of the autumn change: until 05:00, 7.5 h of them at work."""
    plan = tiny_plan(first=date(2026, 10, 24), start=time(22))
    (cover,) = role_covers(plan)
    there = np.flatnonzero(cover.scheduled)
    assert (int(there[0]), int(there[-1]), len(there)) == (88, 119, 30)
    (shift,) = plan.roster.shifts
    horizon = plan.roster.horizon
    assert f"{horizon.local(shift.end):%a %H:%M}" == "Sun 05:00"
    assert (shift.paid_minutes, horizon.day_of(shift.start)) == (450, 0)
