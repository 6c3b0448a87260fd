"""A query to any database that SQLAlchemy speaks to as a source of rows."""

from __future__ import annotations

import os
import re
from collections.abc import Generator, Sequence
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING, Any

from staffopt.errors import DataError, Problem, shown
from staffopt.inputs.transactions.answers import answer_of
from staffopt.inputs.transactions.duckdb_file import asked
from staffopt.inputs.transactions.files import database_file
from staffopt.inputs.transactions.filling import fill, without_stamp
from staffopt.inputs.transactions.origin import Origin
from staffopt.inputs.transactions.quality import Dropped
from staffopt.inputs.transactions.scans import Scan, check_columns, typed_scan
from staffopt.inputs.transactions.settings import Columns, TransactionSettings

if TYPE_CHECKING:
    import duckdb
    from sqlalchemy import URL

AT_ONCE = 50_000
VARIABLE = re.compile(r"\$\{(\w+)\}")
PARTS = ("username", "password", "host", "database")


def load_url(
    database: duckdb.DuckDBPyConnection,
    settings: TransactionSettings,
    columns: Columns,
    folder: Path,
) -> tuple[Origin, list[Dropped]]:
    """Read what a database answers into the table `rows`, some thousand rows at a time."""
    written = _url(settings)
    name = written.render_as_string(hide_password=True)
    dropped: list[Dropped] = []
    scan: Scan | None = None
    with closing(_answers(_reached(written, settings, folder), name, settings)) as answers:
        for names, rows in answers:
            check_columns(name, columns, names)
            database.register("answer", answer_of(columns, names, rows))
            scan = typed_scan(database, columns, "answer", folder, name)
            dropped += fill(database, scan, settings, columns)
            database.unregister("answer")
    if scan is not None:
        dropped += without_stamp(database, scan, settings)
    return Origin((name,), name), dropped


def _url(settings: TransactionSettings) -> URL:
    """Return the address as it is written."""
    try:
        from sqlalchemy import make_url
        from sqlalchemy.exc import ArgumentError
    except ModuleNotFoundError:
        found = "a database's URL, but SQLAlchemy is not installed"
        raise DataError(
            Problem("transactions.source", found, "`pip install staffopt[database]` first")
        ) from None
    try:
        return make_url(settings.source)
    except (ArgumentError, ValueError):
        wanted = "a SQLAlchemy URL such as postgresql+psycopg://user:${PASSWORD}@host/sales"
        raise DataError(Problem("transactions.source", "a URL of another form", wanted)) from None


def _reached(url: URL, settings: TransactionSettings, folder: Path) -> URL:
    """Return the address with ${NAMES} from the environment, an SQLite file in the folder."""
    texts = {part: text for part in PARTS if (text := getattr(url, part))}
    names = [name for text in texts.values() for name in VARIABLE.findall(text)]
    if problems := [
        Problem("transactions.source", f"${{{name}}}, which is not set", "an environment variable")
        for name in dict.fromkeys(names)
        if name not in os.environ
    ]:
        raise DataError(*problems)
    filled = {part: VARIABLE.sub(_variable, text) for part, text in texts.items()}
    url = url.set(**filled)  # type: ignore[arg-type]
    if url.get_backend_name() == "sqlite" and url.database not in {None, "", ":memory:"}:
        file = database_file(str(url.database), folder, settings.outside)
        url = url.set(database=str(file))
    return url


def _variable(found: re.Match[str]) -> str:
    """Return the environment's value for a name in braces."""
    return os.environ[found[1]]


def _answers(
    url: URL, name: str, settings: TransactionSettings
) -> Generator[tuple[list[str], Sequence[Sequence[Any]]], None, None]:
    """Yield the names of the answer's columns with some of its rows, until all are told."""
    from sqlalchemy import create_engine
    from sqlalchemy.exc import NoSuchModuleError, SQLAlchemyError

    try:
        engine = create_engine(url)
    except (ModuleNotFoundError, NoSuchModuleError) as error:
        found = f"no driver for it ({_said(error, url)})"
        raise DataError(Problem(name, found, "the database's driver installed")) from None
    try:
        with engine.connect() as connection:
            options = {"stream_results": True, "yield_per": AT_ONCE, "no_parameters": True}
            result = connection.exec_driver_sql(asked(settings), execution_options=options)
            names = list(result.keys())
            yield names, ()
            for rows in result.partitions():
                yield names, rows
    except SQLAlchemyError as error:
        found = f"a database that does not answer the query ({_said(error, url)})"
        raise DataError(Problem(name, found, "an address and a query that work")) from None
    finally:
        engine.dispose()


def _said(error: Exception, url: URL) -> str:
    """Return a complaint in one line, without the password."""
    text = str(error).strip().splitlines()[0]
    return text.replace(str(url.password), "***") if url.password else shown(text).strip("'\"")
