"""A chain's history condensed on disk, a portion at a time; then taken store by store."""

from __future__ import annotations

from collections.abc import Hashable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from staffopt.errors import DataError
from staffopt.inputs.transactions.bulk_sizes import BulkSizes
from staffopt.inputs.transactions.clock import LONE_GAP_DAYS, YEARS
from staffopt.inputs.transactions.condensing import Condenser
from staffopt.inputs.transactions.filling import make_table
from staffopt.inputs.transactions.kinds import CUSTOMERS
from staffopt.inputs.transactions.quality import Dropped
from staffopt.inputs.transactions.read import load
from staffopt.inputs.transactions.scans import literal
from staffopt.inputs.transactions.settings import Columns
from staffopt.inputs.transactions.source_facts import SourceFacts, facts_of, start_tally
from staffopt.inputs.transactions.table import Table
from staffopt.inputs.transactions.tickets import cap_findings, count

if TYPE_CHECKING:
    import pandas as pd

ROWS_AT_ONCE = 2_000_000
STORES_AT_ONCE = 25
MOST_MIDNIGHTS = 0.4
LEDGER = """
    SELECT shop, sum(n)::BIGINT AS total, sum(midnight)::BIGINT AS midnight,
           bool_or(offsets) AND NOT bool_and(all_offsets) AS mixed, sum(capped)::BIGINT AS capped,
           coalesce(bool_or(first <= before), false) AS crossed
    FROM (SELECT *, lag(last) OVER (PARTITION BY shop ORDER BY first, last) AS before FROM portions)
    GROUP BY shop
"""


