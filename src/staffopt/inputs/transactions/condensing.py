"""Ordinary tickets of a slot condensed to one row; what a finding may name stays a row of its own.

Why: the query engine counts a history of millions of rows, and the steps that clean one of
hundreds, with the same words, clean it too. Whatever is in doubt stays a row of its own.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from staffopt.inputs.transactions.clock import YEARS
from staffopt.inputs.transactions.kinds import CUSTOMERS, FENCE, LEAST_SIZES, classified
from staffopt.inputs.transactions.scans import literal
from staffopt.inputs.transactions.settings import TransactionSettings

if TYPE_CHECKING:
    import duckdb
    import pandas as pd

MOST_CLASSES = 200
RARE = 0.02
HALF = 0.5
ONE_IN = 8
PORTION = 1 << 40
MAPPED = ("id", "type", "amount", "items", "lines", "seconds")


def can_condense(settings: TransactionSettings) -> bool:
    """Whether tickets are counted alike wherever they stand: not by customer, line or date."""
    by_row = settings.visit_minutes or settings.expand or settings.first or settings.last
    return settings.rows == "tickets" and not by_row


@dataclass(frozen=True)
class Condenser:
    """Condenses rows into files, a portion each.

    `minutes` divides every slot and clock change; `turns` are days near a change of the clocks.
    """

    database: duckdb.DuckDBPyConnection
    settings: TransactionSettings
    keys: Sequence[str]
    minutes: int
    turns: Sequence[date]

    def condense(self, portion: int, target: Path) -> bool:
        """Write the rows of the view `portion`; False where they are too different for that.

        A row stands for one ticket, or where `bulk` for `n` of one kind and slot, whose amounts
        are `sizes`; `since` and `wall` are its first and last stamp.
        """
        self.database.execute(f"CREATE OR REPLACE TEMP VIEW classed AS {self._classed()}")
        classes = self.database.execute(
            "SELECT type, head, sign, any_value(id) AS id FROM classed GROUP BY type, head, sign"
        ).df()
        if len(classes) > MOST_CLASSES:
            return False
        kind = _case(self._ordinary(classes))
        heads = bool(classes["head"].notna().any())
        self._find_odd(kind, heads)
        query = self._condensed(portion, kind, heads)
        self.database.execute(
            f"COPY ({query}) TO {literal(str(target))} (FORMAT parquet, ROW_GROUP_SIZE 8192)"
        )
        return True

    def _classed(self) -> str:
        """Return the query for the rows with what decides their kind.

        `head` is how the ticket number starts: its letters and the longest prefix with a meaning.
        """
        head, sign = "NULL::VARCHAR", "NULL::DOUBLE"
        if "id" in self.keys:
            known = sorted(self.settings.kinds.prefixes, key=len, reverse=True)
            whens = " ".join(
                f"WHEN starts_with(id, {literal(one)}) THEN {literal(one)}" for one in known
            )
            prefix = f"CASE {whens} ELSE '' END" if known else "''"
            letters = "CASE WHEN id >= 'A' THEN regexp_extract(id, '^[A-Za-z]+') ELSE '' END"
            head = f"nullif({letters} || '|' || {prefix}, '|')"
        if "amount" in self.keys:
            sign = "CASE WHEN isnan(amount) THEN NULL ELSE sign(amount)::DOUBLE END"
        empty = {"id": "VARCHAR", "type": "VARCHAR"}
        mapped = {
            key: key if key in self.keys else f"NULL::{empty.get(key, 'DOUBLE')}" for key in MAPPED
        }
        cap = self.settings.items_cap
        if "items" in self.keys and cap is not None:
            mapped["items"] = f"CASE WHEN items > {cap} THEN 1 ELSE items END"
        fields = ", ".join(f"{value} AS {name}" for name, value in mapped.items())
        return (
            f"SELECT wall, aware, place, store AS shop, {fields}, {head} AS head, "  # noqa: S608
            f"{sign} AS sign FROM portion"
        )

    def _ordinary(self, classes: pd.DataFrame) -> pd.DataFrame:
        """Return the classes of customers about whom there is nothing to say, with their kind."""
        frame = classes.rename(columns={"sign": "amount"})
        frame = frame[[key for key in ("id", "type", "amount") if key in self.keys]]
        kind = classified(frame, self.settings.kinds)["kind"]
        good = kind.isin(CUSTOMERS)
        if "amount" in self.keys:
            types = frame.get("type", kind).str.casefold()
            amount = frame["amount"]
            good &= ~(amount == 0) & ~((types == "sale") & (amount < 0))
            good &= ~((types == "return") & (amount > 0))
        return classes[["type", "head", "sign"]].assign(kind=kind)[good]

    def _find_odd(self, kind: str, heads: bool) -> None:
        """Make the tables of amounts that may be huge, of rare letters and of repeated rows."""
        spread = f"{FENCE} * greatest(ln(q[2]) - ln(q[1]), 0.25)"
        queries = {
            "fence": f"SELECT {HALF} * min(exp(ln(q[2]) + {spread})) AS least FROM (SELECT "  # noqa: S608
            "quantile_cont(abs(amount), [0.25, 0.75]) AS q FROM classed c WHERE sign <> 0 "
            f"AND place % {ONE_IN} = 0 GROUP BY shop, {kind} "
            f"HAVING {kind} IS NOT NULL AND count(*) >= {LEAST_SIZES})",
            "twice": "SELECT DISTINCT shop, wall FROM classed WHERE id IS NOT NULL "
            "GROUP BY shop, wall, hash(id) HAVING count(*) > 1",
        }
        if heads:
            queries["rare"] = (
                "SELECT shop, head FROM (SELECT shop, head, "  # noqa: S608
                "sum(count(*)) OVER (PARTITION BY shop, split_part(head, '|', 1)) AS letters, "
                "sum(count(*)) OVER (PARTITION BY shop) AS total FROM classed "
                f"GROUP BY shop, head) WHERE head IS NOT NULL AND letters <= {RARE} * total"
            )
        for name, query in queries.items():
            self.database.execute(f"CREATE OR REPLACE TABLE {name} AS {query}")

    def _condensed(self, portion: int, kind: str, heads: bool) -> str:
        """Return the query for single and condensed rows together."""
        near = ", ".join(f"DATE '{day}'" for day in self.turns)
        odd = [
            f"{kind} IS NULL",
            f"year(c.wall) NOT BETWEEN {YEARS[0]} AND {YEARS[1]}",
            "t.wall IS NOT NULL",
        ]
        odd += [f"c.wall::DATE IN ({near})"] if self.turns else []
        odd += ["r.shop IS NOT NULL"] if heads else []
        odd += ["coalesce(abs(amount) > (SELECT least FROM fence), false)"]
        rare = "LEFT JOIN rare r ON c.shop = r.shop AND c.head = r.head" if heads else ""
        marked = (
            f"SELECT c.*, {kind} AS kind, CASE WHEN {' OR '.join(odd)} THEN place END AS single "  # noqa: S608
            f"FROM classed c LEFT JOIN twice t ON c.wall = t.wall AND c.shop = t.shop {rare}"
        )
        bulk = {
            "id": "min(CASE WHEN single IS NOT NULL OR head IS NOT NULL THEN id END)",
            "amount": "CASE WHEN single IS NOT NULL THEN min(amount) ELSE sign END",
            "items": "sum(abs(items)) FILTER (WHERE NOT isnan(items))",
            "lines": "sum(abs(lines)) FILTER (WHERE NOT isnan(lines))",
            "seconds": "sum(abs(seconds)) FILTER (WHERE NOT isnan(seconds))",
        }
        mapped = ", ".join(f"{bulk.get(key, key)} AS {key}" for key in MAPPED if key in self.keys)
        return (
            f"SELECT shop, max(wall) AS wall, min(wall) AS since, aware{', ' if mapped else ''}"  # noqa: S608
            f"{mapped}, count(*) AS n, single IS NULL AS bulk, "
            f"single + {portion * PORTION} AS place, "
            "CASE WHEN single IS NULL THEN kind END AS bulk_kind, CASE WHEN single IS NULL "
            "THEN list(abs(amount)) FILTER (WHERE sign IS NOT NULL) END AS sizes "
            f"FROM ({marked}) GROUP BY shop, aware, type, head, sign, kind, single, "
            f"epoch_us(wall) // {self.minutes * 60_000_000} ORDER BY shop"
        )


def _case(ordinary: pd.DataFrame) -> str:
    """Return the kind of an ordinary row as SQL; NULL for all others."""
    whens = []
    for row in ordinary.itertuples():
        said = [f"c.{name} {_same(getattr(row, name))}" for name in ("type", "head", "sign")]
        whens.append(f"WHEN {' AND '.join(said)} THEN {literal(str(row.kind))}")
    return f"CASE {' '.join(whens)} END" if whens else "NULL::VARCHAR"


def _same(value: object) -> str:
    """Return the condition that a column holds a value, or nothing."""
    if isinstance(value, str):
        return f"= {literal(value)}"
    return f"= {value}" if isinstance(value, float) and not math.isnan(value) else "IS NULL"
