"""Writes cells: text is never a formula, formats are made once."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from staffopt.domain.shifts import Activity, Block
from staffopt.formats.page.looks import Look

if TYPE_CHECKING:
    from xlsxwriter.format import Format as CellFormat
    from xlsxwriter.workbook import Workbook
    from xlsxwriter.worksheet import Worksheet

FORMULA_SIGNS = ("=", "+", "-", "@", "\t", "\r", "\n")
PLAIN: dict[str, Any] = {"font_name": "Arial", "font_size": 10, "valign": "vcenter"}
HEAD = {"bold": True, "bottom": 1, "valign": "vcenter"}
TITLE = {"bold": True, "font_size": 16}
SOFT = {"font_color": "#4A5665", "font_size": 9}
SHORT = {"bold": True, "font_color": "#FFFFFF", "bg_color": "#B3261E"}
FILLS: dict[str, dict[str, Any]] = {
    "r0": {"bg_color": "#1F4F91", "font_color": "#FFFFFF"},
    "r1": {"bg_color": "#F3B65A", "font_color": "#2B1A00"},
    "r2": {"bg_color": "#D7EEE2", "font_color": "#0F3325"},
    "r3": {"bg_color": "#5AA0A6", "font_color": "#06201F"},
    "r4": {"bg_color": "#8A2F43", "font_color": "#FFFFFF"},
    "r5": {"bg_color": "#EFE6B4", "font_color": "#302A05"},
}
TRAINING = {"bg_color": "#F1E4F8", "font_color": "#451663", "border": 2, "border_color": "#6C2F91"}
BREAK = {"pattern": 14, "fg_color": "#8A95A3", "bg_color": "#FFFFFF"}


class Pen:
    """Writes into the sheets of one workbook."""

    def __init__(self, book: Workbook) -> None:
        self.book = book
        self._formats: dict[tuple[tuple[str, Any], ...], CellFormat] = {}

    def format(self, **looks: Any) -> CellFormat:
        """Return the format with these looks, the same one each time."""
        key = tuple(sorted({**PLAIN, **looks}.items()))
        if key not in self._formats:
            self._formats[key] = self.book.add_format(dict(key))
        return self._formats[key]

    def text(self, sheet: Worksheet, row: int, column: int, text: str, **looks: Any) -> None:
        """Write text as text; what a spreadsheet would take for a formula is marked as no such."""
        sheet.write_string(row, column, text, self.format(**_guarded(text, looks)))

    def number(self, sheet: Worksheet, row: int, column: int, value: float, **looks: Any) -> None:
        """Write a number."""
        sheet.write_number(row, column, value, self.format(**looks))

    def across(
        self, sheet: Worksheet, row: int, span: tuple[int, int], text: str, **looks: Any
    ) -> None:
        """Write text over the columns of a half-open span, merged into one cell."""
        first, end = span
        if end - first > 1:
            sheet.merge_range(row, first, row, end - 1, "", self.format(**_guarded(text, looks)))
        self.text(sheet, row, first, text, **looks)


def _guarded(text: str, looks: dict[str, Any]) -> dict[str, Any]:
    """Return the looks of a text, with the mark of plain text where it could be a formula."""
    return {**looks, "quote_prefix": True} if text.startswith(FORMULA_SIGNS) else looks


def fill(block: Block, looks: dict[str, Look]) -> dict[str, Any]:
    """Return how a block is filled."""
    if block.activity == Activity.BREAK:
        return BREAK
    if block.activity == Activity.TRAINING:
        return TRAINING
    look = looks.get(block.role or "")
    edge = {"border": 1, "border_color": "#5B6673"}
    return {**FILLS[look.css], **edge} if look else edge


def set_up(sheet: Worksheet, title: str, foot: str, *, repeat: int) -> None:
    """Prepare a sheet for A4 on its side, as wide as one page."""
    sheet.set_landscape()
    sheet.set_paper(9)
    sheet.fit_to_pages(1, 0)
    sheet.set_margins(left=0.4, right=0.4, top=0.5, bottom=0.6)
    sheet.repeat_rows(0, repeat)
    sheet.center_horizontally()
    sheet.set_footer(f"&L&8{_plain(title)}&C&8{_plain(foot)}&R&8&P / &N")
    sheet.hide_gridlines(2)


def _plain(text: str) -> str:
    """Return text for a footer, where an ampersand is a command and a digit a size of letters."""
    plain = text.replace("&", "&&")[:80]
    return f" {plain}" if plain[:1].isdigit() else plain
