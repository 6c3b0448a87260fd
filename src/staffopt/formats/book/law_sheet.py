"""Law: the packs that a plan was made under, and what is owed on top of wages."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from staffopt.domain.plan import Plan
from staffopt.formats.book.pen import HEAD, SOFT, TITLE, Pen, set_up
from staffopt.formats.cells import person_name, words
from staffopt.formats.page.dates import day_month, period, span_text
from staffopt.formats.premium_lines import by_day, by_person

if TYPE_CHECKING:
    from xlsxwriter.worksheet import Worksheet

AMOUNT = {"num_format": "#,##0.00"}
WITH_PAY = ("Name", "Date", "Time", "Rule", "Law", "What")
WITHOUT = ("Date", "Rule", "Law", "Times")
WIDTHS_WITH_PAY = (24, 14, 14, 26, 36, 60, 12)
WIDTHS_WITHOUT = (24, 26, 36, 8, 12)


def law_sheet(pen: Pen, plan: Plan, store: str, *, with_pay: bool) -> None:
    """Add the sheet where a plan has a pack or owes a premium; who is owed it only with pay."""
    if not plan.packs and not by_day(plan):
        return
    with_pay = with_pay and by_person(plan)
    sheet = pen.book.add_worksheet("Law")
    horizon = plan.roster.horizon
    when = period(horizon.first, horizon.dates[-1])
    set_up(sheet, store, when, repeat=2)
    sheet.freeze_panes(3, 1)
    sheet.set_row(0, 26)
    for column, width in enumerate(WIDTHS_WITH_PAY if with_pay else WIDTHS_WITHOUT):
        sheet.set_column(column, column, width)
    pen.text(sheet, 0, 0, f"Law and premiums, {when}", **TITLE)
    columns = WITH_PAY if with_pay else WITHOUT
    for column, name in enumerate((*columns, plan.problem.currency)):
        last = column == len(columns)
        pen.text(sheet, 2, column, name, **HEAD, align="right" if last else "left")
    row = 3
    for texts, cents in _claims(plan) if with_pay else _days(plan):
        for column, text in enumerate(texts):
            pen.text(sheet, row, column, text)
        pen.number(sheet, row, len(texts), cents / 100, **AMOUNT)
        row += 1
    pen.text(sheet, row, 0, "Owed on top of wages", bold=True)
    total = sum(line.amount for line in by_day(plan))
    pen.number(sheet, row, len(columns), total / 100, **AMOUNT, bold=True)
    _packs(pen, sheet, row + 2, plan)


def _claims(plan: Plan) -> Iterator[tuple[Sequence[str], int]]:
    """Each claim: who, when, by which law and why, and how much."""
    horizon = plan.roster.horizon
    for claim in sorted(plan.claims, key=lambda one: (one.start, one.person_id, one.rule)):
        day, name = horizon.date_of(claim.start), person_name(plan, claim.person_id)
        hours = "" if claim.flat else span_text(horizon, claim.start, claim.end)
        law = words(claim.rule), claim.citation, claim.message
        yield (name, day_month(day), hours, *law), claim.amount


def _days(plan: Plan) -> Iterator[tuple[Sequence[str], int]]:
    """Each day and rule, and how much is owed to all together."""
    for line in by_day(plan):
        day = "" if line.day is None else day_month(line.day)
        yield (day, words(line.rule), line.citation, str(line.times)), line.amount


def _packs(pen: Pen, sheet: Worksheet, row: int, plan: Plan) -> None:
    """Write each pack, what the store changed in it, and what of its law no rule carries."""
    for pack in plan.packs:
        pen.text(sheet, row, 0, pack.name, bold=True)
        pen.text(sheet, row, 1, pack.title)
        lines = [f"changed: {line}" for line in pack.deviations]
        lines += [f"not modelled: {line}" for line in pack.not_modelled]
        for below, line in enumerate(lines, start=1):
            pen.text(sheet, row + below, 1, line, **SOFT)
        row += len(lines) + 2
    if not plan.packs:
        pen.text(sheet, row, 0, "No law pack is in force.", **SOFT)
