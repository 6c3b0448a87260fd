"""A chain's rows dealt out on disk: each part holds all rows of some stores."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from staffopt.errors import DataError
from staffopt.inputs.transactions.filling import make_table
from staffopt.inputs.transactions.read import load
from staffopt.inputs.transactions.scans import literal
from staffopt.inputs.transactions.settings import Columns, TransactionSettings
from staffopt.inputs.transactions.source_facts import SourceFacts, facts_of, start_tally, tally
from staffopt.inputs.transactions.table import Table, kept_keys
from staffopt.inputs.transactions.tickets import capped_rows, count, ticket_query

if TYPE_CHECKING:
    import duckdb

ROWS_AT_ONCE = 4_000_000
STORES_A_PART = 10


class Dealer:
    """Deals the rows of a source out by stores, and takes them up again part by part."""

    def __init__(
        self,
        database: duckdb.DuckDBPyConnection,
        settings: TransactionSettings,
        columns: Columns,
        target: Path,
    ) -> None:
        self._database, self._settings = database, settings
        self._columns, self._target = columns, target
        self._times = self._without_id = 0
        self._keys = kept_keys(columns)

    def deal(self, folder: Path, stores: Sequence[str]) -> SourceFacts:
        """Read the source once, and write the rows of the stores to the target folder, by parts."""
        database = self._database
        database.execute("CREATE OR REPLACE TABLE wanted (store VARCHAR, part INTEGER)")
        entries = [[store, k // STORES_A_PART] for k, store in enumerate(stores)]
        database.executemany("INSERT INTO wanted VALUES (?, ?)", entries)
        start_tally(database)
        make_table(database, self._columns)
        origin, dropped = load(database, self._settings, self._columns, folder, self._write_if_many)
        self._write()
        return facts_of(database, self._settings, origin, dropped, self._without_id)

    def _write_if_many(self) -> None:
        """Write the rows out if many have gathered."""
        if count(self._database) >= ROWS_AT_ONCE:
            self._write()

    def _write(self) -> None:
        """Write the rows out."""
        database = self._database
        if self._settings.rows == "lines":
            self._without_id += count(database, "id IS NULL")
            database.execute("DELETE FROM rows WHERE id IS NULL")
        tally(database)
        self._times += 1
        place = literal(str(self._target / f"{self._times:05}"))
        database.execute(
            "COPY (SELECT rows.* EXCLUDE (raw), rows.rowid AS place, part "  # noqa: S608
            f"FROM rows JOIN wanted USING (store)) TO {place} (FORMAT parquet, PARTITION_BY (part))"
        )
        make_table(database, self._columns)

    def tables(self, facts: SourceFacts) -> Iterator[tuple[str, Table | DataError]]:
        """Yield each wanted store with its tickets, or what is wrong with it."""
        found = self._database.execute("SELECT store, part FROM wanted").fetchall()
        taken = -1
        for store, part in sorted(found, key=lambda entry: int(entry[1])):
            if part != taken:
                self._take_up(part)
                taken = part
            try:
                yield store, self._table(store, facts)
            except DataError as error:
                yield store, error

    def _take_up(self, part: int) -> None:
        """Put a part's rows into the table `rows`, in the order of the source."""
        database, fields = self._database, "".join(f", {key}" for key in self._keys)
        make_table(database, self._columns)
        if any(self._target.glob(f"*/part={part}")):
            pattern = literal(str(self._target / "*" / f"part={part}" / "*.parquet"))
            database.execute(
                f"INSERT INTO rows SELECT NULL, wall, aware{fields} FROM read_parquet({pattern}, "  # noqa: S608
                "filename = true, hive_partitioning = false) "
                "ORDER BY parse_path(filename)[-3], place"
            )

    def _table(self, store: str, facts: SourceFacts) -> Table:
        """Return the tickets of a store of the part that is taken up."""
        dropped = facts.dropped_for(store)
        where = f"store = {literal(store)}"
        frame = self._database.execute(ticket_query(self._settings, self._keys, where)).df()
        read = count(self._database, where)
        found = tuple(capped_rows(self._database, self._settings, self._keys, where))
        return Table(frame, facts.origin.names, facts.rows, read - len(frame), dropped, found)
