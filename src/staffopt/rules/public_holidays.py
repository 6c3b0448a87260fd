"""The public holidays of a country."""

from __future__ import annotations

from datetime import date
from functools import cache


@cache
def public_holidays(country: str, region: str | None, year: int) -> frozenset[date]:
    """The dates of a year; NotImplementedError for a country or region that is not known."""
    from holidays import country_holidays

    return frozenset(country_holidays(country, subdiv=region, years=year))
