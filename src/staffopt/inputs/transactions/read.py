"""Files to tickets, by DuckDB: bounded memory, and every bad row named by file and line."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from staffopt.errors import DataError, Problem, shown
from staffopt.inputs.transactions.files import source_files
from staffopt.inputs.transactions.quality import MOST_EXAMPLES, Dropped
from staffopt.inputs.transactions.rejects import lines_with, rejected
from staffopt.inputs.transactions.scans import Scan, literal, scan_of
from staffopt.inputs.transactions.settings import Columns, TransactionSettings
from staffopt.inputs.transactions.table import TEXT, Table, kept_keys
from staffopt.inputs.transactions.tickets import fetch

if TYPE_CHECKING:
    import duckdb

MEMORY = "1GB"
NO_OFFSET = r"(?i)(z|utc|gmt|[+-]00(:?00)?)$"
PANEL_COLUMNS = Columns(
    time="transaction_timestamp",
    id="basket_id",
    amount="sales_value",
    items="quantity",
    store="store_id",
    customer="household_id",
)


def read_table(settings: TransactionSettings, folder: Path) -> Table:
    """Return the tickets of a source; what stops the reading is raised, all of it at once."""
    columns = settings.columns or PANEL_COLUMNS
    if settings.is_panel:
        settings = settings.model_copy(update={"rows": "lines"})
    files = source_files(settings, folder)
    with _database() as database:
        dropped = _load(database, settings, columns, files)
        return fetch(database, settings, columns, files, dropped)


@contextmanager
def _database() -> Iterator[duckdb.DuckDBPyConnection]:
    """An empty database that spills to a temporary folder and fetches nothing from anywhere."""
    import duckdb

    with TemporaryDirectory(prefix="staffopt-") as spill:
        options: dict[str, str | bool | int | float | list[str]] = {
            "memory_limit": MEMORY,
            "temp_directory": spill,
            "autoinstall_known_extensions": "false",
            "autoload_known_extensions": "false",
        }
        with duckdb.connect(":memory:", config=options) as database:
            database.execute("SET TimeZone = 'UTC'")
            yield database


def _load(
    database: duckdb.DuckDBPyConnection,
    settings: TransactionSettings,
    columns: Columns,
    files: tuple[Path, ...],
) -> list[Dropped]:
    """Read the files one after the other into the table `rows`; return the rows that were bad."""
    import duckdb

    fields = "".join(
        f", {key} {'VARCHAR' if key in TEXT else 'DOUBLE'}" for key in kept_keys(columns)
    )
    database.execute(f"CREATE TABLE rows (raw VARCHAR, wall TIMESTAMP, aware BOOLEAN{fields})")
    problems: list[Problem] = []
    dropped: list[Dropped] = []
    for path in files:
        try:
            scan = scan_of(database, settings, columns, path)
            database.execute(f"INSERT INTO rows {_rows_of(scan, settings, columns)}")
            dropped += rejected(database, scan)
            dropped += _without_stamp(database, scan, settings)
        except DataError as error:
            problems += error.problems
        except duckdb.Error as error:
            problems.append(_unreadable(path, error))
    if problems:
        raise DataError(*problems)
    return dropped


def _unreadable(path: Path, error: Exception) -> Problem:
    """Return DuckDB's complaint about a file in one line."""
    complaint = str(error).strip().splitlines()[0]
    return Problem(str(path), f"a file that cannot be read ({complaint})", "a sound file")


def _rows_of(scan: Scan, settings: TransactionSettings, columns: Columns) -> str:
    """Return the query for a file's rows, stamps parsed."""
    fields = "".join(f", {_field(scan, key)}" for key in kept_keys(columns))
    return (
        f"SELECT raw, {_wall(scan, settings)}, {_aware(scan, settings)}{fields} "  # noqa: S608
        f"FROM (SELECT *, {_raw(scan)} AS raw FROM {scan.source})"
    )


def _field(scan: Scan, key: str) -> str:
    """Return a column as the table wants it."""
    if key in TEXT:
        return f"trim({scan.columns[key]}::VARCHAR)"
    return f"TRY_CAST({scan.columns[key]} AS DOUBLE)"


def _raw(scan: Scan) -> str:
    """Return the stamp as it is written, where it is text."""
    if _is_stamp(scan):
        return "NULL"
    time = f"{scan.columns['time']}::VARCHAR"
    return f"{scan.columns['date']}::VARCHAR || ' ' || {time}" if "date" in scan.columns else time


def _wall(scan: Scan, settings: TransactionSettings) -> str:
    """Return the stamp as a plain date and time; one with an offset becomes UTC's."""
    if _is_stamp(scan):
        return f"{scan.columns['time']}::TIMESTAMP"
    if settings.time_format:
        return f"TRY_STRPTIME(trim(raw), {literal(settings.time_format)})::TIMESTAMP"
    return "TRY_CAST(raw AS TIMESTAMPTZ)::TIMESTAMP"


def _aware(scan: Scan, settings: TransactionSettings) -> str:
    """Return whether a stamp carries its own offset."""
    if _is_stamp(scan):
        return str("WITH TIME ZONE" in scan.types["time"])
    if settings.time_format:
        return str("%z" in settings.time_format or "%Z" in settings.time_format)
    moved = "TRY_CAST(raw AS TIMESTAMP) <> TRY_CAST(raw AS TIMESTAMPTZ)::TIMESTAMP"
    return f"coalesce({moved}, false) OR regexp_matches(raw, '{NO_OFFSET}')"


def _is_stamp(scan: Scan) -> bool:
    """Whether a Parquet file holds stamps as such, not as text."""
    return "date" not in scan.columns and scan.types.get("time", "").startswith("TIMESTAMP")


def _without_stamp(
    database: duckdb.DuckDBPyConnection, scan: Scan, settings: TransactionSettings
) -> list[Dropped]:
    """Take the rows without a readable stamp out of the table; return them by reason."""
    rows = database.execute(
        "SELECT coalesce(trim(raw), '') AS stamp, count(*) FROM rows "
        "WHERE wall IS NULL GROUP BY 1 ORDER BY min(rowid)"
    ).fetchall()
    if not rows:
        return []
    database.execute("DELETE FROM rows WHERE wall IS NULL")
    texts = [stamp for stamp, _ in rows if stamp][:MOST_EXAMPLES]
    lines = lines_with(scan, texts, settings.encoding) if scan.is_csv and texts else {}
    empty = sum(n for stamp, n in rows if not stamp)
    odd = sum(n for stamp, n in rows if stamp)
    examples = tuple(
        f"{scan.path.name}{f' line {lines[text]}' if text in lines else ''}: {shown(text)}"
        for text in texts
    )
    found = (
        Dropped("bad row: no time", empty),
        Dropped("bad row: time not understood", odd, examples),
    )
    return [drop for drop in found if drop.rows]
