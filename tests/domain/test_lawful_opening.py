"""Opening hours within the law."""

from __future__ import annotations

from datetime import date, time

import pytest

from staffopt.domain.lawful_opening import within_law
from staffopt.domain.opening import Hours, Opening

SUNDAY = date(2026, 6, 7)
SATURDAY, MONDAY = date(2026, 6, 6), date(2026, 6, 8)
DAYS = (SATURDAY, SUNDAY, MONDAY)
EVENING = ((time(8), time(12)), (time(14), time(22)))
NIGHT = ((time(22), time(6)),)


def _closed_sunday(day: date) -> time | None:
    return time(0) if day == SUNDAY else None


def _early_saturday(day: date) -> time | None:
    return time(15) if day == SATURDAY else None


@pytest.mark.parametrize(
    ("hours", "saturday", "sunday"),
    [
        (EVENING, EVENING, ()),
        (NIGHT, ((time(22), time(0)),), ()),  # the night into Sunday ends at midnight
    ],
)
def test_a_closed_day_has_no_hours(hours: Hours, saturday: Hours, sunday: Hours) -> None:
    """Whatever the week says, or the store for that date; Monday stays as it is."""
    special = {SUNDAY: hours}
    found = within_law(
        Opening(dict.fromkeys(range(7), hours), special), "ban", _closed_sunday, DAYS
    )
    assert [found.hours(day) for day in DAYS] == [saturday, sunday, hours]
    assert found.by_law[SUNDAY] == "ban"
    assert MONDAY not in found.by_law


def test_an_early_close_cuts_the_day() -> None:
    """At 15:00: the morning is whole, the afternoon an hour, a night has not begun."""
    opening = Opening({5: (*EVENING, *NIGHT), 6: EVENING})
    found = within_law(opening, "ban", _early_saturday, DAYS)
    assert found.hours(SATURDAY) == ((time(8), time(12)), (time(14), time(15)))
    assert found.hours(SUNDAY) == EVENING
    round_the_clock = Opening({5: ((time(0), time(0)),)})
    assert within_law(round_the_clock, "ban", _early_saturday, DAYS).hours(SATURDAY) == (
        (time(0), time(15)),
    )
