"""What each event leaves open, in a cell of a demand file: `fair=0.3; sale=0.1`."""

from __future__ import annotations

import math
from collections.abc import Iterable

from staffopt.domain.doubt import MOST_ERROR, Doubt

ESCAPED = (("%", "%25"), (";", "%3B"), ("\n", "%0A"), ("\r", "%0D"))
WANTED = f"what is shared and how far off it is, up to {MOST_ERROR:g}, as fair=0.3; sale=0.1"


def event_cell(doubts: Iterable[Doubt], slot: int) -> str:
    """The doubts that a slot is in, with the square root of their variance."""
    said = (
        f"{_escaped(doubt.what)}={min(math.sqrt(doubt.variance), MOST_ERROR):.6g}"
        for doubt in doubts
        if doubt.slots[slot]
    )
    return "; ".join(said)


def events_of_cell(cell: str) -> tuple[tuple[str, float], ...]:
    """What is shared and its error, as a cell has them; a ValueError says what would do."""
    return tuple(_event(part) for part in cell.split(";") if part.strip())


def _event(part: str) -> tuple[str, float]:
    what, _, error = part.rpartition("=")
    try:
        share = float(error)
    except ValueError:
        raise ValueError(WANTED) from None
    if not what.strip() or not 0 < share <= MOST_ERROR:
        raise ValueError(WANTED)
    return _plain(what.strip()), share


def _escaped(what: str) -> str:
    """The words without the marks that part a cell."""
    for mark, code in ESCAPED:
        what = what.replace(mark, code)
    return what


def _plain(what: str) -> str:
    """The words that were escaped."""
    for mark, code in reversed(ESCAPED):
        what = what.replace(code, mark)
    return what
