"""The books of the cleaning: every row that leaves is entered with its reason."""

from __future__ import annotations

from typing import TYPE_CHECKING

from staffopt.inputs.transactions.quality import MOST_EXAMPLES, Dropped, Finding, stamp

if TYPE_CHECKING:
    import pandas as pd


class Ledger:
    """Collects what is dropped and what is found while a history is cleaned."""

    def __init__(self, dropped: tuple[Dropped, ...] = ()) -> None:
        self._dropped = list(dropped)
        self._findings: list[Finding] = []

    @property
    def dropped(self) -> tuple[Dropped, ...]:
        return tuple(self._dropped)

    @property
    def findings(self) -> tuple[Finding, ...]:
        return tuple(self._findings)

    def drop(self, frame: pd.DataFrame, mask: pd.Series, reason: str) -> pd.DataFrame:
        """Return the rows outside the mask; those inside are entered under the reason."""
        gone = frame[mask]
        if gone.empty:
            return frame
        self._dropped.append(Dropped(reason, len(gone), examples(gone)))
        return frame[~mask]

    def find(self, code: str, text: str, rows: pd.DataFrame) -> None:
        """Enter a finding about some rows, if there are any."""
        if not rows.empty:
            self._findings.append(Finding(code, text, len(rows), examples(rows)))

    def add(self, *findings: Finding | None) -> None:
        """Enter findings made elsewhere; None is none."""
        self._findings += [finding for finding in findings if finding is not None]


def examples(rows: pd.DataFrame) -> tuple[str, ...]:
    """Return the first few rows as text: ticket number, stamp as written, amount."""
    return tuple(
        " ".join(
            part
            for part in (
                str(row["id"]) if isinstance(row.get("id"), str) else "",
                stamp(row["wall"].to_pydatetime()),
                f"{row['amount']:,.2f}" if "amount" in row else "",
            )
            if part
        )
        for row in rows.head(MOST_EXAMPLES).to_dict("records")
    )
