"""A table of tickets to counts per slot and the report on them."""

from __future__ import annotations

from collections.abc import Mapping
from math import isnan
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from staffopt.domain.calendar import Horizon, Span
from staffopt.domain.demand import Counts
from staffopt.domain.opening import Opening
from staffopt.errors import DataError, Problem
from staffopt.inputs.transactions.busy import busy_slots
from staffopt.inputs.transactions.clock import with_instants, within
from staffopt.inputs.transactions.days import DayBook, day_book
from staffopt.inputs.transactions.expand import Baskets, expanded
from staffopt.inputs.transactions.kinds import (
    classified,
    customers_only,
    look_over,
    without_duplicates,
)
from staffopt.inputs.transactions.ledger import Ledger
from staffopt.inputs.transactions.quality import DataQuality, Finding, many
from staffopt.inputs.transactions.settings import TransactionSettings
from staffopt.inputs.transactions.table import Table, ticket_count, tickets_in
from staffopt.inputs.transactions.usual import Floats, dispersion, usual_counts
from staffopt.inputs.transactions.visits import with_visits
from staffopt.inputs.transactions.zone import hours_finding, zone_finding

if TYPE_CHECKING:
    import pandas as pd

DRIVERS = {"sale": "sales", "return": "returns"}
MEASURES = ("items", "lines", "seconds")
COUNTED = ("instant", "local", "kind", "visit", "n", *MEASURES)


def history_of(
    table: Table,
    settings: TransactionSettings,
    store_zone: str,
    opening: Opening,
    slot_minutes: int,
    week_starts: int,
) -> tuple[Counts, DataQuality]:
    """Return the counts of a table's customers, and what there is to say about the data."""
    ledger = Ledger(table.dropped)
    ledger.add(*table.findings)
    rows = _clean(table, settings, store_zone, ledger)
    kept = with_visits(customers_only(rows, ledger), settings.visit_minutes)
    if kept.empty:
        raise _nothing_left(table, ledger)
    kept = kept[[name for name in COUNTED if name in kept]]
    horizon = _horizon(kept, store_zone, slot_minutes)
    series, extra = _counted(horizon, kept)
    customers = np.asarray(sum(series.values()))
    ends = Span(kept["instant"].iloc[0].to_pydatetime(), kept["instant"].iloc[-1].to_pydatetime())
    book = day_book(horizon, customers, ends, opening, settings)
    facts = _judge(ledger, horizon, rows, kept, customers, book, settings)
    if settings.expand is not None:
        drawn = expanded(settings.expand, horizon, series["sales"], _baskets(kept))
        series, extra = drawn.series, drawn.extra
        ledger.add(drawn.finding)
    counts = Counts(horizon, series, book.known, extra, book.closed)
    quality = DataQuality(
        sources=table.sources,
        rows=table.rows,
        folded=table.folded,
        kept=_by_kind(kept),
        dropped=ledger.dropped,
        findings=ledger.findings,
        visits=_by_kind(kept[kept["visit"]]),
        first=kept["local"].iloc[0].to_pydatetime(),
        last=kept["local"].iloc[-1].to_pydatetime(),
        zone=store_zone,
        whole_weeks=_whole_weeks(horizon, week_starts),
        closed=book.closed,
        missing=book.missing,
        facts=facts,
    )
    return counts, quality


def _clean(
    table: Table, settings: TransactionSettings, store_zone: str, ledger: Ledger
) -> pd.DataFrame:
    """Return the rows of the days asked for, without duplicates, with their kinds."""
    frame = with_instants(table.frame, settings, store_zone, ledger)
    frame = within(frame, settings.first, settings.last, ledger)
    frame = without_duplicates(frame, settings.duplicates == "keep", ledger)
    frame = classified(frame, settings.kinds)
    look_over(frame, settings.kinds, ledger, table.sizes)
    return frame


def _nothing_left(table: Table, ledger: Ledger) -> DataError:
    """Return the complaint about a history without a customer."""
    reasons = "; ".join(f"{drop.rows:,} {drop.reason}" for drop in ledger.dropped) or "no rows"
    found = f"no sale or return among {table.rows:,} rows ({reasons})"
    return DataError(Problem(", ".join(table.sources), found, "sales in the days asked for"))


