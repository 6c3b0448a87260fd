"""Rows to tickets: one store's, lines folded, too many bad rows refused."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from staffopt.errors import DataError, Problem, shown
from staffopt.inputs.transactions.origin import Origin
from staffopt.inputs.transactions.quality import MOST_EXAMPLES, Dropped, Finding, many
from staffopt.inputs.transactions.scans import literal
from staffopt.inputs.transactions.settings import Columns, TransactionSettings
from staffopt.inputs.transactions.table import Table, kept_keys

if TYPE_CHECKING:
    import duckdb

HINTS = {
    "time": "; transactions.time_format says how stamps are written",
    "is no number": '; `decimal: ","` in transactions reads 12,50',
}
"""What may mend a kind of bad row, by words of its reason."""


def fetch(
    database: duckdb.DuckDBPyConnection,
    settings: TransactionSettings,
    columns: Columns,
    origin: Origin,
    dropped: list[Dropped],
) -> Table:
    """Take the table out as a frame of tickets of this store."""
    keys = kept_keys(columns)
    good = count(database)
    bad = sum(drop.rows for drop in dropped)
    raise_if_too_bad(origin.where, good, bad, dropped, settings.bad_rows)
    where = "true"
    if settings.rows == "lines" and (lost := count(database, "id IS NULL")):
        dropped = [*dropped, Dropped("bad row: no ticket number", lost)]
        database.execute("DELETE FROM rows WHERE id IS NULL")
    if settings.store is not None and "store" in keys:
        where = f"store = {literal(settings.store)}"
        dropped = [*dropped, *_other_stores(database, settings.store, where)]
    frame = database.execute(ticket_query(settings, keys, where)).df()
    read = count(database, where)
    merged = tuple(merge(dropped))
    found = tuple(capped_rows(database, settings, keys, where))
    return Table(frame, origin.names, good + bad, read - len(frame), merged, found)


def capped_rows(
    database: duckdb.DuckDBPyConnection, settings: TransactionSettings, keys: list[str], where: str
) -> Iterator[Finding]:
    """Tell of the rows whose units are counted as one."""
    if settings.items_cap is None or "items" not in keys:
        return
    yield from cap_findings(settings, count(database, f"{where} AND items > {settings.items_cap}"))


def cap_findings(settings: TransactionSettings, rows: int) -> Iterator[Finding]:
    """Tell of so many rows whose units are counted as one."""
    if rows:
        text = f"{many(rows, 'row')} of more than {settings.items_cap:g} units counted as one unit"
        yield Finding("items_cap", text, rows)


def count(database: duckdb.DuckDBPyConnection, where: str = "true") -> int:
    """Return how many rows the table has."""
    found = database.execute(f"SELECT count(*) FROM rows WHERE {where}").fetchone()  # noqa: S608
    return int(found[0]) if found else 0


def ticket_query(settings: TransactionSettings, keys: list[str], where: str) -> str:
    """Return the query for tickets: the rows, or the lines folded by ticket number and day."""
    cap = settings.items_cap
    items = "items" if cap is None else f"CASE WHEN items > {cap} THEN 1 ELSE items END"
    if settings.rows == "tickets":
        replaced = f" REPLACE ({items} AS items)" if cap is not None and "items" in keys else ""
        return f"SELECT * EXCLUDE (raw){replaced} FROM rows WHERE {where}"  # noqa: S608
    sums = {"amount": "sum(amount)", "items": f"sum({items})", "lines": "sum(lines)"}
    sums["seconds"] = "max(seconds)"
    chosen = [
        f"{sums[key]} AS {key}" if key in sums else f"min({key}) AS {key}"
        for key in keys
        if key not in {"id", "store"}
    ]
    if "lines" not in keys:
        chosen.append("count(*)::DOUBLE AS lines")
    grouped = [key for key in keys if key in {"id", "store"}]
    return (
        f"SELECT min(wall) AS wall, bool_or(aware) AS aware, {', '.join([*grouped, *chosen])} "  # noqa: S608
        f"FROM rows WHERE {where} GROUP BY {', '.join(grouped)}, wall::DATE "
        f"ORDER BY wall, {', '.join(grouped)}"
    )


def _other_stores(database: duckdb.DuckDBPyConnection, store: str, where: str) -> list[Dropped]:
    """Return the rows of other stores; none of this store is an error that names the others."""
    others = database.execute(
        f"SELECT coalesce(store, 'none'), count(*) FROM rows WHERE ({where}) IS NOT TRUE "  # noqa: S608
        "GROUP BY 1 ORDER BY 2 DESC, 1"
    ).fetchall()
    if not count(database, where):
        there = ", ".join(name for name, _ in others[:MOST_EXAMPLES])
        found = f"{shown(store)}, which no row has"
        raise DataError(Problem("transactions.store", found, f"one of {there}"))
    examples = tuple(f"{name}: {n:,}" for name, n in others[:MOST_EXAMPLES])
    rows = sum(n for _, n in others)
    return [Dropped("another store", rows, examples)] if rows else []


def raise_if_too_bad(where: str, good: int, bad: int, dropped: list[Dropped], limit: float) -> None:
    """Raise a DataError for a history without rows, or with too many bad ones."""
    if not good + bad:
        raise DataError(Problem(where, "a header and no rows", "transactions"))
    if bad <= limit * (good + bad):
        return
    expected = f"at most {limit:.1%} of the rows unreadable (transactions.bad_rows)"
    problems = []
    for drop in merge(dropped):
        reason = drop.reason.removeprefix("bad row: ")
        example = f", as {drop.examples[0]}" if drop.examples else ""
        hint = next((said for words, said in HINTS.items() if words in reason), "")
        found = f"{drop.rows:,} of {good + bad:,} rows with {reason}{example}"
        problems.append(Problem(where, found, expected + hint))
    raise DataError(*problems)


def merge(dropped: list[Dropped]) -> list[Dropped]:
    """Return one entry a reason, rows added up, in order of first appearance."""
    found: dict[str, Dropped] = {}
    for drop in dropped:
        before = found.get(drop.reason, Dropped(drop.reason, 0))
        examples = (before.examples + drop.examples)[:MOST_EXAMPLES]
        found[drop.reason] = Dropped(drop.reason, before.rows + drop.rows, examples)
    return list(found.values())
