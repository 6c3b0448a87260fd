"""Which days the law closes: Poland's formula, year by year, and what the types refuse."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, time, timedelta

import pytest
from pydantic import ValidationError

from staffopt.rules.closed_days import MIDNIGHT, ClosedDays

POLAND = ClosedDays(
    sundays=True,
    holidays_of="PL",
    open_last_sundays=(1, 4, 6, 8),
    open_sundays_before_easter=1,
    open_sundays_before_christmas_eve=3,
    early={"easter-1": time(14)},
)


def _days(year: int) -> Iterator[date]:
    return (date(year, 1, 1) + timedelta(days=k) for k in range(365))


@pytest.mark.parametrize(
    ("year", "sundays"),
    [
        (2026, "01-25 03-29 04-26 06-28 08-30 12-06 12-13 12-20"),
        (2027, "01-31 03-21 04-25 06-27 08-29 12-05 12-12 12-19"),
        (2038, "01-31 04-18 06-27 08-29 12-05 12-12 12-19"),  # 25 April is Easter Sunday
    ],
)
def test_polands_trading_sundays(year: int, sundays: str) -> None:
    """Eight a year, less one that is a holiday."""
    trading = [day for day in _days(year) if day.weekday() == 6 and POLAND.closes(day) is None]
    assert " ".join(f"{day:%m-%d}" for day in trading) == sundays


def test_polands_other_closed_days_of_2026() -> None:
    """Ten holidays on weekdays, Christmas Eve among them; Holy Saturday from 14:00 on."""
    early = {day: POLAND.closes(day) for day in _days(2026)}
    assert [day for day, at in early.items() if at == time(14)] == [date(2026, 4, 4)]
    whole = [d for d in _days(2026) if d.weekday() < 6 and POLAND.closes(d) == MIDNIGHT]
    assert " ".join(f"{day:%m-%d}" for day in whole) == (
        "01-01 01-06 04-06 05-01 06-04 08-15 11-11 12-24 12-25 12-26"
    )


def test_no_day_is_closed_before_the_law_is_in_force() -> None:
    """The first Sunday of February 2025 is the second of the month."""
    rule = ClosedDays(sundays=True, valid_from=date(2025, 2, 1))
    assert rule.closes(date(2025, 1, 26)) is None
    assert rule.closes(date(2025, 2, 2)) == MIDNIGHT


@pytest.mark.parametrize(
    ("settings", "words"),
    [
        ({"holidays_of": "XX"}, "'XX' is none"),
        ({"holidays_of": "DE", "region": "QQ"}, "'DE QQ' is none"),
        ({"days": ["02-29"]}, "a day of every year"),
        ({"early": {"eastern": "14:00"}}, "a day of every year"),
        ({"open_last_sundays": [13]}, "less than or equal to 12"),
    ],
)
def test_unknown_places_and_days_are_refused(settings: dict[str, object], words: str) -> None:
    """In words that say what would do."""
    with pytest.raises(ValidationError, match=words):
        ClosedDays.model_validate(settings)