def _horizon(kept: pd.DataFrame, zone: str, slot_minutes: int) -> Horizon:
    """Return the whole days from the first to the last kept row."""
    first, last = kept["local"].iloc[0].date(), kept["local"].iloc[-1].date()
    return Horizon(first, (last - first).days + 1, zone, slot_minutes)


def _slots(horizon: Horizon, rows: pd.DataFrame) -> NDArray[np.int64]:
    """Return the slot of every row."""
    minutes = rows["instant"].dt.tz_localize(None).to_numpy().astype("datetime64[m]")
    start = np.datetime64(horizon.start.replace(tzinfo=None), "m")
    return np.asarray((minutes - start).astype(np.int64) // horizon.slot_minutes)


def _binned(
    horizon: Horizon, rows: pd.DataFrame, weights: NDArray[np.float64] | None = None
) -> Floats:
    """Return tickets, or the sums of a measure, per slot; rows outside the horizon are left out."""
    slots = _slots(horizon, rows)
    if weights is None:
        weights = tickets_in(rows)
    inside = (slots >= 0) & (slots < horizon.slots)
    chosen = None if weights is None else np.nan_to_num(weights[inside])
    return np.bincount(slots[inside], weights=chosen, minlength=horizon.slots).astype(float)


def _counted(horizon: Horizon, kept: pd.DataFrame) -> tuple[dict[str, Floats], dict[str, Floats]]:
    """Return customers per driver and slot, and the sums of each measure."""
    series, extra = {}, {}
    for kind, driver in DRIVERS.items():
        rows = kept[kept["kind"] == kind]
        series[driver] = _binned(horizon, rows[rows["visit"]])
        extra[f"{driver}.tickets"] = _binned(horizon, rows)
        for measure in MEASURES:
            if measure in rows:
                values = rows[measure].abs().to_numpy(float)
                extra[f"{driver}.{measure}"] = _binned(horizon, rows, values)
    return series, extra


def _judge(
    ledger: Ledger,
    horizon: Horizon,
    rows: pd.DataFrame,
    kept: pd.DataFrame,
    customers: Floats,
    book: DayBook,
    settings: TransactionSettings,
) -> Mapping[str, float]:
    """Enter what counts per slot show, and return the figures behind it."""
    tickets = _binned(horizon, kept)
    usual = usual_counts(horizon, customers, book.known)
    spread = dispersion(horizon, customers, usual, book.known)
    usual_tickets = usual_counts(horizon, tickets, book.known)
    before = dispersion(horizon, tickets, usual_tickets, book.known)
    ledger.add(*book.findings)
    ledger.add(busy_slots(horizon, _binned(horizon, rows), usual, tickets, spread))
    ledger.add(zone_finding(horizon, tickets, settings.zone))
    ledger.add(hours_finding(horizon, tickets, book.open))
    total = ticket_count(kept)
    merged = total - ticket_count(kept[kept["visit"]])
    ledger.add(_split_finding(merged, total, before, spread, settings.visit_minutes))
    return {"split_share": merged / total, "dispersion_tickets": before, "dispersion": spread}


def _split_finding(merged: int, tickets: int, before: float, after: float, minutes: int) -> Finding:
    """Return what merging split tickets did."""
    if not minutes:
        told = "" if isnan(before) else f"; variance over mean {before:.2f}"
        return Finding("split", f"split tickets are not merged (visit_minutes is 0){told}")
    text = (
        f"{many(merged, 'ticket')} ({merged / tickets:.1%}) within {minutes} minutes of the same "
        "customer's last are one visit with it"
    )
    if not isnan(before + after):
        text += f"; variance over mean {before:.2f} before, {after:.2f} after"
    return Finding("split", text, merged)


def _baskets(kept: pd.DataFrame) -> Baskets:
    """Return what the sales held."""
    sales = kept[kept["kind"] == "sale"]
    measures = {m: np.nan_to_num(sales[m].to_numpy(float)) for m in MEASURES if m in sales}
    return Baskets(sales["local"].dt.hour.to_numpy(np.int64), measures)


def _by_kind(rows: pd.DataFrame) -> dict[str, int]:
    """Return how many rows there are of each kind."""
    return {kind: ticket_count(rows[rows["kind"] == kind]) for kind in DRIVERS}


def _whole_weeks(horizon: Horizon, week_starts: int) -> int:
    """Return how many weeks lie wholly in the history."""
    lead = (week_starts - horizon.first.weekday()) % 7
    return max(0, horizon.days - lead) // 7
