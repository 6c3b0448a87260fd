"""The average of the last weeks, by hand."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, time

import numpy as np
import pytest

from staffopt.domain.calendar import Horizon
from staffopt.domain.opening import Opening
from staffopt.forecasting.past import known_before
from staffopt.forecasting.same_slot_average import SameSlotAverage

MONDAY = date(2011, 5, 2)
WEEK = Horizon(MONDAY, 7, "Europe/London", 60)


def week_number(day: date, hour: int) -> int:
    """1 in the week of 2 May 2011's eve week, 2 the week before, ..."""
    return (MONDAY - day).days // 7 + ((MONDAY - day).days % 7 > 0)


def at(horizon: Horizon, day: date, hour: int) -> int:
    return horizon.slot(horizon.at(day, time(hour)))


def test_eight_weeks_and_no_ninth(make_history, always_open):
    """Weeks that count 1, 2, ... going back average to 4.5; nine weeks would give 5."""
    history = make_history(date(2011, 1, 3), 119, week_number)
    found = SameSlotAverage().forecast(history, "sales", WEEK, always_open)
    saturday_night = 6 * 24  # a Sunday lacks an hour, see below
    assert found.mean[:saturday_night] == pytest.approx(np.full(saturday_night, 4.5))


def test_an_unknown_slot_is_no_zero(make_history, always_open):
    """Where 10:00 on last Monday is unknown, week 9 takes its place: (2 + ... + 9) / 8 = 5.5."""
    last_monday = date(2011, 4, 25)
    history = make_history(
        date(2011, 1, 3),
        119,
        lambda day, hour: 0 if (day, hour) == (last_monday, 10) else week_number(day, hour),
        lambda day, hour: (day, hour) != (last_monday, 10),
    )
    found = SameSlotAverage().forecast(history, "sales", WEEK, always_open)
    assert found.mean[10] == pytest.approx(5.5)
    assert found.mean[11] == pytest.approx(4.5)


def test_a_holiday_teaches_ordinary_days_nothing(make_history, always_open):
    """Last Monday was Easter Monday: the average of Mondays reaches back to week 9 instead."""
    history = make_history(date(2011, 1, 3), 119, week_number)
    opening = replace(always_open, holidays={date(2011, 4, 25): "Easter Monday"})
    found = SameSlotAverage().forecast(history, "sales", WEEK, opening)
    assert found.mean[0] == pytest.approx(5.5)
    assert found.mean[24] == pytest.approx(4.5)


def test_a_day_closed_by_special_hours_expects_nobody(make_history, always_open):
    """A closed Wednesday has zero customers at every quantile; Thursday is as ever."""
    history = make_history(date(2011, 1, 3), 119, week_number)
    opening = replace(always_open, special={date(2011, 5, 4): ()})
    found = SameSlotAverage().forecast(history, "sales", WEEK, opening)
    assert (found.mean[48:72] == 0).all()
    assert (found.quantiles[0.95][48:72] == 0).all()
    assert found.mean[72] == pytest.approx(4.5)


@pytest.mark.parametrize(
    ("first", "slots"),
    [(date(2011, 3, 21), 167), (date(2011, 10, 24), 169), (date(2011, 4, 4), 168)],
)
def test_clock_changes_move_no_customer(make_history, always_open, first, slots):
    """Counts equal to the hour on the clock stay so, through 23 and 25 hour days on either side."""
    history = make_history(date(2010, 9, 6), 400, lambda _day, hour: hour)
    week = Horizon(first, 7, "Europe/London", 60)
    found = SameSlotAverage().forecast(known_before(history, first), "sales", week, always_open)
    assert week.slots == slots
    assert found.mean == pytest.approx(week.wall_minute // 60)


def test_an_hour_shown_twice_counts_once(make_history, always_open):
    """Six customers in each of the two hours from 01:00 on 31 October are an average of six."""
    history = make_history(date(2010, 10, 18), 21, lambda _day, _hour: 6)
    week = Horizon(date(2010, 11, 8), 7, "Europe/London", 60)
    found = SameSlotAverage(weeks=1).forecast(history, "sales", week, always_open)
    assert found.mean[at(week, date(2010, 11, 14), 1)] == 6


def test_a_weekday_never_seen_open_is_guessed_and_said(make_history, shop_hours):
    """The first open Sunday expects what other days see at the time, and a note says so."""
    history = make_history(
        date(2011, 1, 3), 119, lambda _day, hour: hour, lambda day, _hour: day.weekday() < 6
    )
    opening = Opening({**shop_hours.week, 6: ((time(10), time(12)),)})
    found = SameSlotAverage().forecast(history, "sales", WEEK, opening)
    sunday = date(2011, 5, 8)
    assert found.mean[at(WEEK, sunday, 10)] == pytest.approx(10)
    (note,) = found.notes
    assert note.startswith("sales on 2011-05-08: open at times never seen open on that weekday")


def test_what_a_customer_brings_is_measured(make_history, always_open):
    """Three lines in the history for every sale are an average of three."""
    history = make_history(date(2011, 1, 3), 119, lambda _day, _hour: 2)
    found = SameSlotAverage().forecast(history, "sales", WEEK, always_open)
    assert found.averages == {"lines": 3.0}
