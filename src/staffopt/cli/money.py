"""Money as people and scripts read it; inside it is hundredths of the currency."""

from __future__ import annotations


def money(hundredths: int) -> str:
    """Return `12,345.67`."""
    sign = "-" if hundredths < 0 else ""
    whole, rest = divmod(abs(hundredths), 100)
    return f"{sign}{whole:,}.{rest:02d}"


def amount(hundredths: int) -> float:
    """Return the number with two decimals that JSON carries."""
    return round(hundredths / 100, 2)
