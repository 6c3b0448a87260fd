"""Rows as they were read: one frame of tickets, and the rows that could not be read."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from staffopt.inputs.transactions.quality import Dropped, Finding
from staffopt.inputs.transactions.settings import Columns

if TYPE_CHECKING:
    import pandas as pd

TEXT = ("id", "type", "store", "customer")
NUMBERS = ("amount", "items", "lines")


@dataclass(frozen=True)
class Table:
    """Tickets as read.

    `frame` has `wall` (the stamp as written, no zone), `aware` (True where the stamp carried its
    own offset; `wall` is then UTC), and the text and number columns that were mapped. `rows` is
    how many rows the files hold; `folded` how many of them were further lines of a ticket.
    """

    frame: pd.DataFrame
    sources: tuple[str, ...]
    rows: int
    folded: int
    dropped: tuple[Dropped, ...]
    findings: tuple[Finding, ...] = ()


def kept_keys(columns: Columns) -> list[str]:
    """Return the mapped meanings that become columns of the table, in a fixed order."""
    return [key for key in (*TEXT, *NUMBERS) if key in columns.named()]
