"""A query to a DuckDB file as a source of rows."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from staffopt.errors import DataError, Problem
from staffopt.inputs.transactions.files import database_file
from staffopt.inputs.transactions.filling import fill, without_stamp
from staffopt.inputs.transactions.origin import Origin
from staffopt.inputs.transactions.quality import Dropped
from staffopt.inputs.transactions.scans import literal, typed_scan
from staffopt.inputs.transactions.settings import Columns, TransactionSettings

if TYPE_CHECKING:
    import duckdb


def load_duckdb(
    database: duckdb.DuckDBPyConnection,
    settings: TransactionSettings,
    columns: Columns,
    folder: Path,
) -> tuple[Origin, list[Dropped]]:
    """Read what a DuckDB file answers into the table `rows`.

    The file is opened for reading only, and the query reaches nothing but the file.
    """
    import duckdb

    path = database_file(settings.source, folder, settings.outside)
    origin = Origin((path.name,), str(path))
    try:
        database.execute(f"ATTACH {literal(str(path))} AS source (READ_ONLY)")
    except duckdb.Error as error:
        raise DataError(Problem(str(path), _said(error), "a sound DuckDB file")) from None
    database.execute("SET enable_external_access = false")
    try:
        database.execute("USE source")
        scan = typed_scan(database, columns, f"({asked(settings)}\n)", path)
        dropped = fill(database, scan, settings, columns)
    except duckdb.Error as error:
        found = f"a query that fails ({_said(error)})"
        raise DataError(Problem("transactions.query", found, "one SELECT")) from None
    finally:
        database.execute("USE memory")
    return origin, dropped + without_stamp(database, scan, settings)


def asked(settings: TransactionSettings) -> str:
    """Return the query without the mark that ends it."""
    return (settings.query or "").strip().rstrip(";")


def _said(error: Exception) -> str:
    """Return DuckDB's complaint in one line."""
    return str(error).strip().splitlines()[0]
