"""One file, or one answer of a database, as DuckDB reads it: which column is what, and its SQL."""

from __future__ import annotations

import csv
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from staffopt.errors import DataError, Problem, one_of, shown
from staffopt.inputs.transactions.files import first_line
from staffopt.inputs.transactions.settings import Columns, TransactionSettings
from staffopt.inputs.transactions.table import NUMBERS

if TYPE_CHECKING:
    import duckdb

DELIMITERS = (",", ";", "\t", "|")
LONGEST_LINE = 1_000_000


@dataclass(frozen=True)
class Scan:
    """A file, or an answer, and the SQL that stands for it.

    `columns` maps a meaning (time, amount, ...) to the column's name in SQL, `header` that name
    to the one in the file. `types` has the column types of what knows its own: all but CSV.
    """

    path: Path
    source: str
    columns: Mapping[str, str]
    header: Mapping[str, str]
    types: Mapping[str, str]
    delimiter: str = ""
    title: str = ""

    @property
    def is_csv(self) -> bool:
        return bool(self.delimiter)

    @property
    def name(self) -> str:
        """What the report calls it: the file's name, or the database's address."""
        return self.title or self.path.name


def scan_of(
    database: duckdb.DuckDBPyConnection,
    settings: TransactionSettings,
    columns: Columns,
    path: Path,
    recoded: Path | None = None,
) -> Scan:
    """Return how to scan one file; columns that are not there are raised together.

    `recoded` is its copy in UTF-8, where the query engine does not read its encoding.
    """
    if path.suffix.lower() == ".parquet":
        return _parquet_scan(database, columns, path)
    return _csv_scan(settings, columns, path, recoded)


def literal(text: str) -> str:
    """Return a text as an SQL literal."""
    return "'" + text.replace("'", "''") + "'"


def quoted(name: str) -> str:
    """Return a name as an SQL identifier."""
    return '"' + name.replace('"', '""') + '"'


def _path_literal(path: Path) -> str:
    """Return a path as an SQL literal in which `*?[` stand for themselves."""
    text = "".join(f"[{mark}]" if mark in "*?[" else mark for mark in str(path))
    return literal(text)


def _parquet_scan(database: duckdb.DuckDBPyConnection, columns: Columns, path: Path) -> Scan:
    """Ask a Parquet file for its columns."""
    return typed_scan(database, columns, f"read_parquet({_path_literal(path)})", path)


def typed_scan(
    database: duckdb.DuckDBPyConnection, columns: Columns, source: str, path: Path, title: str = ""
) -> Scan:
    """Ask what knows its own columns for their types."""
    described = database.execute(f"DESCRIBE SELECT * FROM {source}").fetchall()  # noqa: S608
    types = {str(row[0]): str(row[1]) for row in described}
    check_columns(title or str(path), columns, list(types))
    named = columns.named()
    mapped = {key: quoted(name) for key, name in named.items()}
    return Scan(
        path, source, mapped, {}, {key: types[name] for key, name in named.items()}, title=title
    )


def _csv_scan(
    settings: TransactionSettings, columns: Columns, path: Path, recoded: Path | None
) -> Scan:
    """Read a CSV file's header; its columns are called c0, c1, ... in SQL, whatever their names."""
    line = first_line(path)
    try:
        text = line.decode("utf-8-sig" if settings.encoding == "utf-8" else settings.encoding)
    except UnicodeDecodeError:
        raise DataError(not_utf8(f"{path} line 1")) from None
    delimiter = settings.delimiter or max(DELIMITERS, key=text.count)
    header = [name.strip() for name in next(csv.reader([text], delimiter=delimiter), [])]
    check_columns(str(path), columns, header)
    mapped = {key: f"c{header.index(name)}" for key, name in columns.named().items()}
    numbers = {mapped[key] for key in NUMBERS if key in mapped}
    names = {f"c{k}": name for k, name in enumerate(header)}
    types = ", ".join(f"{c}: '{'DOUBLE' if c in numbers else 'VARCHAR'}'" for c in names)
    options = (
        f"columns = {{{types}}}, auto_detect = false, header = true, store_rejects = true, "
        f"delim = {literal(delimiter)}, quote = '\"', escape = '\"', "
        f"decimal_separator = {literal(settings.decimal)}, max_line_size = {LONGEST_LINE}, "
        f"encoding = {literal('utf-8' if recoded else settings.encoding)}"
    )
    source = f"read_csv({_path_literal(recoded or path)}, {options})"
    return Scan(path, source, mapped, names, {}, delimiter)


def check_columns(where: str, columns: Columns, header: list[str]) -> None:
    """Raise a DataError for all mapped columns that a file or answer lacks or has twice."""
    problems = [
        Problem(
            where, f"no column {shown(name)} (transactions.columns.{key})", one_of(name, header)
        )
        for key, name in columns.named().items()
        if name not in header
    ]
    problems += [
        Problem(where, f"{header.count(name)} columns named {shown(name)}", "one")
        for name in columns.named().values()
        if header.count(name) > 1
    ]
    if problems:
        raise DataError(*problems)


def not_utf8(where: str) -> Problem:
    """Return the complaint about text in another encoding."""
    instead = (
        "UTF-8 text: export it as UTF-8, or say its `encoding` in transactions, such as cp1250"
    )
    return Problem(where, "bytes that are not UTF-8", instead)
