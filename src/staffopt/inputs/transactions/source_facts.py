"""What is known of a source as a whole when its rows are told store by store."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from staffopt.errors import DataError, Problem, shown
from staffopt.inputs.transactions.origin import Origin
from staffopt.inputs.transactions.quality import MOST_EXAMPLES, Dropped
from staffopt.inputs.transactions.settings import TransactionSettings
from staffopt.inputs.transactions.tickets import merge, raise_if_too_bad

if TYPE_CHECKING:
    import duckdb


@dataclass(frozen=True)
class SourceFacts:
    """`met` is how many readable rows each store has, `rows` how many rows there are at all."""

    met: dict[str, int]
    origin: Origin
    rows: int
    dropped: tuple[Dropped, ...]

    def dropped_for(self, store: str) -> tuple[Dropped, ...]:
        """Return what is dropped of the source for one store; raise if it has no row at all."""
        others = sorted((-n, name) for name, n in self.met.items() if name != store)
        first = others[:MOST_EXAMPLES]
        if store not in self.met:
            there = ", ".join(name for _, name in first)
            found = f"{shown(store)}, which no row has"
            raise DataError(Problem("transactions.store", found, f"one of {there}"))
        if not others:
            return self.dropped
        told = tuple(f"{name}: {-n:,}" for n, name in first)
        return (*self.dropped, Dropped("another store", -sum(n for n, _ in others), told))


def start_tally(database: duckdb.DuckDBPyConnection) -> None:
    """Make the empty tally of all stores met."""
    database.execute("CREATE OR REPLACE TABLE met (store VARCHAR, n BIGINT)")


def tally(database: duckdb.DuckDBPyConnection) -> None:
    """Enter the rows that are in the table `rows` now."""
    query = "SELECT coalesce(store, 'none'), count(*) FROM rows GROUP BY 1"
    database.execute(f"INSERT INTO met {query}")


def facts_of(
    database: duckdb.DuckDBPyConnection,
    settings: TransactionSettings,
    origin: Origin,
    dropped: list[Dropped],
    without_id: int = 0,
) -> SourceFacts:
    """Return what was tallied; a source with too many bad rows is refused."""
    met = dict(database.execute("SELECT store, sum(n)::BIGINT FROM met GROUP BY 1").fetchall())
    good = sum(met.values()) + without_id
    bad = sum(drop.rows for drop in dropped)
    raise_if_too_bad(origin.where, good, bad, dropped, settings.bad_rows)
    if without_id:
        dropped = [*dropped, Dropped("bad row: no ticket number", without_id)]
    return SourceFacts(met, origin, good + bad, tuple(merge(dropped)))
