"""roster.xlsx: a workbook to hang up."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

from staffopt.domain.plan import Plan
from staffopt.formats.base import Format
from staffopt.formats.book.day_sheets import day_sheets
from staffopt.formats.book.law_sheet import law_sheet
from staffopt.formats.book.pen import Pen
from staffopt.formats.book.stress_sheet import stress_sheet
from staffopt.formats.book.totals_sheet import totals_sheet
from staffopt.formats.book.week_sheet import week_sheets
from staffopt.formats.figures import person_weeks, role_covers
from staffopt.formats.page.axis import wall_range
from staffopt.formats.page.looks import looks

TEXT_IS_TEXT = {
    "in_memory": True,
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
}


class ExcelBook(Format):
    """The week by person, a sheet a day, totals, how long customers wait, law; A4 on its side.

    Names are written as text and never as formulas. Cost and premiums a person only with pay.
    """

    name = "workbook"
    suffix = ".xlsx"
    file = "roster.xlsx"

    def write(self, plan: Plan, path: Path, *, with_pay: bool = False) -> None:
        """Write the workbook; its date is the first planned day, not the clock's."""
        from xlsxwriter import Workbook

        store = str(plan.manifest.get("store") or "Roster")
        people, covers, look = person_weeks(plan), role_covers(plan), dict(looks(plan))
        with Workbook(str(path), TEXT_IS_TEXT) as book:
            first = plan.problem.horizon.first
            made = datetime(first.year, first.month, first.day)
            book.set_properties({"title": store, "author": "staffopt", "created": made})
            pen = Pen(book)
            week_sheets(pen, plan, people, look, store)
            day_sheets(pen, plan, people, covers, (look, wall_range(plan), store))
            totals_sheet(pen, plan, people, covers, (store, with_pay))
            stress_sheet(pen, plan, store)
            law_sheet(pen, plan, store, with_pay=with_pay)
