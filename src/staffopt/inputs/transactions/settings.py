"""The `transactions:` section of store.yaml: where the history lies and how its rows are read."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from typing import Any, Literal
from zoneinfo import ZoneInfo, available_timezones

from pydantic import BaseModel, ConfigDict, Field, field_validator, model_validator

from staffopt.errors import did_you_mean

Kind = Literal["sale", "return", "void", "no_sale"]
PANEL = "completejourney"
DUCKDB = ".duckdb"


class Section(BaseModel):
    """A part of the settings: frozen, no unknown keys."""

    model_config = ConfigDict(frozen=True, extra="forbid", allow_inf_nan=False)


class Columns(Section):
    """Which column of the files holds what. Only `time` must be there."""

    time: str = Field(description="When the ticket was closed; the time of day if `date` is given.")
    date: str | None = Field(None, description="The day, where day and time are two columns.")
    id: str | None = Field(None, description="Ticket number; without it no duplicates are found.")
    type: str | None = Field(None, description="What kind of ticket it is, see `kinds.types`.")
    amount: str | None = Field(None, description="Value of the ticket (or of the line).")
    items: str | None = Field(None, description="Units sold.")
    lines: str | None = Field(None, description="Lines on the ticket.")
    seconds: str | None = Field(None, description="Seconds that serving the customer took.")
    store: str | None = Field(None, description="The store, where a file holds several.")
    customer: str | None = Field(None, description="Customer or card, to merge split tickets.")

    def named(self) -> dict[str, str]:
        """Meaning -> column, for the columns that are given."""
        return {key: str(name) for key, name in self.model_dump(exclude_none=True).items()}


class Kinds(Section):
    """What makes a row a sale, a return, a void or no sale. Voids and no sales are not customers.

    An id prefix decides first (the longest that fits), then the type column. `negative` and `zero`
    then correct what is a sale so far. `other` is for types that `types` does not name; without it
    such rows are dropped and reported.
    """

    types: Mapping[str, Kind] = Field({}, description="Value in the type column -> kind.")
    prefixes: Mapping[str, Kind] = Field({}, description="How the ticket number starts -> kind.")
    negative: Kind = Field("return", description="A sale with a negative amount.")
    zero: Kind = Field("sale", description="A sale of amount zero.")
    other: Kind | None = Field(None, description="A type that is not named.")


class ClosedDays(Section):
    """Days on which the store was shut, inclusive; a plain date is one day."""

    first: date = Field(description="First closed day.")
    last: date = Field(description="Last closed day.")
    reason: str = Field("", description="Why.")

    @model_validator(mode="before")
    @classmethod
    def _one_day(cls, value: Any) -> Any:
        if isinstance(value, date | str):
            return {"first": value, "last": value}
        return value

    @model_validator(mode="after")
    def _in_order(self) -> ClosedDays:
        if self.last < self.first:
            raise ValueError(f"last ({self.last}) on or after first ({self.first})")
        return self


class Expand(Section):
    """A panel of some customers becomes a store: its smoothed rate times `factor`, then a draw.

    Counts themselves are never multiplied, since that would multiply their variance too.
    """

    factor: float = Field(gt=0, le=10_000, description="Store's rate over the panel's rate.")
    seed: int = Field(1, ge=0, description="Seed of the draw.")
    dispersion: float = Field(1.05, ge=1, le=20, description="Variance over mean; 1 is Poisson.")
    returns: float = Field(0, ge=0, le=1, description="Returns drawn per sale.")

    @model_validator(mode="before")
    @classmethod
    def _factor_alone(cls, value: Any) -> Any:
        if isinstance(value, int | float) and not isinstance(value, bool):
            return {"factor": value}
        return value


Encoding = Literal[
    "utf-8",
    "latin-1",
    "cp1250",
    "cp1251",
    "cp1252",
    "cp1253",
    "cp1257",
    "iso-8859-2",
    "iso-8859-15",
]
"""All but UTF-8 write a character as one byte."""


class TransactionSettings(Section):
    """Where the transaction history lies, and how rows become counts.

    Example: `{source: transactions.csv.gz, zone: Europe/London, columns: {time: ts, id: basket}}`.
    """

    source: str = Field(
        min_length=1,
        description="File, folder or glob in the store's folder (.csv, .csv.gz, .parquet); with "
        "`query` a DuckDB file (.duckdb) or a database's SQLAlchemy URL; or `completejourney` for "
        "the demo panel.",
    )
    query: str | None = Field(
        None, min_length=1, description="What a database is asked: one SELECT, one row a ticket."
    )
    zone: str = Field(description="Zone of the stamps, such as Europe/Warsaw or UTC.")
    columns: Columns | None = Field(None, description="Which column holds what.")
    rows: Literal["tickets", "lines"] = Field("tickets", description="What one row is.")
    kinds: Kinds = Field(Kinds(), description="Sales, returns, voids.")
    store: str | None = Field(None, description="Keep only rows with this in the store column.")
    duplicates: Literal["drop", "keep"] = Field(
        "drop", description="Later rows with the same id and time."
    )
    visit_minutes: int = Field(
        0, ge=0, le=240, description="Tickets of one customer so close together are one visit."
    )
    closed: tuple[ClosedDays, ...] = Field((), description="Days known to have been closed.")
    first: date | None = Field(None, description="Use rows from this day.")
    last: date | None = Field(None, description="Use rows up to this day.")
    outage_tickets: float = Field(
        12, ge=0, description="An empty gap where so many tickets were due is an outage; 0 is off."
    )
    bad_rows: float = Field(0.02, ge=0, le=1, description="Largest share of unreadable rows.")
    items_cap: float | None = Field(
        None, gt=0, description="A line with more units counts as one (fuel, cable, loose goods)."
    )
    time_format: str | None = Field(None, description="Such as %d/%m/%Y %H:%M; else ISO 8601.")
    delimiter: str | None = Field(None, min_length=1, max_length=1, description="CSV separator.")
    decimal: Literal[".", ","] = Field(".", description="Decimal mark in CSV.")
    encoding: Encoding = Field("utf-8", description="Text encoding of CSV.")
    outside: bool = Field(False, description="Whether the source may leave the store's folder.")
    expand: Expand | None = Field(None, description="Blow a customer panel up to store size.")

    @property
    def is_panel(self) -> bool:
        """Whether the source is the demo panel."""
        return self.source == PANEL

    @property
    def is_url(self) -> bool:
        """Whether the source is a database's address."""
        return re.match(r"[A-Za-z][\w+.-]*://", self.source) is not None

    @property
    def is_duckdb(self) -> bool:
        """Whether the source is a DuckDB file."""
        return not self.is_url and self.source.lower().endswith(DUCKDB)

    @field_validator("zone")
    @classmethod
    def _known_zone(cls, name: str) -> str:
        try:
            ZoneInfo(name)
        except (KeyError, ValueError, OSError):
            near = did_you_mean(name, available_timezones())
            raise ValueError(f"an IANA zone name such as Europe/London or UTC{near}") from None
        return name

    @model_validator(mode="after")
    def _fits_together(self) -> TransactionSettings:
        if self.is_panel and self.columns is not None:
            raise ValueError(f"no `columns` with the source {PANEL}, which knows its own")
        if not self.is_panel:
            self._check_columns()
        if (self.is_url or self.is_duckdb) and self.query is None:
            raise ValueError("`query`, what to ask the database for")
        if self.query is not None and not (self.is_url or self.is_duckdb):
            raise ValueError("no `query`, since the source is no database")
        if self.first and self.last and self.last < self.first:
            raise ValueError(f"last ({self.last}) on or after first ({self.first})")
        return self

    def _check_columns(self) -> None:
        columns = self.columns
        if columns is None:
            raise ValueError("`columns`, with at least `time`")
        needs = {
            "columns.customer for visit_minutes": self.visit_minutes and not columns.customer,
            "columns.store for store": self.store is not None and not columns.store,
            "columns.type for kinds.types": self.kinds.types and not columns.type,
            "columns.id for kinds.prefixes": self.kinds.prefixes and not columns.id,
            "columns.id for rows: lines": self.rows == "lines" and not columns.id,
        }
        unmet = [need for need, holds in needs.items() if holds]
        if unmet:
            raise ValueError(" and ".join(unmet))
