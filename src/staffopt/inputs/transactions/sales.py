"""Transactions to counts: the one function that other stages call."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from staffopt.domain.demand import Counts
from staffopt.domain.opening import Opening
from staffopt.inputs.transactions.quality import DataQuality
from staffopt.inputs.transactions.settings import TransactionSettings


@dataclass(frozen=True)
class Sales:
    """A store's history: counts per slot, and what to think of the data they come from.

    `counts.series` has the drivers `sales` and `returns`: customers (visits) per slot.
    `counts.extra` has sums per slot under `sales.items`, `sales.lines`, `returns.items`, ... for
    the measures that the data have, and `sales.tickets`, `returns.tickets`.
    """

    counts: Counts
    quality: DataQuality

    def __repr__(self) -> str:
        kept = ", ".join(f"{number:,} {kind}" for kind, number in self.quality.kept.items())
        return f"<Sales {self.quality.first.date()} to {self.quality.last.date()}: {kept}>"


def read_transactions(
    settings: TransactionSettings,
    folder: Path,
    horizon_zone: str,
    opening: Opening,
    slot_minutes: int = 15,
    week_starts: int = 0,
) -> Sales:
    """Read, clean and count a store's transactions.

    `folder` is the store's, `horizon_zone` its zone. Everything that stops the reading is raised
    as one DataError; everything that does not is in the report, and no row is lost unsaid.
    """
    from staffopt.inputs.transactions.history import history_of
    from staffopt.inputs.transactions.read import read_table

    table = read_table(settings, folder)
    return Sales(*history_of(table, settings, horizon_zone, opening, slot_minutes, week_starts))
