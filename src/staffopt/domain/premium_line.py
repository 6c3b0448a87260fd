"""What a rule owes on top of wages, to all people together."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class PremiumLine:
    """What one rule's claims come to, on one day or (None) on all; money in hundredths."""

    day: date | None
    rule: str
    citation: str
    times: int
    amount: int
