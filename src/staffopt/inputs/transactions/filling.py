"""One scan's rows into the table `rows`: stamps parsed, what cannot be read left out and named."""

from __future__ import annotations

from typing import TYPE_CHECKING

from staffopt.errors import shown
from staffopt.inputs.transactions.quality import MOST_EXAMPLES, Dropped
from staffopt.inputs.transactions.rejects import lines_with, rejected
from staffopt.inputs.transactions.scans import Scan, literal
from staffopt.inputs.transactions.settings import Columns, TransactionSettings
from staffopt.inputs.transactions.table import NUMBERS, TEXT, kept_keys

if TYPE_CHECKING:
    import duckdb

NO_OFFSET = r"(?i)(z|utc|gmt|[+-]00(:?00)?)$"
PLAIN = (
    "(raw LIKE '____-__-__ __:__:__' OR raw LIKE '____-__-__T__:__:__') "
    "AND raw[-1] BETWEEN '0' AND '9'"
)
"""A stamp without an offset: it need not be asked for one, which takes three times as long."""
TABLE = "memory.main.rows"
FRACTIONS = ("DOUBLE", "FLOAT", "DECIMAL")


def make_table(database: duckdb.DuckDBPyConnection, columns: Columns) -> None:
    """Make the empty table `rows`."""
    fields = "".join(
        f", {key} {'VARCHAR' if key in TEXT else 'DOUBLE'}" for key in kept_keys(columns)
    )
    database.execute(
        f"CREATE OR REPLACE TABLE {TABLE} (raw VARCHAR, wall TIMESTAMP, aware BOOLEAN{fields})"
    )


def fill(
    database: duckdb.DuckDBPyConnection, scan: Scan, settings: TransactionSettings, columns: Columns
) -> list[Dropped]:
    """Read a scan into the table; return the rows whose columns could not be read."""
    dropped = _no_numbers(database, scan)
    rows = _rows_of(scan, settings, columns)
    good = " AND ".join(f"NOT ({_is_no_number(scan, key)})" for key in _number_texts(scan))
    database.execute(f"INSERT INTO {TABLE} {rows}{f' WHERE {good}' if good else ''}")
    return dropped + rejected(database, scan)


def _number_texts(scan: Scan) -> list[str]:
    """Return the numbers that are written as text, in the order of the scan's columns."""
    return [key for key in NUMBERS if scan.types.get(key) == "VARCHAR"]


def _is_no_number(scan: Scan, key: str) -> str:
    """Return the condition that a text stands where a number should."""
    name = scan.columns[key]
    return f"coalesce(trim({name}), '') <> '' AND TRY_CAST({name} AS DOUBLE) IS NULL"


def _no_numbers(database: duckdb.DuckDBPyConnection, scan: Scan) -> list[Dropped]:
    """Return the rows in which text stands for a number; the first such column is blamed."""
    keys = _number_texts(scan)
    if not keys:
        return []
    hits = " ".join(f"WHEN {_is_no_number(scan, key)} THEN {literal(key)}" for key in keys)
    texts = " ".join(f"WHEN {literal(key)} THEN {scan.columns[key]}" for key in keys)
    found = database.execute(
        f"SELECT fault, count(*), list(CASE fault {texts} END ORDER BY place)[:{MOST_EXAMPLES}] "  # noqa: S608
        f"FROM (SELECT *, CASE {hits} END AS fault, row_number() OVER () AS place "
        f"FROM {scan.source}) WHERE fault IS NOT NULL GROUP BY fault ORDER BY min(place)"
    ).fetchall()
    return [
        Dropped(
            f"bad row: column {shown(scan.header.get(key, key))} is no number",
            rows,
            tuple(f"{scan.name}: {shown(text)}" for text in texts),
        )
        for key, rows, texts in found
    ]


def _rows_of(scan: Scan, settings: TransactionSettings, columns: Columns) -> str:
    """Return the query for a file's rows, stamps parsed."""
    fields = "".join(f", {_field(scan, key)}" for key in kept_keys(columns))
    return (
        f"SELECT raw, {_wall(scan, settings)}, {_aware(scan, settings)}{fields} "  # noqa: S608
        f"FROM (SELECT *, {_raw(scan)} AS raw FROM {scan.source})"
    )


def _field(scan: Scan, key: str) -> str:
    """Return a column as the table wants it."""
    name = scan.columns[key]
    if key not in TEXT:
        return f"TRY_CAST({name} AS DOUBLE)"
    if scan.is_csv:
        return _trimmed(name, f"trim({name})")
    if scan.types[key] == "VARCHAR":
        return _trimmed(name, f"nullif(trim({name}), '')")
    text = f"{name}::VARCHAR"
    if scan.types[key].startswith(FRACTIONS):
        text = f"regexp_replace({text}, '\\.0*$', '')"
    return f"nullif(trim({text}), '')"


def _trimmed(name: str, trimmed: str) -> str:
    """Return a text as it is where that is seen to be trimmed, in less than half the time."""
    return (
        f"CASE WHEN {name} >= '!' AND {name} < chr(127) AND NOT ({name} LIKE '% ') "
        f"AND length({name}) = strlen({name}) THEN {name} ELSE {trimmed} END"
    )


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
    instant = "TRY_CAST(raw AS TIMESTAMPTZ)::TIMESTAMP"
    return f"CASE WHEN {PLAIN} THEN TRY_CAST(raw AS TIMESTAMP) ELSE {instant} END"


def _aware(scan: Scan, settings: TransactionSettings) -> str:
    """Return whether a stamp carries its own offset."""
    if _is_stamp(scan):
        return str("WITH TIME ZONE" in scan.types["time"])
    if settings.time_format:
        return str("%z" in settings.time_format or "%Z" in settings.time_format)
    moved = "TRY_CAST(raw AS TIMESTAMP) <> TRY_CAST(raw AS TIMESTAMPTZ)::TIMESTAMP"
    said = f"coalesce({moved}, false) OR regexp_matches(raw, '{NO_OFFSET}')"
    return f"CASE WHEN {PLAIN} THEN false ELSE {said} END"


def _is_stamp(scan: Scan) -> bool:
    """Whether a Parquet file holds stamps as such, not as text."""
    return "date" not in scan.columns and scan.types.get("time", "").startswith("TIMESTAMP")


def without_stamp(
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
        f"{scan.name}{f' line {lines[text]}' if text in lines else ''}: {shown(text)}"
        for text in texts
    )
    found = (
        Dropped("bad row: no time", empty),
        Dropped("bad row: time not understood", odd, examples),
    )
    return [drop for drop in found if drop.rows]
