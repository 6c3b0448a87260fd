"""CSV tables read row by row, with bounded memory and the line of every row."""

from __future__ import annotations

import csv
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path as FilePath
from typing import BinaryIO

from staffopt.errors import did_you_mean, one_of, parted_otherwise, shown
from staffopt.inputs.findings import MOST_IN_A_FILE, Findings, Path

LONGEST_LINE = 65_536
BOM = b"\xef\xbb\xbf"


@dataclass(frozen=True, slots=True)
class Row:
    """One row of a table: its file, its line and its cells by column, empty ones left out.

    A row that no file holds has line 0 and says in `file` where it comes from. A `torn` one, whose
    fault is noted, has the cells that could be told; none where reading ends at it.
    """

    file: str
    line: int
    cells: dict[str, object]
    changed: set[str] = field(default_factory=set)
    """Columns that a what-if change has set."""
    torn: bool = False

    def where(self, path: Path = ()) -> str:
        """Return `employees.csv line 14, column 'roles'`."""
        column = f", column {str(path[0])!r}" if path else ""
        if path and path[0] in self.changed:
            return f"changes, {path[0]!r} of {self.file} line {self.line}"
        line = f" line {self.line}" if self.line else ""
        return f"{self.file}{line}{column}"


class _UnreadableError(Exception):
    """A line from which reading cannot go on."""


def read_table(
    path: FilePath, required: Sequence[str], optional: Sequence[str] | None, findings: Findings
) -> Iterator[Row]:
    """Yield the rows of a table; what is wrong with its header or with a line is noted.

    Without `optional` any column may stand beside those it must have.
    """
    noted = len(findings)
    with path.open("rb") as handle:
        reader = csv.reader(_lines(handle), strict=True)
        try:
            header = next(reader, None)
            if header is None:
                findings.add(path.name, "an empty file", f"a header: {', '.join(required)}")
                return
            columns = [name.strip() for name in header]
            optional = columns if optional is None else optional
            known = {*required, *optional}
            fits = _header_fits(columns, path.name, required, optional, findings)
            if not fits and (len(columns) == 1 or len(set(columns)) < len(columns)):
                return
            for cells in reader:
                if len(findings) - noted >= MOST_IN_A_FILE:
                    findings.add(path.name, f"{MOST_IN_A_FILE} problems and more", "")
                    return
                row = _row(columns, cells, path.name, reader.line_num, findings)
                if row is not None and fits:
                    yield row
                elif row is not None:
                    told = {column: cell for column, cell in row.cells.items() if column in known}
                    yield replace(row, cells=told, torn=True)
        except _UnreadableError as error:
            findings.add(f"{path.name} line {reader.line_num + 1}", *error.args)
            yield Row(path.name, reader.line_num + 1, {}, torn=True)
        except csv.Error as error:
            findings.add(
                f"{path.name} line {reader.line_num}", f"no CSV: {error}", "quotes in pairs"
            )
            yield Row(path.name, reader.line_num, {}, torn=True)


def _lines(handle: BinaryIO) -> Iterator[str]:
    """Yield the lines of an open binary file as text, none longer than the limit."""
    first = True
    while raw := handle.readline(LONGEST_LINE + 1):
        if len(raw) > LONGEST_LINE:
            raise _UnreadableError(f"a line of more than {LONGEST_LINE:,} bytes", "a shorter line")
        if first:
            raw, first = raw.removeprefix(BOM), False
        if b"\0" in raw:
            raise _UnreadableError("a zero byte", "UTF-8 text")
        try:
            yield raw.decode("utf-8")
        except UnicodeDecodeError as error:
            bad = raw[error.start : error.start + 8]
            raise _UnreadableError(shown(bad), "UTF-8 text") from None


def _header_fits(
    columns: list[str],
    name: str,
    required: Sequence[str],
    optional: Sequence[str],
    findings: Findings,
) -> bool:
    """Note unknown, repeated and missing columns; return whether rows can be read."""
    known = (*required, *optional)
    where = f"{name} line 1"
    otherwise = parted_otherwise(columns, known)
    if otherwise is not None:
        findings.add(where, *otherwise)
        return False
    strange = [column for column in columns if column not in known]
    for column in strange:
        findings.add(where, f"unknown column {shown(column)}", one_of(column, known))
    for column in sorted({column for column in columns if columns.count(column) > 1}):
        findings.add(where, f"column {shown(column)} twice", "each column once")
    missing = [column for column in required if column not in columns]
    for column in missing:
        near = did_you_mean(column, strange)
        findings.add(where, f"no column {column!r}{near}", f"columns {', '.join(required)}")
    return not missing and not strange and len(set(columns)) == len(columns)


def _row(
    columns: list[str], cells: list[str], name: str, line: int, findings: Findings
) -> Row | None:
    """Return a row, torn where it has not as many cells as columns; None for an empty line."""
    if not any(cell.strip() for cell in cells):
        return None
    if len(cells) != len(columns):
        findings.add(f"{name} line {line}", f"{len(cells)} cells", f"{len(columns)}, as the header")
        return Row(name, line, {columns[0]: cells[0].strip()}, torn=True)
    stripped = zip(columns, (cell.strip() for cell in cells), strict=True)
    return Row(name, line, {column: cell for column, cell in stripped if cell})
