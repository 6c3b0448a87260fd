"""Money as people and scripts read it; inside it is hundredths of the currency."""

from __future__ import annotations


def money(hundredths: int) -> str:
    """Return `12,345.67`."""
    return f"{hundredths / 100:,.2f}"


def amount(hundredths: int) -> float:
    """Return the number with two decimals that JSON and tables carry."""
    return round(hundredths / 100, 2)
