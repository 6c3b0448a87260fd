"""One store's question to its transactions."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from staffopt.domain.opening import Opening
from staffopt.inputs.transactions.sales import Sales, read_transactions
from staffopt.inputs.transactions.settings import TransactionSettings


@dataclass(frozen=True)
class Asked:
    """What `read_transactions` is asked for one store."""

    settings: TransactionSettings
    folder: Path
    zone: str
    opening: Opening
    slot_minutes: int = 15
    week_starts: int = 0

    @property
    def source(self) -> str:
        """The source and how its rows are read: equal for stores that share it."""
        plain = {"store": None, "closed": (), "outage_tickets": 0, "source": ""}
        where = self.settings.source
        in_folder = where.lower().startswith("sqlite") or not self.settings.is_url
        if in_folder and not self.settings.is_panel:
            where = str((self.folder / where).resolve())
        return where + self.settings.model_copy(update=plain).model_dump_json()

    def read(self) -> Sales:
        """Return the store's history, read on its own."""
        return read_transactions(
            self.settings,
            self.folder,
            self.zone,
            self.opening,
            self.slot_minutes,
            self.week_starts,
        )
