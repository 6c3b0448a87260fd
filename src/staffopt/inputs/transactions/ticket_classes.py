"""Tickets that are alike but for their amounts: by type, start of the ticket number and sign."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, NamedTuple

from staffopt.inputs.transactions.kinds import CUSTOMERS, classified
from staffopt.inputs.transactions.scans import literal
from staffopt.inputs.transactions.settings import TransactionSettings

if TYPE_CHECKING:
    import duckdb
    import pandas as pd

MOST_CLASSES = 200
ODD = 1000
"""Classes with numbers from here on hold tickets about which there may be something to say."""


class TicketClass(NamedTuple):
    """What all tickets of a class have; `kind` is that of customers, None where they are odd.

    `head` is how the ticket number starts: its letters and the longest prefix with a meaning.
    """

    type: str | None
    head: str | None
    sign: float | None
    kind: str | None = None


class TicketClasses:
    """The classes met so far, each with its number in the portion at hand."""

    def __init__(self, settings: TransactionSettings, keys: Sequence[str]) -> None:
        self._settings, self._keys = settings, keys
        self._numbers: dict[TicketClass, int] = {}

    @property
    def known(self) -> bool:
        """Whether any class has been met."""
        return bool(self._numbers)

    @property
    def headed(self) -> list[int]:
        """The classes of ticket numbers that start with letters or a prefix."""
        return [number for one, number in self._numbers.items() if one.head is not None]

    @property
    def returns(self) -> list[int]:
        """The classes of customers who bring something back."""
        return [number for one, number in self._numbers.items() if one.kind == "return"]

    def learn(self, database: duckdb.DuckDBPyConnection) -> bool:
        """Take in the classes of the view `portion`, and make the table of all; False if too many.

        The largest comes first, since most tickets are told by it.
        """
        fields = f"{self._type} AS type, {self._head} AS head, {self._sign} AS sign"
        number = "id" if "id" in self._keys else "NULL::VARCHAR"
        found = database.execute(
            f"SELECT type, head, sign, any_value(id) AS id FROM "  # noqa: S608
            f"(SELECT {fields}, {number} AS id FROM portion) "
            "GROUP BY type, head, sign ORDER BY count(*) DESC"
        ).df()
        if len(found) > MOST_CLASSES:
            return False
        here = dict.fromkeys(self._judged(found))
        every = here if len(here | self._numbers) > MOST_CLASSES else self._numbers | here
        self._numbers = {one: place if one.kind else ODD + place for place, one in enumerate(every)}
        database.execute(
            "CREATE OR REPLACE TABLE classes "
            "(class USMALLINT, type VARCHAR, head VARCHAR, sign DOUBLE)"
        )
        rows = [(number, *one[:3]) for one, number in self._numbers.items()]
        if rows:
            database.executemany("INSERT INTO classes VALUES (?, ?, ?, ?)", rows)
        return True

    def number(self) -> str:
        """Return the number of a ticket's class as SQL; NULL for one not met so far."""
        whens = []
        for one, number in self._numbers.items():
            parts = zip((self._type, self._head, self._sign), one[:3], strict=True)
            said = [f"{part} {_same(value)}" for part, value in parts]
            whens.append(f"WHEN {' AND '.join(said)} THEN {number}")
        return f"(CASE {' '.join(whens)} END)::USMALLINT" if whens else "NULL::USMALLINT"

    @property
    def _type(self) -> str:
        return "type" if "type" in self._keys else "NULL::VARCHAR"

    @property
    def _sign(self) -> str:
        if "amount" not in self._keys:
            return "NULL::DOUBLE"
        return "(CASE WHEN isnan(amount) THEN NULL ELSE sign(amount)::DOUBLE END)"

    @property
    def _head(self) -> str:
        if "id" not in self._keys:
            return "NULL::VARCHAR"
        letters = "regexp_extract(id, '^[A-Za-z]+')"
        known = sorted(self._settings.kinds.prefixes, key=len, reverse=True)
        if not known:
            return f"(CASE WHEN id >= 'A' THEN nullif({letters} || '|', '|') END)"
        whens = " ".join(
            f"WHEN starts_with(id, {literal(one)}) THEN {literal(one)}" for one in known
        )
        letters = f"CASE WHEN id >= 'A' THEN {letters} ELSE '' END"
        return f"nullif({letters} || '|' || CASE {whens} ELSE '' END, '|')"

    def _judged(self, found: pd.DataFrame) -> list[TicketClass]:
        """Return the classes, with their kind where they are of customers and nothing is odd."""
        frame = found.rename(columns={"sign": "amount"})
        frame = frame[[key for key in ("id", "type", "amount") if key in self._keys]]
        kind = classified(frame, self._settings.kinds)["kind"]
        good = kind.isin(CUSTOMERS)
        if "amount" in self._keys:
            types = frame.get("type", kind).str.casefold()
            amount = frame["amount"]
            good &= ~(amount == 0) & ~((types == "sale") & (amount < 0))
            good &= ~((types == "return") & (amount > 0))
        fields = found[["type", "head", "sign"]].astype(object)
        rows = fields.where(fields.notna(), None).itertuples(index=False)
        kinds = kind.astype(object).where(good, None)
        return [
            TicketClass(type_, head, sign, each)
            for (type_, head, sign), each in zip(rows, kinds, strict=True)
        ]


def _same(value: str | float | None) -> str:
    """Return the condition that an expression has a value, or nothing."""
    if value is None:
        return "IS NULL"
    return f"= {literal(value) if isinstance(value, str) else value}"
