"""Customers of hours that are cut in a store that is open over midnight."""

from __future__ import annotations

from datetime import date, time, timedelta

import pytest

from staffopt.domain.calendar import Horizon
from staffopt.domain.opening import MovedShares, Opening
from staffopt.forecasting.moved_customers import CutDays
from staffopt.forecasting.past import read_past
from staffopt.forecasting.same_slot_average import SameSlotAverage
from staffopt.forecasting.weekday_average import weekday_average

FIRST = date(2011, 1, 3)
WEEK = Horizon(date(2011, 5, 2), 7, "Europe/London", 60)
NIGHTS = dict.fromkeys(range(7), ((time(18), time(2)),))
UNTIL_22, UNTIL_24 = ((time(18), time(22)),), ((time(18), time(0)),)
FROM_22 = ((time(22), time(2)),)


def ten_an_hour(_day, hour):
    """From 18:00 to 02:00."""
    return 10 if hour >= 18 or hour < 2 else 0


@pytest.mark.parametrize("day", [WEEK.dates[0], WEEK.dates[-1]])
@pytest.mark.parametrize(
    ("hours", "each", "after"),
    [(UNTIL_22, 10 + 16 / 4, 0), (UNTIL_24, 10 + 8 / 6, 0), (FROM_22, 10 + 16 / 4, 10 + 16 / 4)],
)
def test_lost_hours_after_midnight_count(make_history, day, hours, each, after):
    """Of 10 an hour 40 % come while it is open that night, before midnight and after it."""
    opening = Opening(NIGHTS, special={day: hours}, moved=MovedShares(0.4))
    history = make_history(FIRST, 105, ten_an_hour)
    mean = SameSlotAverage().forecast(history, "sales", WEEK, opening).mean
    start = 24 * WEEK.dates.index(day)
    assert mean[start : start + 2] == pytest.approx([10] * 2)
    evening = mean[start + 18 : start + 24]
    assert evening[evening > 0] == pytest.approx([each] * int((evening > 0).sum()))
    if day != WEEK.dates[-1]:
        assert mean[start + 24 : start + 26] == pytest.approx([after] * 2)
        assert mean[start + 42 : start + 48] == pytest.approx([10] * 6)


@pytest.mark.parametrize(
    ("hours", "is_open"),
    [(UNTIL_22, lambda hour: 18 <= hour < 22), (FROM_22, lambda hour: hour >= 22 or hour < 2)],
)
def test_nights_teach_and_are_undone(make_history, hours, is_open):
    """Four Wednesday nights lost 40 of 80 and had 20 more, 15 an hour: half, drawn to none.

    Read as they would have been, they have 10 an hour, on Thursday morning, too.
    """
    short = [date(2011, 2, 23) + timedelta(days=14 * k) for k in range(4)]

    def night_of(day, hour):
        return day if hour >= 18 else day - timedelta(days=1)

    history = make_history(
        FIRST,
        105,
        lambda day, hour: (
            15 * is_open(hour) if night_of(day, hour) in short else ten_an_hour(day, hour)
        ),
        lambda day, hour: (
            bool(ten_an_hour(day, hour)) and (is_open(hour) or night_of(day, hour) not in short)
        ),
    )
    opening = Opening(NIGHTS, special=dict.fromkeys(short, hours))
    days = CutDays(
        read_past(history, "sales"), opening, lambda then, some: weekday_average(then, some, 52)[0]
    )
    shares, _ = days.shares()
    assert 0.3 < shares.same_day < 0.55
    assert shares.next_day < 0.1
    counts, known = days.undone(MovedShares(0.5)).on([short[0], short[0] + timedelta(days=1)])
    assert counts[known] == pytest.approx([10] * int(known.sum()))
