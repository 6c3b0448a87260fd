"""The lines of a CSV file or of a sheet of a workbook, cell by cell, with their places."""

from __future__ import annotations

import csv
import re
import zipfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import dropwhile, islice
from pathlib import Path as FilePath

from staffopt.errors import DataError, one_of, shown
from staffopt.errors import Problem as Fault
from staffopt.inputs.rosters.columns import ColumnSettings
from staffopt.inputs.table_file import LONGEST_LINE

LARGEST = 200_000_000
WIDEST = 1000
DELIMITERS = (",", ";", "\t", "|")
NO_TEXT = ' \r\n"' + "".join(DELIMITERS)
QUOTED = re.compile(r'"[^"]*"')
MOST_HEADER_LINES = 20
"""Lines that headers with line breaks in quotes may take."""


@dataclass(frozen=True)
class Line:
    """A line of a table: its number and its cells, text or what a workbook holds."""

    file: str
    number: int
    cells: tuple[object, ...]

    def where(self, column: str = "") -> str:
        """Return file, line and, where given, column."""
        return f"{self.file} line {self.number}" + (f", column {column!r}" if column else "")

    def cell(self, at: int) -> object:
        """Return a cell; a text without the spaces around it, nothing beyond the line's end."""
        found = self.cells[at] if at < len(self.cells) else None
        return found.strip() if isinstance(found, str) else found


def lines_of(path: FilePath, settings: ColumnSettings) -> Iterator[Line]:
    """Yield the lines that hold anything; what cannot be read at all is a DataError."""
    try:
        if path.stat().st_size > LARGEST:
            raise DataError(Fault(path.name, f"more than {LARGEST:,} bytes", "a roster"))
    except OSError as error:
        raise DataError(Fault(str(path), error.strerror or str(error), "a roster")) from None
    if path.suffix.lower() == ".xlsx":
        name, rows = sheet(path, settings.sheet)
        source: Iterator[tuple[int, Sequence[object]]] = enumerate(rows, start=1)
        file = f"{path.name}, sheet {name!r}"
    else:
        delimiter = settings.delimiter or _delimiter(path, settings.header_line or 1)
        source, file = _csv_rows(path, delimiter), path.name
    for number, cells in source:
        line = Line(file, number, tuple(cells[:WIDEST]))
        if any(line.cell(at) not in (None, "") for at in range(len(line.cells))):
            yield line


def first_of(lines: Iterator[Line], file: str) -> Line:
    """Return the first of the lines; a file without one is a DataError."""
    head = next(lines, None)
    if head is None:
        raise DataError(Fault(file, "an empty file", "a line of headers, then a shift a line"))
    return head


def _delimiter(path: FilePath, first: int) -> str:
    """Return what stands most often between the headers: the first text from a line on."""
    texts = (text for number, text in enumerate(_texts(path), start=1) if number >= first)
    below = dropwhile(lambda text: not text.strip(NO_TEXT), texts)
    headers = QUOTED.sub("", "".join(islice(below, MOST_HEADER_LINES))).partition("\n")[0]
    return max(DELIMITERS, key=headers.count)


def _csv_rows(path: FilePath, delimiter: str) -> Iterator[tuple[int, Sequence[object]]]:
    """Yield line numbers and cells of a CSV file in UTF-8."""
    reader = csv.reader(_texts(path), delimiter=delimiter, strict=True)
    try:
        for row in reader:
            yield reader.line_num, row
    except csv.Error as error:
        where = f"{path.name} line {reader.line_num}"
        raise DataError(Fault(where, f"no CSV: {error}", "quotes in pairs")) from None


def _texts(path: FilePath) -> Iterator[str]:
    """Yield the lines of a file as text, none longer than a row can be."""
    with path.open("rb") as handle:
        number = 0
        while raw := handle.readline(LONGEST_LINE + 1):
            number += 1
            where = f"{path.name} line {number}"
            if len(raw) > LONGEST_LINE:
                found = f"a line of more than {LONGEST_LINE:,} bytes"
                raise DataError(Fault(where, found, "a shorter line"))
            try:
                yield raw.decode("utf-8-sig" if number == 1 else "utf-8").replace("\0", "\ufffd")
            except UnicodeDecodeError as error:
                bad = shown(raw[error.start : error.start + 8])
                raise DataError(Fault(where, bad, "UTF-8 text")) from None


def sheet(path: FilePath, wanted: str | None) -> tuple[str, list[Sequence[object]]]:
    """Return the name and the rows of a sheet of a workbook: the first unless one is wanted."""
    found = sheets(path)
    if wanted is not None and wanted not in found:
        raise DataError(Fault(path.name, f"no sheet {wanted!r}", one_of(wanted, found)))
    name = next(iter(found)) if wanted is None else wanted
    return name, found[name]


def sheets(path: FilePath) -> dict[str, list[Sequence[object]]]:
    """Return the rows of every sheet; formulas count with what was last calculated."""
    from openpyxl import load_workbook

    try:
        with zipfile.ZipFile(path) as packed:
            if sum(part.file_size for part in packed.infolist()) > LARGEST:
                raise DataError(Fault(path.name, f"more than {LARGEST:,} bytes", "a roster"))
        book = load_workbook(path, read_only=True, data_only=True)
    except OSError as error:
        raise DataError(Fault(str(path), error.strerror or str(error), "a workbook")) from None
    except (zipfile.BadZipFile, KeyError, ValueError, SyntaxError) as error:
        first = (str(error) or type(error).__name__).splitlines()[0]
        raise DataError(Fault(path.name, f"no workbook: {first}", "a file as .xlsx")) from None
    found = {}
    for one in book.worksheets:
        one.reset_dimensions()
        found[one.title] = list(one.iter_rows(values_only=True))
    book.close()
    return found
