"""Closed, missing, an outage or cut off: which hours without a ticket are believed."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date, datetime, time, timedelta
from typing import Any

import numpy as np

from staffopt.domain.calendar import Horizon
from staffopt.domain.opening import Opening
from staffopt.inputs.transactions import Sales

Read = Callable[..., Sales]

FIRST = date(2024, 4, 1)
SHOP = Opening({day: ((time(8), time(20)),) for day in range(6)})


def steady(days: int, skip: Callable[[datetime], bool]) -> Iterator[str]:
    """One sale every five minutes from 8 to 20, Monday to Saturday, but for what is skipped."""
    for day in range(days):
        for tick in range(144):
            moment = datetime.combine(FIRST, time(8)) + timedelta(days=day, minutes=5 * tick)
            if moment.weekday() != 6 and not skip(moment):
                yield f"{moment:%Y-%m-%d %H:%M},{moment:%m%d%H%M},sale,5,a"


def known_on(sales: Sales, day: date) -> float:
    """How many hours of a date are trusted."""
    horizon: Horizon = sales.counts.horizon
    on = horizon.slot_day == (day - horizon.first).days
    return float(sales.counts.known[on].sum() * horizon.slot_minutes / 60)


def history(read: Read, skip: Callable[[datetime], bool], **changes: Any) -> Sales:
    """Six weeks of the steady shop."""
    return read(*steady(42, skip), **({"opening": SHOP} | changes))


def test_a_whole_history_is_trusted_in_open_hours(read: Read):
    """Six weeks of six days of twelve hours; Sundays are closed; nothing is found missing."""
    sales = history(read, lambda _: False)
    assert sales.counts.known.sum() == 6 * 6 * 12 * 4
    assert {day.weekday() for day in sales.counts.closed} == {6}
    assert sales.quality.whole_weeks == 5  # it ends on Saturday: the closed Sunday has no row
    assert not {"missing_day", "hole", "cut", "late_start"} & {
        f.code for f in sales.quality.findings
    }


def test_a_day_without_tickets_is_missing_closed_or_a_holiday(read: Read):
    """16 April empty: missing unless it is named as closed or is a public holiday."""
    empty = date(2024, 4, 16)

    def skip(t: datetime) -> bool:
        return t.date() == empty

    missing = history(read, skip)
    assert missing.quality.missing == {empty}
    assert empty not in missing.counts.closed
    assert "16 Apr 2024" in str(missing.quality.found("missing_day"))
    for changes in (
        {"closed": [str(empty)]},
        {"opening": replace(SHOP, holidays={empty: "Feast"})},
        {"opening": replace(SHOP, special={empty: ()})},
    ):
        closed = history(read, skip, **changes)
        assert not closed.quality.missing
        assert empty in closed.counts.closed
        assert known_on(closed, empty) == 0
    assert known_on(missing, empty) == 0


def test_tickets_on_a_closed_day_are_counted_and_not_trusted(read: Read):
    """The calendar says closed on 16 April, yet 144 tickets were rung up."""
    odd = date(2024, 4, 16)
    sales = history(read, lambda _: False, opening=replace(SHOP, special={odd: ()}))
    assert "144 customers on 1 closed day" in str(sales.quality.found("closed_day_sold"))
    assert known_on(sales, odd) == 0
    assert odd not in sales.counts.closed
    assert sales.counts.series["sales"].sum() == 36 * 144


BAR = Opening({day: ((time(18), time(2)),) for day in range(6)})


def nights(skip: Callable[[date], bool] = lambda _: False) -> Iterator[str]:
    """One sale every five minutes from 18 to 2, from Monday to Saturday, but for nights skipped."""
    for day in range(42):
        for tick in range(96):
            moment = datetime.combine(FIRST, time(18)) + timedelta(days=day, minutes=5 * tick)
            if day % 7 != 6 and not skip(FIRST + timedelta(days=day)):
                yield f"{moment:%Y-%m-%d %H:%M},{moment:%m%d%H%M},sale,5,a"


def test_a_night_that_runs_into_a_closed_weekday_is_trusted(read: Read):
    """Saturdays until 02:00, Sundays closed: two hours of each Sunday are open and known, not sold
    on a closed day."""
    sales = read(*nights(), opening=BAR)
    assert known_on(sales, date(2024, 4, 21)) == 2
    assert known_on(sales, date(2024, 4, 22)) == 6
    assert sales.counts.known.sum() == 36 * 8 * 4
    assert not {"closed_day_sold", "outside_hours", "missing_day"} & {
        f.code for f in sales.quality.findings
    }


def test_a_night_named_as_closed_is_not_trusted_after_midnight(read: Read):
    """Closed on Saturday 20 April: nobody on Sunday before 02:00 is no news, and no missing day."""
    saturday = date(2024, 4, 20)
    rows = list(nights(lambda day: day == saturday))
    sales = read(*rows, opening=BAR, closed=[str(saturday)])
    assert known_on(sales, date(2024, 4, 21)) == 0
    assert not sales.quality.missing
    assert read(*rows, opening=BAR).quality.missing == {date(2024, 4, 21)}


def test_a_gap_is_an_outage_from_so_many_expected_tickets(read: Read):
    """Twelve tickets an hour: an hour and a half (18 due) is an outage at 12, not at 30; no gap
    of half an hour is."""

    def gap(minutes: int) -> Callable[[datetime], bool]:
        start = datetime(2024, 5, 7, 13)
        return lambda t: start <= t < start + timedelta(minutes=minutes)

    day = date(2024, 5, 7)
    assert known_on(history(read, gap(90)), day) == 10.5
    assert known_on(history(read, gap(90), outage_tickets=30), day) == 12
    assert known_on(history(read, gap(30)), day) == 12
    told = str(history(read, gap(90)).quality.found("hole"))
    assert "7 May 2024 13:00 to 14:30 (18 due)" in told


def test_a_slow_day_has_longer_gaps(read: Read):
    """On a day at a third of its usual level, 6 customers are due in 90 minutes, not 18."""
    day = date(2024, 5, 7)

    def slow(t: datetime) -> bool:
        empty = time(13) <= t.time() < time(14, 30)
        return t.date() == day and (empty or t.minute % 15 != 0)

    assert known_on(history(read, slow), day) == 12
    assert known_on(history(read, slow, outage_tickets=5), day) == 10.5


def test_the_ends_may_be_cut(read: Read):
    """Data from 1 April 11:02 to 11 May 15:40: neither the hours before nor after are trusted."""
    first, last = datetime(2024, 4, 1, 11, 2), datetime(2024, 5, 11, 15, 40)
    sales = history(read, lambda t: not first <= t <= last)
    assert "11 May 2024 15:40" in str(sales.quality.found("cut"))
    assert "1 Apr 2024 11:05" in str(sales.quality.found("late_start"))
    assert known_on(sales, date(2024, 5, 11)) == 7.5
    assert known_on(sales, date(2024, 4, 1)) == 8.75


def test_what_is_known_of_april_does_not_depend_on_may(read: Read):
    """Rows from 6 May on are tripled or moved; what is known and counted before stays the same."""

    def gap(t: datetime) -> bool:
        return t.date() == date(2024, 4, 16) or (t.date() == date(2024, 4, 30) and t.hour == 13)

    rows = list(steady(42, gap))
    later = [row.replace(",sale", "x,sale") for row in rows if row >= "2024-05-06"]
    moved = [row.replace(" 1", " 2", 1) for row in later if row[11:13] in {"10", "11", "12"}]
    told, altered = (read(*some, opening=SHOP).counts for some in (rows, rows + later + moved))
    until = told.horizon.day_starts[35]
    assert not told.known[:until].all()
    np.testing.assert_array_equal(told.known[:until], altered.known[:until])
    np.testing.assert_array_equal(told.series["sales"][:until], altered.series["sales"][:until])
