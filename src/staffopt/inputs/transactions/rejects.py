"""Rows that DuckDB could not read: each named by file, line and column."""

from __future__ import annotations

import csv
import gzip
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, TextIO

from staffopt.errors import DataError, Problem, shown
from staffopt.inputs.transactions.quality import MOST_EXAMPLES, Dropped
from staffopt.inputs.transactions.scans import LONGEST_LINE, Scan, not_utf8

if TYPE_CHECKING:
    import duckdb

REASONS = {
    "MISSING COLUMNS": "too few columns",
    "TOO MANY COLUMNS": "too many columns",
    "UNQUOTED VALUE": "a stray quote",
    "INVALID STATE": "a stray quote",
}
FIRST_PER_LINE = """
    SELECT line, arg_min(error_type::VARCHAR, column_idx) AS fault,
           arg_min(column_name, column_idx) AS name, any_value(csv_line) AS content
    FROM reject_errors GROUP BY line
"""


def rejected(database: duckdb.DuckDBPyConnection, scan: Scan) -> list[Dropped]:
    """Return the rows of the last scan that could not be read, and forget them.

    A line too long or bytes in another encoding speak of a wrong file, not of a bad row: raised.
    """
    if not scan.is_csv or not _has_rejects(database):
        return []
    _raise_damage(database, scan)
    grouped = database.execute(
        f"SELECT fault, name, count(*), list({{'line': line, 'content': content}} ORDER BY line)"  # noqa: S608
        f"[:{MOST_EXAMPLES}] FROM ({FIRST_PER_LINE}) GROUP BY fault, name ORDER BY min(line)"
    ).fetchall()
    database.execute("DROP TABLE reject_errors; DROP TABLE reject_scans")
    merged: dict[str, Dropped] = {}
    for fault, name, rows, examples in grouped:
        reason = f"bad row: {_reason(scan, fault, name)}"
        told = tuple(f"{scan.name} line {e['line']}: {_quoted(e['content'])}" for e in examples)
        before = merged.get(reason, Dropped(reason, 0))
        shown_now = (before.examples + told)[:MOST_EXAMPLES]
        merged[reason] = Dropped(reason, before.rows + rows, shown_now)
    return list(merged.values())


def _has_rejects(database: duckdb.DuckDBPyConnection) -> bool:
    """Whether the last scan left a table of rejects."""
    tables = "SELECT count(*) FROM duckdb_tables() WHERE table_name = 'reject_errors'"
    found = database.execute(tables).fetchone()
    return bool(found and found[0])


def _raise_damage(database: duckdb.DuckDBPyConnection, scan: Scan) -> None:
    """Raise what no row can be blamed for."""
    damage = database.execute(
        "SELECT error_type::VARCHAR, min(line), count(DISTINCT line) FROM reject_errors "
        "WHERE error_type IN ('INVALID ENCODING', 'LINE SIZE OVER MAXIMUM') GROUP BY 1 ORDER BY 1"
    ).fetchall()
    problems = []
    for fault, line, lines in damage:
        where = f"{scan.path} line {line}" + (f" and {lines - 1:,} more" if lines > 1 else "")
        if fault == "INVALID ENCODING":
            problems.append(not_utf8(where))
        else:
            found = f"a line of more than {LONGEST_LINE:,} bytes"
            problems.append(Problem(where, found, "one row a line"))
    if problems:
        raise DataError(*problems)


def _quoted(content: str) -> str:
    """Return a line as an error shows it, without the line ends that the engine leaves on it."""
    return shown(content.strip("\r\n"))


def _reason(scan: Scan, fault: str, name: str | None) -> str:
    """Return a fault in words."""
    if fault == "CAST":
        return f"column {shown(scan.header.get(name or '', name))} is no number"
    return REASONS.get(fault, fault.lower())


def lines_with(scan: Scan, texts: Iterable[str], encoding: str) -> dict[str, int]:
    """Return the line in which each stamp text first stands; only bad stamps are looked up."""
    wanted = set(texts)
    names = [scan.columns[key] for key in ("date", "time") if key in scan.columns]
    places = [int(name[1:]) for name in names]
    found: dict[str, int] = {}
    with _text(scan, encoding) as file:
        reader = csv.reader(file, delimiter=scan.delimiter)
        for row in _readable(reader):
            if len(row) > max(places):
                text = " ".join(row[place] for place in places)
                if text in wanted:
                    found.setdefault(text, reader.line_num)
            if len(found) == len(wanted):
                break
    return found


def _readable(reader: Iterator[list[str]]) -> Iterator[list[str]]:
    """Yield rows up to one with a field that is too long for Python's reader."""
    try:
        yield from reader
    except csv.Error:
        return


def _text(scan: Scan, encoding: str) -> TextIO:
    """Open a CSV file, packed or not, as text."""
    if scan.path.suffix.lower() == ".gz":
        return gzip.open(scan.path, "rt", encoding=encoding, newline="")
    return scan.path.open(encoding=encoding, newline="")
