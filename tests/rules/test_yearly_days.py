"""Days of every year."""

from __future__ import annotations

from datetime import date

import pytest

from staffopt.rules.yearly_days import date_in, easter


@pytest.mark.parametrize(
    "sunday",
    [date(1961, 4, 2), date(2008, 3, 23), date(2026, 4, 5), date(2027, 3, 28), date(2038, 4, 25)],
)
def test_easter(sunday: date) -> None:
    """An early one, a late one, and the years that the cases use."""
    assert easter(sunday.year) == sunday


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("12-24", date(2026, 12, 24)),
        ("easter-1", date(2026, 4, 4)),
        ("easter+60", date(2026, 6, 4)),
        ("labor-day", date(2026, 9, 7)),
        ("labor-day-1", date(2026, 9, 6)),
    ],
)
def test_dates_of_a_year(text: str, expected: date) -> None:
    """A date, days around Easter, and the first Monday of September with the day before."""
    assert date_in(text, 2026) == expected
