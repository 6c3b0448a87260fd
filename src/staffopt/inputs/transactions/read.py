"""Files to tickets, by DuckDB: bounded memory, and every bad row named by file and line."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from staffopt.errors import DataError, Problem
from staffopt.inputs.transactions.duckdb_file import load_duckdb
from staffopt.inputs.transactions.files import source_files
from staffopt.inputs.transactions.filling import fill, make_table, without_stamp
from staffopt.inputs.transactions.origin import Origin, origin_of
from staffopt.inputs.transactions.quality import Dropped
from staffopt.inputs.transactions.recoding import recoded
from staffopt.inputs.transactions.scans import literal, scan_of
from staffopt.inputs.transactions.settings import Columns, TransactionSettings
from staffopt.inputs.transactions.table import Table
from staffopt.inputs.transactions.tickets import fetch

if TYPE_CHECKING:
    import duckdb

MEMORY = "1GB"
MIXED_ENDS = "CSV Parser state machine"
"""What the engine says of lines that end in several ways."""
PANEL_NAME = "the completejourney panel"
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
    with open_database() as database:
        make_table(database, columns)
        origin, dropped = load(database, settings, columns, folder)
        return fetch(database, settings, columns, origin, dropped)


def load(
    database: duckdb.DuckDBPyConnection,
    settings: TransactionSettings,
    columns: Columns,
    folder: Path,
    after_file: Callable[[], None] = lambda: None,
) -> tuple[Origin, list[Dropped]]:
    """Read the source into the table `rows`; return its origin and the rows that were bad."""
    if settings.is_url:
        from staffopt.inputs.transactions.database_url import load_url

        return load_url(database, settings, columns, folder)
    if settings.is_duckdb:
        return load_duckdb(database, settings, columns, folder)
    files = source_files(settings, folder)
    origin = Origin((PANEL_NAME,), PANEL_NAME) if settings.is_panel else origin_of(files)
    return origin, _load_files(database, settings, columns, files, after_file)


@contextmanager
def open_database(target: str | None = None) -> Iterator[duckdb.DuckDBPyConnection]:
    """An empty database that spills to a temporary folder and fetches nothing from anywhere.

    In the folder `target` it may write even when it reaches no other file any more.
    """
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
            if target is not None:
                database.execute(f"SET allowed_directories = [{literal(target)}]")
            yield database


def _load_files(
    database: duckdb.DuckDBPyConnection,
    settings: TransactionSettings,
    columns: Columns,
    files: tuple[Path, ...],
    after_file: Callable[[], None],
) -> list[Dropped]:
    """Read the files one after the other into the table `rows`; return the rows that were bad."""
    import duckdb

    problems: list[Problem] = []
    dropped: list[Dropped] = []
    for path in files:
        try:
            dropped += _load_file(database, settings, columns, path)
            after_file()
        except DataError as error:
            problems += error.problems
        except duckdb.Error as error:
            problems.append(_unreadable(path, error))
    if problems:
        raise DataError(*problems)
    return dropped


def _load_file(
    database: duckdb.DuckDBPyConnection,
    settings: TransactionSettings,
    columns: Columns,
    path: Path,
    *,
    even: bool = False,
) -> list[Dropped]:
    """Read one file into the table `rows`; where its lines end in several ways, by an even copy."""
    import duckdb

    try:
        with recoded(path, settings, always=even) as copy:
            scan = scan_of(database, settings, columns, path, copy)
            dropped = fill(database, scan, settings, columns)
    except duckdb.InvalidInputException as error:
        if even or MIXED_ENDS not in str(error):
            raise
        return _load_file(database, settings, columns, path, even=True)
    return dropped + without_stamp(database, scan, settings)


def _unreadable(path: Path, error: Exception) -> Problem:
    """Return DuckDB's complaint about a file in one line."""
    complaint = str(error).strip().splitlines()[0]
    expected = "a sound file"
    if complaint.endswith("encoded"):
        expected = "the `encoding` the file is in (transactions), such as cp1252"
    return Problem(str(path), f"a file that cannot be read ({complaint})", expected)