class Press:
    """Condenses a source into files; where a store's rows are told apart by more, it says so."""

    def __init__(self, condenser: Condenser, target: Path) -> None:
        self._condenser, self._target = condenser, target
        self._database, self._portions, self._works = condenser.database, 0, True
        self._stores: dict[str, int] = {}
        self._sizes = BulkSizes(target, 0)

    def press(self, columns: Columns, folder: Path, stores: Sequence[str]) -> SourceFacts | None:
        """Read and condense the whole source; None where it cannot be condensed."""
        database, settings = self._database, self._condenser.settings
        self._stores = {store: number for number, store in enumerate(stores)}
        self._sizes = BulkSizes(self._target, len(stores))
        database.execute("CREATE OR REPLACE TABLE wanted (store VARCHAR, shop INTEGER)")
        database.executemany("INSERT INTO wanted VALUES (?, ?)", list(self._stores.items()))
        database.execute(
            "CREATE OR REPLACE TABLE portions (shop INTEGER, n BIGINT, midnight BIGINT, "
            "offsets BOOLEAN, all_offsets BOOLEAN, capped BIGINT, first TIMESTAMP, last TIMESTAMP)"
        )
        start_tally(database)
        make_table(database, columns)

        def press_if_many() -> None:
            if count(database) >= ROWS_AT_ONCE:
                self._press_rows(columns)

        origin, dropped = load(database, settings, columns, folder, press_if_many)
        self._press_rows(columns)
        if not self._works:
            return None
        database.execute(
            "INSERT INTO met SELECT store, sum(n) FROM portions JOIN wanted USING (shop) GROUP BY 1"
        )
        return facts_of(database, settings, origin, dropped)

    def _press_rows(self, columns: Columns) -> None:
        """Condense what is in the table `rows`, and empty it."""
        before = self._pressed()
        last = self._database.execute("SELECT max(rowid) FROM rows").fetchall()[0][0]
        for start in range(0, 0 if last is None else int(last) + 1, ROWS_AT_ONCE):
            self._database.execute(
                "CREATE OR REPLACE TEMP VIEW portion AS SELECT rows.*, rows.rowid AS place, shop "  # noqa: S608
                f"FROM rows JOIN wanted USING (store) WHERE rows.rowid >= {start} "
                f"AND rows.rowid < {start + ROWS_AT_ONCE}"
            )
            self._press_portion()
        self._tally_others(self._pressed() - before)
        make_table(self._database, columns)

    def _pressed(self) -> int:
        """Return how many rows have been condensed."""
        found = self._database.execute("SELECT coalesce(sum(n), 0)::BIGINT FROM portions")
        return int(found.fetchall()[0][0])

    def _tally_others(self, pressed: int) -> None:
        """Enter the rows of stores that nobody asked for, unless so many rows are all of them."""
        if pressed < count(self._database):
            self._database.execute(
                "INSERT INTO met SELECT coalesce(store, 'none'), count(*) "
                "FROM rows ANTI JOIN wanted USING (store) GROUP BY 1"
            )

    def _press_portion(self) -> None:
        """Condense what is in the view `portion`."""
        self._works = self._works and self._condenser.sort_out()
        if not self._works:
            return
        self._database.execute(
            "INSERT INTO portions SELECT shop, count(*), "
            "count(*) FILTER (WHERE wall = date_trunc('day', wall)), bool_or(aware), "
            "bool_and(aware), count(*) FILTER (WHERE capped), min(wall), max(wall) "
            "FROM tickets GROUP BY shop"
        )
        self._portions += 1
        file = self._target / f"{self._portions:06}.parquet"
        self._condenser.condense(self._portions, file, self._sizes)

    def tables(
        self, facts: SourceFacts, stores: Sequence[str]
    ) -> Iterator[tuple[str, Table | DataError | None]]:
        """Yield each store with its condensed tickets, None where its rows are needed."""
        files = literal(str(self._target / "*.parquet"))
        ledger = self._database.execute(LEDGER).df().set_index("shop").to_dict("index")
        for start in range(0, len(stores), STORES_AT_ONCE):
            self._database.execute(
                f"CREATE OR REPLACE TABLE part AS SELECT * FROM read_parquet({files}) "  # noqa: S608
                f"WHERE shop BETWEEN {start} AND {start + STORES_AT_ONCE - 1}"
            )
            for store in stores[start : start + STORES_AT_ONCE]:
                try:
                    dropped = facts.dropped_for(store)
                except DataError as error:
                    yield store, error
                else:
                    number = self._stores[store]
                    yield store, self._table(number, ledger[number], facts, dropped)

    def _table(
        self,
        store: int,
        entry: Mapping[Hashable, Any],
        facts: SourceFacts,
        dropped: tuple[Dropped, ...],
    ) -> Table | None:
        """Return a store's condensed tickets."""
        if entry["mixed"] or entry["crossed"]:
            return None
        if entry["midnight"] > MOST_MIDNIGHTS * entry["total"]:
            return None
        query = (
            "SELECT * EXCLUDE (shop) FROM part "  # noqa: S608
            f"WHERE shop = {store} ORDER BY bulk, place"
        )
        frame = _true_ends(self._database.execute(query).df())
        if frame is None or not _unbroken(frame):
            return None
        sizes = {kind: self._sizes.of(store, kind) for kind in CUSTOMERS}
        found = tuple(cap_findings(self._condenser.settings, int(entry["capped"])))
        return Table(frame, facts.origin.names, facts.rows, 0, dropped, found, sizes)


def _unbroken(frame: pd.DataFrame) -> bool:
    """Whether no gap between stamps comes near one that sets lone stamps apart."""
    days = np.unique(frame["wall"].to_numpy().astype("datetime64[D]"))
    years = days.astype("datetime64[Y]").astype(int) + 1970
    days = days[(years >= YEARS[0]) & (years <= YEARS[1])]
    return int(np.diff(days).astype(int).max(initial=0)) < LONE_GAP_DAYS - 1


def _true_ends(frame: pd.DataFrame) -> pd.DataFrame | None:
    """Return the rows, the first condensed one at its first stamp, all others at their last."""
    bulk = frame["bulk"]
    if bulk.any():
        first = frame.loc[bulk, "since"].idxmin()
        if frame.loc[first, "wall"] == frame.loc[bulk, "wall"].max():
            return None
        frame.loc[first, "wall"] = frame.loc[first, "since"]
    return frame.drop(columns=["since", "place"])
