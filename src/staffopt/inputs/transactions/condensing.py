"""Ordinary tickets of a slot condensed to one row; what a finding may name stays a row of its own.

Why: the query engine counts a history of millions of rows, and the steps that clean one of
hundreds, with the same words, clean it too. Whatever is in doubt stays a row of its own.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from staffopt.inputs.transactions.bulk_sizes import BulkSizes
from staffopt.inputs.transactions.clock import YEARS
from staffopt.inputs.transactions.kinds import CUSTOMERS, FENCE, LEAST_SIZES
from staffopt.inputs.transactions.scans import literal
from staffopt.inputs.transactions.settings import TransactionSettings
from staffopt.inputs.transactions.ticket_classes import ODD, TicketClasses

if TYPE_CHECKING:
    import duckdb

RARE = 0.02
HALF = 0.5
ONE_IN = 8
PORTION = 1 << 40
SUMMED = ("items", "lines", "seconds")


def can_condense(settings: TransactionSettings) -> bool:
    """Whether tickets are counted alike wherever they stand: not by customer, line or date."""
    by_row = settings.visit_minutes or settings.expand or settings.first or settings.last
    return settings.rows == "tickets" and not by_row


class Condenser:
    """Condenses rows into files, a portion each.

    `minutes` divides every slot and clock change; `turns` are days near a change of the clocks.
    """

    def __init__(
        self,
        database: duckdb.DuckDBPyConnection,
        settings: TransactionSettings,
        keys: Sequence[str],
        minutes: int,
        turns: Sequence[date],
    ) -> None:
        self.database, self.settings, self.keys = database, settings, keys
        self._minutes = minutes
        days = ", ".join(f"DATE '{day}'" for day in turns)
        database.execute(f"CREATE TABLE turns AS SELECT unnest([{days}]::DATE[]) AS day")
        self._classes = TicketClasses(settings, keys)

    def sort_out(self) -> bool:
        """Make the table `tickets` of the view `portion`; False where rows are too different.

        It has each ticket's class, and a hash by which repeats are found.
        """
        if self._classes.known:
            self._make_tickets()
            unknown = "SELECT count(*) FROM tickets WHERE class IS NULL"
            if not self.database.execute(unknown).fetchall()[0][0]:
                return True
        if not self._classes.learn(self.database):
            return False
        self._make_tickets()
        return True

    def condense(self, portion: int, target: Path, sizes: BulkSizes) -> None:
        """Write the table `tickets`, and put away the amounts of those that are condensed.

        A row stands for one ticket, or where `bulk` for `n` of one kind and slot; `since` and
        `wall` are its first and last stamp.
        """
        odd = self._odd()
        bulk, singles = self._bulk(odd), self._singles(odd, portion * PORTION)
        self.database.execute(
            f"COPY ({bulk} UNION ALL {singles} ORDER BY shop) "
            f"TO {literal(str(target))} (FORMAT parquet, ROW_GROUP_SIZE 8192)"
        )
        if "amount" in self.keys:
            returned = _among("class", self._classes.returns)
            sale, back = (CUSTOMERS.index(kind) for kind in ("sale", "return"))
            found = self.database.execute(
                f"SELECT shop, CASE WHEN {returned} THEN {back} ELSE {sale} END::UTINYINT AS kind, "  # noqa: S608
                f"abs(amount) AS size FROM tickets WHERE NOT ({odd}) AND NOT isnan(amount)"
            ).fetchnumpy()
            sizes.add(*(np.asarray(found[name]) for name in ("shop", "kind", "size")))

    def _make_tickets(self) -> None:
        """Make the table `tickets`."""
        cap = self.settings.items_cap if "items" in self.keys else None
        fields = [key for key in ("id", "amount", *SUMMED) if key in self.keys]
        if cap is not None:
            fields[fields.index("items")] = (
                f"CASE WHEN items > {cap} THEN 1 ELSE items END AS items"
            )
        mark = "CASE WHEN id IS NOT NULL THEN hash(shop, wall, id) END AS mark"
        capped = "false" if cap is None else f"coalesce(items > {cap}, false)"
        parts = [*fields, *([mark] if "id" in self.keys else []), f"{capped} AS capped"]
        self.database.execute("DROP TABLE IF EXISTS tickets")
        self.database.execute(
            f"CREATE TABLE tickets AS SELECT shop, wall, aware, place, "  # noqa: S608
            f"{self._classes.number()} AS class, {', '.join(parts)} FROM portion"
        )

    def _odd(self) -> str:
        """Return the condition that a ticket stays a row of its own."""
        first, last = (f"TIMESTAMP '{year}-01-01'" for year in (YEARS[0], YEARS[1] + 1))
        found = [f"class >= {ODD}", f"wall < {first}", f"wall >= {last}"]
        near = self.database.execute(
            "SELECT day::VARCHAR FROM turns, "
            "(SELECT min(wall)::DATE AS first, max(wall)::DATE AS last FROM tickets) "
            "WHERE day BETWEEN first AND last"
        ).fetchall()
        if near:
            found.append(_among("wall::DATE", [f"DATE '{day}'" for (day,) in near]))
        return f"coalesce({' OR '.join([*found, *self._doubts()])}, false)"

    def _doubts(self) -> Iterator[str]:
        """Yield what may be odd by all tickets of a store: repeats, huge amounts, rare letters."""
        if "id" in self.keys and self._find_repeats():
            yield "mark IN (SELECT mark FROM repeats)"
        if "amount" in self.keys:
            spread = f"{FENCE} * greatest(ln(q[2]) - ln(q[1]), 0.25)"
            least = self.database.execute(
                f"SELECT {HALF} * min(exp(ln(q[2]) + {spread})) FROM (SELECT "  # noqa: S608
                "quantile_cont(abs(amount), [0.25, 0.75]) AS q FROM tickets "
                f"WHERE place % {ONE_IN} = 0 AND class < {ODD} AND amount <> 0 "
                f"AND NOT isnan(amount) GROUP BY shop, {_among('class', self._classes.returns)} "
                f"HAVING count(*) >= {LEAST_SIZES})"
            ).fetchall()[0][0]
            if least is not None:
                yield f"abs(amount) > '{least!r}'::DOUBLE"
        if self._classes.headed:
            yield (
                "shop::BIGINT * 65536 + class IN (SELECT shop::BIGINT * 65536 + class FROM ("  # noqa: S608
                "SELECT shop, class, head, "
                "sum(n) OVER (PARTITION BY shop, split_part(head, '|', 1)) AS letters, "
                "sum(n) OVER (PARTITION BY shop) AS total "
                "FROM (SELECT shop, class, count(*) AS n FROM tickets GROUP BY shop, class) "
                f"JOIN classes USING (class)) WHERE head IS NOT NULL AND letters <= {RARE} * total)"
            )

    def _find_repeats(self) -> int:
        """Make the table `repeats` of hashes that more than one ticket has; return how many."""
        import pandas as pd

        query = "SELECT mark FROM tickets WHERE mark IS NOT NULL"
        marks = np.sort(self.database.execute(query).fetchnumpy()["mark"])
        repeats = np.unique(marks[1:][marks[1:] == marks[:-1]])
        self.database.register("found", pd.DataFrame({"mark": repeats}))
        self.database.execute("CREATE OR REPLACE TABLE repeats AS SELECT mark FROM found")
        self.database.unregister("found")
        return len(repeats)

    def _bulk(self, odd: str) -> str:
        """Return the query for condensed rows."""
        headed = [number for number in self._classes.headed if number < ODD]
        first = f"min(id) FILTER (WHERE {_among('class', headed)})" if headed else "NULL::VARCHAR"
        made = {"id": first} | {
            key: f"sum(abs({key})) FILTER (WHERE NOT isnan({key}))" for key in SUMMED
        }
        mapped = "".join(f", {made[key]} AS {key}" for key in made if key in self.keys)
        return (
            f"SELECT {self._columns(amount='sign')}, n, true AS bulk, NULL::BIGINT AS place "  # noqa: S608
            f"FROM (SELECT shop, class, aware, max(wall) AS wall, min(wall) AS since{mapped}, "
            f"count(*) AS n FROM tickets WHERE NOT ({odd}) GROUP BY shop, class, aware, "
            f"epoch_us(wall) // {self._minutes * 60_000_000}) JOIN classes USING (class)"
        )

    def _singles(self, odd: str, first: int) -> str:
        """Return the query for tickets that stay rows of their own, numbered from `first` on."""
        sums = {key: f"CASE WHEN NOT isnan({key}) THEN abs({key}) END" for key in SUMMED}
        return (
            f"SELECT {self._columns(since='wall', **sums)}, 1::BIGINT AS n, false AS bulk, "  # noqa: S608
            f"place + {first} AS place FROM tickets JOIN classes USING (class) WHERE {odd}"
        )

    def _columns(self, **made: str) -> str:
        """Return the columns of a condensed file, those made of others as they are made."""
        mapped = [key for key in ("id", "type", "amount", *SUMMED) if key in self.keys]
        names = ("shop", "wall", "since", "aware", *mapped)
        return ", ".join(f"{made.get(name, name)} AS {name}" for name in names)


def _among(value: str, choice: Sequence[object]) -> str:
    """Return the condition that a value is one of some."""
    return f"{value} IN ({', '.join(str(one) for one in choice)})" if choice else "false"
