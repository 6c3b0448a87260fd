"""Numbers as the page shows them: whole units of money, signs that are seen."""

from __future__ import annotations


def whole(cents: int) -> str:
    """Return money in whole units, thousands apart."""
    units = (abs(cents) + 50) // 100
    sign = "\u2212" if cents < 0 and units else ""
    return sign + f"{units:,}".replace(",", "\u202f")


def signed(cents: int) -> str:
    """Return a difference, its sign also where it is positive."""
    text = whole(cents)
    return f"+{text}" if cents >= 50 else text


def share(value: float | None) -> str:
    """Return a share in percent, nothing where it is not known."""
    return "" if value is None else f"{100 * value:.1f}\u202f%"


def duration(seconds: float | None) -> str:
    """Return a wait as `45 s` or `2:05 min`."""
    if seconds is None:
        return ""
    if seconds < 100:
        return f"{seconds:.0f}\u00a0s"
    minutes, rest = divmod(round(seconds), 60)
    return f"{minutes}:{rest:02d}\u00a0min"
