"""Rows as they were read: one frame of tickets, and the rows that could not be read."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from staffopt.inputs.transactions.quality import Dropped, Finding
from staffopt.inputs.transactions.settings import Columns

if TYPE_CHECKING:
    import pandas as pd

TEXT = ("id", "type", "store", "customer")
NUMBERS = ("amount", "items", "lines", "seconds")


@dataclass(frozen=True)
class Table:
    """Tickets as read.

    `frame` has `wall` (the stamp as written, no zone), `aware` (True where the stamp carried its
    own offset; `wall` is then UTC), and the text and number columns that were mapped. `rows` is
    how many rows the files hold; `folded` how many of them were further lines of a ticket.

    A condensed table has two more columns: where `bulk` is True, a row stands for `n` tickets of
    one slot that no finding can name, and `sizes` has their amounts without sign, by kind.
    """

    frame: pd.DataFrame
    sources: tuple[str, ...]
    rows: int
    folded: int
    dropped: tuple[Dropped, ...]
    findings: tuple[Finding, ...] = ()
    sizes: Mapping[str, NDArray[np.float64]] = field(default_factory=dict)


def kept_keys(columns: Columns) -> list[str]:
    """Return the mapped meanings that become columns of the table, in a fixed order."""
    return [key for key in (*TEXT, *NUMBERS) if key in columns.named()]


def tickets_in(frame: pd.DataFrame) -> NDArray[np.float64] | None:
    """Return how many tickets each row stands for; None where each is one."""
    return frame["n"].to_numpy(float) if "n" in frame else None


def ticket_count(frame: pd.DataFrame) -> int:
    """Return how many tickets the rows stand for."""
    return int(frame["n"].sum()) if "n" in frame else len(frame)
