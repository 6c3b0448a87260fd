"""What each row is: sale, return, void or no sale; and what about it looks odd."""

from __future__ import annotations

import math
from collections.abc import Mapping
from typing import TYPE_CHECKING

import numpy as np

from staffopt.inputs.transactions.ledger import Ledger
from staffopt.inputs.transactions.quality import many
from staffopt.inputs.transactions.settings import Kinds
from staffopt.inputs.transactions.table import ticket_count
from staffopt.inputs.transactions.usual import Floats

if TYPE_CHECKING:
    import pandas as pd

CUSTOMERS = ("sale", "return")
RARE = 0.005
MOST_REASONS = 20
FENCE = 3.0
LEAST_SIZES = 30
SHOWN = {"no_sale": "no sale"}
NOT_NAMED = "type not named in kinds.types"


class TooCondensedError(Exception):
    """A condensed row stands for a ticket that a finding must name: read the rows themselves."""


def without_duplicates(frame: pd.DataFrame, keep: bool, ledger: Ledger) -> pd.DataFrame:
    """Return the rows less those whose id and time came before."""
    if "id" not in frame:
        return frame
    again = frame.duplicated(["id", "instant"]) & frame["id"].notna()
    if "bulk" in frame:
        again &= ~frame["bulk"]
    if keep:
        text = f"{many(again.sum(), 'row')} with an id and time that came before; kept"
        ledger.find("duplicate", text, frame[again])
        return frame
    return ledger.drop(frame, again, "duplicate: same id and time")


def classified(frame: pd.DataFrame, kinds: Kinds) -> pd.DataFrame:
    """Return the rows with `kind` (empty where the type is not known) and `why`."""
    import pandas as pd

    frame = frame.assign(kind="sale", why="")
    if "type" in frame and kinds.types:
        frame = _by_type(frame, kinds)
    decided = pd.Series(False, index=frame.index)
    if "id" in frame:
        for prefix in sorted(kinds.prefixes, key=len):
            starts = frame["id"].str.startswith(prefix).fillna(False).astype(bool)
            kind, why = kinds.prefixes[prefix], f"id starts with {prefix!r}"
            frame = frame.assign(
                kind=frame["kind"].mask(starts, kind), why=frame["why"].mask(starts, why)
            )
            decided |= starts
    return _by_amount(frame, kinds, decided) if "amount" in frame else frame


def _by_type(frame: pd.DataFrame, kinds: Kinds) -> pd.DataFrame:
    """Return the rows with the kind that the type column says."""
    known = {name.strip().casefold(): kind for name, kind in kinds.types.items()}
    found = frame["type"].dropna().unique()
    kind = frame["type"].map({name: known.get(name.strip().casefold()) for name in found})
    why = frame["type"].map({name: f"type {name!r}" for name in found})
    return frame.assign(
        kind=kind.astype(object).where(kind.notna(), kinds.other or ""),
        why=why.astype(object).where(frame["type"].notna(), "type is empty"),
    )


def _by_amount(frame: pd.DataFrame, kinds: Kinds, decided: pd.Series) -> pd.DataFrame:
    """Return the rows with sales of nothing, or of less, corrected."""
    open_sales = frame["kind"].eq("sale") & ~decided
    for kind, hit, why in (
        (kinds.zero, frame["amount"] == 0, "amount 0"),
        (kinds.negative, frame["amount"] < 0, "negative amount"),
    ):
        corrected = open_sales & hit & (kind != "sale")
        frame = frame.assign(
            kind=frame["kind"].mask(corrected, kind), why=frame["why"].mask(corrected, why)
        )
    return frame


def customers_only(frame: pd.DataFrame, ledger: Ledger) -> pd.DataFrame:
    """Return the sales and returns; voids, no sales and unknown types are dropped by reason."""
    others = frame[~frame["kind"].isin(CUSTOMERS)]
    if others["why"].nunique() > MOST_REASONS:
        frame = frame.assign(why="")
        others = others.assign(why="")
    for kind, why in sorted(set(zip(others["kind"], others["why"], strict=True))):
        same = (frame["kind"] == kind) & (frame["why"] == why)
        name = SHOWN.get(kind, kind) if kind else NOT_NAMED
        frame = ledger.drop(frame, same, f"{name}: {why}" if why else name)
    return frame


def look_over(
    frame: pd.DataFrame, kinds: Kinds, ledger: Ledger, bulk_sizes: Mapping[str, Floats]
) -> None:
    """Enter what is odd about single rows: signs, zero amounts, rare prefixes, huge amounts.

    `bulk_sizes` has the amounts, by kind, of the tickets for which condensed rows stand.
    """
    if "amount" in frame:
        _odd_amounts(frame, ledger, bulk_sizes)
    if "id" in frame:
        _odd_prefixes(frame, kinds, ledger)


def _odd_amounts(frame: pd.DataFrame, ledger: Ledger, bulk_sizes: Mapping[str, Floats]) -> None:
    import pandas as pd

    if "bulk" in frame:
        frame = frame[~frame["bulk"]]
    amount, types = frame["amount"], frame.get("type", frame["kind"]).str.casefold()
    zero = frame[amount == 0]
    ledger.find("zero_amount", f"{many(len(zero), 'row')} of amount 0", zero)
    wrong = frame[(types == "sale") & (amount < 0)]
    ledger.find("sign", f"{many(len(wrong), 'row')} typed as sale with a negative amount", wrong)
    wrong = frame[(types == "return") & (amount > 0)]
    ledger.find("sign", f"{many(len(wrong), 'row')} typed as return with a positive amount", wrong)
    for kind in CUSTOMERS:
        sizes = amount[(frame["kind"] == kind) & (amount != 0)].abs()
        bulk = bulk_sizes.get(kind, np.zeros(0))
        every = pd.concat([sizes, pd.Series(bulk)], ignore_index=True) if len(bulk) else sizes
        fence = _fence(every)
        if bulk.max(initial=0) > fence:
            raise TooCondensedError
        huge = frame.loc[sizes[sizes > fence].sort_values(ascending=False, kind="stable").index]
        ledger.find(
            "amount",
            f"{many(len(huge), kind)} of more than {fence:,.0f}, where the middle one is "
            f"{every.median():,.0f}",
            huge,
        )


def _fence(sizes: pd.Series) -> float:
    """Return the amount beyond which one is odd: three spreads above the upper quarter, in logs."""
    if len(sizes) < LEAST_SIZES:
        return math.inf
    low, high = np.log(sizes.quantile([0.25, 0.75]).to_numpy())
    return float(np.exp(high + FENCE * max(high - low, 0.25)))


def _odd_prefixes(frame: pd.DataFrame, kinds: Kinds, ledger: Ledger) -> None:
    """Enter ids that start with a letter that hardly any other does."""
    first = frame["id"].dropna().str.extract(r"^([A-Za-z]+)", expand=False)
    counts = frame["n"].groupby(first).sum() if "n" in frame else first.value_counts()
    for prefix in sorted(counts[counts <= RARE * ticket_count(frame)].index):
        rows = frame.loc[first.index[first == prefix]]
        if "bulk" in rows and rows["bulk"].any():
            raise TooCondensedError
        handled = any(prefix.startswith(known) for known in kinds.prefixes)
        note = "" if handled else "; kinds.prefixes says what such rows are"
        text = f"{many(len(rows), 'row')} whose id starts with {prefix!r}, typed as "
        types = sorted(set(rows.get("type", rows["kind"]).dropna()))
        ledger.find("prefix", text + ", ".join(types) + note, rows)
