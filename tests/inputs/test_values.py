"""Values as people write them: amounts, times, weekdays, names."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime, time

import pytest

from staffopt.domain.wall_time import wall_time
from staffopt.inputs import values


@pytest.mark.parametrize(
    ("read", "text", "value"),
    [
        (values.money, "11.50", 1150),
        (values.money, 8.1, 810),
        (values.money, "1e2", 10_000),
        (wall_time, "7:05", time(7, 5)),
        (wall_time, "24:00", time(0)),
        (values.weekday, "Sunday", 6),
        (values.date_or_weekday, "2026-03-02", date(2026, 3, 2)),
        (values.date_or_weekday, "tue", 1),
        (values.date_or_moment, "2026-03-02T09:30", datetime(2026, 3, 2, 9, 30)),
        (values.names, "floor; cashier", ("floor", "cashier")),
        (values.truth, "Yes", True),
    ],
)
def test_it_is_read(read: Callable[[object], object], text: object, value: object):
    """Money becomes hundredths, 24:00 midnight, a list of names a tuple."""
    assert read(text) == value


@pytest.mark.parametrize(
    ("read", "text"),
    [
        (values.money, "11.505"),
        (values.money, "nan"),
        (values.money, "1e99"),
        (values.money, "-0.01"),
        (wall_time, "24:01"),
        (wall_time, "9"),
        (values.weekday, "3"),
        (values.hours, "09:00-12:00-13:00"),
        (values.names, "floor;;cashier"),
        (values.names, "floor;floor"),
        (values.truth, "1"),
        (values.iso_date, "02.03.2026"),
    ],
)
def test_it_is_refused(read: Callable[[object], object], text: str):
    """What could be read in two ways, or not at all, is no value."""
    with pytest.raises(ValueError, match=r"^[a-z]"):
        read(text)
