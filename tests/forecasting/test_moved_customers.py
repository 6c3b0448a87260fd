"""Customers of hours that are cut: who comes in the open ones, and who on the day after."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, time, timedelta

import pytest

from staffopt.domain.calendar import Horizon
from staffopt.domain.opening import MovedShares
from staffopt.forecasting.moved_customers import CutDays
from staffopt.forecasting.past import read_past
from staffopt.forecasting.same_slot_average import SameSlotAverage
from staffopt.forecasting.weekday_average import weekday_average

FIRST = date(2011, 1, 3)
WEEK = Horizon(date(2011, 5, 2), 7, "Europe/London", 60)
MONDAY, TUESDAY = WEEK.dates[:2]
EARLY = ((time(9), time(12)),)
USUAL = 10


def _by_day(history, opening, week=WEEK):
    mean = SameSlotAverage().forecast(history, "sales", week, opening).mean
    return mean.reshape(week.days, 24)


def _ten_an_hour(day, hour):
    return USUAL if 9 <= hour < 17 and day.weekday() < 6 else 0


def test_stated_shares_of_the_lost_come_that_day_and_the_next(make_history, shop_hours):
    """Five hours of 10 customers are cut: 40 % of the 50 come in the three open hours, 16.67 an

    hour instead of 10, and 20 % on Tuesday, 80 + 10; nobody comes while the store is closed.
    """
    history = make_history(FIRST, 105, _ten_an_hour)
    moved = replace(shop_hours, special={MONDAY: EARLY}, moved=MovedShares(0.4, 0.2))
    found = _by_day(history, moved)
    assert found[0, 9:12] == pytest.approx([10 + 20 / 3] * 3)
    assert found[0].sum() == pytest.approx(50)
    assert found[1].sum() == pytest.approx(90)
    assert found[2].sum() == pytest.approx(80)


def test_a_late_opening_moves_them_too(make_history, shop_hours):
    """Opening at 14 instead of 9 with a share of 0.3: 15 of 50 more, 45 in three hours."""
    history = make_history(FIRST, 105, _ten_an_hour)
    late = {MONDAY: ((time(14), time(17)),)}
    found = _by_day(history, replace(shop_hours, special=late, moved=MovedShares(0.3)))
    assert found[0].sum() == pytest.approx(45)
    assert (found[0, :14] == 0).all()


def test_hours_cut_on_the_eve_of_the_week_move_into_it(make_history, shop_hours):
    """Saturday closes at 12: a tenth of its 50 lost customers come on Sunday, open for once."""
    opening = replace(
        shop_hours,
        week={**shop_hours.week, 6: ((time(9), time(17)),)},
        special={date(2011, 5, 7): EARLY},
        moved=MovedShares(0.0, 0.1),
    )
    history = make_history(FIRST, 105, lambda _day, hour: USUAL if 9 <= hour < 17 else 0)
    sunday = Horizon(date(2011, 5, 8), 1, "Europe/London", 60)
    assert _by_day(history, opening, sunday).sum() == pytest.approx(85)


def test_without_a_setting_it_is_learnt_from_past_closings(make_history, shop_hours):
    """On four Wednesdays that closed at 12, 40 came in each open hour instead of 20: 60 of the 100

    who were lost. The share is drawn to none as the belief of 0 ± 0.3 asks; one of four says less.
    """
    closings = [date(2011, 2, 23), date(2011, 3, 9), date(2011, 3, 23), date(2011, 4, 6)]

    def learnt(some):
        def rule(day, hour):
            if day in some:
                return 40 if 9 <= hour < 12 else 0
            return 20 if 9 <= hour < 17 and day.weekday() < 6 else 0

        history = make_history(
            FIRST, 105, rule, lambda day, hour: day not in some or 9 <= hour < 12
        )
        special = dict.fromkeys([*some, MONDAY], EARLY)
        demand = SameSlotAverage().forecast(
            history, "sales", WEEK, replace(shop_hours, special=special)
        )
        assert any(f"learnt from {len(some)} past" in note for note in demand.notes)
        return (demand.mean[:24].sum() - 60) / 100

    assert 0.5 < learnt(closings) < 0.6
    assert 0.4 < learnt(closings[:1]) < learnt(closings)


def test_closings_on_holidays_teach_nothing(make_history, shop_hours):
    """A holiday that closed early was busy for being a holiday: no share is learnt of it."""
    past = date(2011, 4, 6)
    history = make_history(
        FIRST,
        105,
        lambda day, hour: 90 if day == past else _ten_an_hour(day, hour),
        lambda day, hour: day != past or 9 <= hour < 12,
    )
    opening = replace(shop_hours, special={past: EARLY, MONDAY: EARLY}, holidays={past: "Fair day"})
    demand = SameSlotAverage().forecast(history, "sales", WEEK, opening)
    assert demand.mean[:24].sum() == pytest.approx(30)
    assert any("no past one to learn from" in note for note in demand.notes)


def test_later_holidays_leave_the_one_closing_that_teaches(make_history, shop_hours):
    """A Wednesday closed at 12, and then 23 holidays did, each apart from the others."""
    holidays = {date(2011, 2, 5) + timedelta(days=3 * k): "Fair day" for k in range(27)}
    cut = {date(2011, 2, 2), *holidays}
    history = make_history(
        FIRST, 119, _ten_an_hour, lambda day, hour: day not in cut or 9 <= hour < 12
    )
    opening = replace(shop_hours, special=dict.fromkeys(cut, EARLY), holidays=holidays)
    assert _cut_days(history, opening).shares()[1] == "learnt from 1 past"


def test_who_moved_in_the_past_is_no_sign_of_more_customers(make_history, shop_hours):
    """The last three Tuesdays closed at 12 and had 80 instead of 30 customers until then, since all

    who were lost came: a Tuesday with usual hours is expected with 10 an hour again.
    """
    short = [date.fromordinal(TUESDAY.toordinal() - 14 - 7 * k) for k in range(3)]
    history = make_history(
        FIRST,
        105,
        lambda day, hour: 80 / 3 if day in short and 9 <= hour < 12 else _ten_an_hour(day, hour),
        lambda day, hour: day not in short or 9 <= hour < 12,
    )
    special = dict.fromkeys(short, EARLY)
    counted = replace(shop_hours, special=special, moved=MovedShares(1.0))
    found, naive = (_by_day(history, o) for o in (counted, replace(counted, moved=MovedShares())))
    assert found[1, 9:12] == pytest.approx([10] * 3, rel=0.25)
    assert naive[1, 9:12].sum() > 1.3 * found[1, 9:12].sum()


def _cut_days(history, opening):
    past = read_past(history, "sales")
    return CutDays(past, opening, lambda then, days: weekday_average(then, days, 52)[0])


def _half_come_after(days):
    """Twenty an hour; half of the 100 whom a closing loses come on the next day."""

    def rule(day, hour):
        if not 9 <= hour < (12 if day in days else 17) or day.weekday() == 6:
            return 0
        return 20 + (50 / 8 if day - timedelta(days=1) in days else 0)

    return rule


def test_a_closing_before_a_closed_day_says_nothing_of_the_next_day(make_history, shop_hours):
    """Four Wednesdays closed at 12, and half of the lost came on Thursday: a Saturday that closed

    early as well changes nothing of that, and alone teaches no share of the next day.
    """
    closings = [date(2011, 2, 23), date(2011, 3, 9), date(2011, 3, 23), date(2011, 4, 6)]
    saturday = date(2011, 3, 19)

    def learnt(some, sundays_known=True):
        def known(day, hour):
            return (sundays_known or day.weekday() < 6) and (day not in some or 9 <= hour < 12)

        history = make_history(FIRST, 105, _half_come_after(some), known)
        opening = replace(shop_hours, special=dict.fromkeys(some, EARLY))
        return _cut_days(history, opening).shares()[0].next_day

    assert learnt(closings) > 0.35
    for sundays_known in (True, False):
        assert learnt([*closings, saturday], sundays_known) == pytest.approx(learnt(closings), 0.01)
        assert learnt([saturday], sundays_known) == 0


@pytest.mark.parametrize(("same_day", "next_day"), [(0.5, 0.0), (0.0, 0.5), (0.4, 0.3)])
def test_closings_day_after_day_teach_each_share_its_own(
    make_history, shop_hours, same_day, next_day
):
    """Wednesday and Thursday closed at 12 in four weeks, of 100 an hour 500 were lost each day.

    Who came on the same day and who on the next are told apart: Thursday's 500 * (same + next) more
    are not all of its own, nor are they all Wednesday's.
    """
    wednesdays = [date(2011, 2, 23) + timedelta(days=14 * k) for k in range(4)]
    cut = {day + timedelta(days=k) for day in wednesdays for k in (0, 1)}

    def rule(day, hour):
        hours = 3 if day in cut else 8
        if not 9 <= hour < 9 + hours or day.weekday() == 6:
            return 0
        own, eve = (500 * (there in cut) for there in (day, day - timedelta(days=1)))
        return 100 + (same_day * own + next_day * eve) / hours

    history = make_history(FIRST, 105, rule, lambda day, hour: day not in cut or 9 <= hour < 12)
    shares, why = _cut_days(
        history, replace(shop_hours, special=dict.fromkeys(cut, EARLY))
    ).shares()
    assert (shares.same_day, shares.next_day) == pytest.approx((same_day, next_day), abs=0.05)
    assert why == "learnt from 8 past"


def test_two_closings_in_a_row_are_undone_once_each(make_history, shop_hours):
    """Wednesday and Thursday closed at 12, and 40 % of each day's 50 lost came before: both have

    10 an hour again.
    """
    both = (date(2011, 2, 23), date(2011, 2, 24))
    history = make_history(
        FIRST,
        105,
        lambda day, hour: 50 / 3 if day in both and 9 <= hour < 12 else _ten_an_hour(day, hour),
        lambda day, hour: day not in both or 9 <= hour < 12,
    )
    days = _cut_days(history, replace(shop_hours, special=dict.fromkeys(both, EARLY)))
    counts, known = days.undone(MovedShares(0.4)).on(both)
    assert counts[known] == pytest.approx([10] * 6)


def test_friday_is_expected_the_same_whether_or_not_monday_closes_early(make_history, shop_hours):
    """What the past's closings teach is undone in the past of any week."""
    closings = [WEEK.first - timedelta(days=3 + 7 * k) for k in range(4)]
    history = make_history(
        FIRST,
        105,
        lambda day, hour: 80 / 3 if day in closings and 9 <= hour < 12 else _ten_an_hour(day, hour),
        lambda day, hour: day not in closings or 9 <= hour < 12,
    )
    usual = replace(shop_hours, special=dict.fromkeys(closings, EARLY))
    cut = replace(usual, special={**usual.special, MONDAY: EARLY})
    found, expected = (_by_day(history, opening)[4] for opening in (usual, cut))
    assert found == pytest.approx(expected)


def test_who_moved_in_the_past_is_no_sign_of_unsteady_days(make_history, shop_hours):
    """Eight Wednesdays closed at 12 and all who were lost came before: 80 in three hours.

    Read as they would have been, days differ by nothing; as they were counted, whole days do.
    """
    short = [WEEK.first - timedelta(days=5 + 7 * k) for k in range(8)]
    history = make_history(
        FIRST,
        119,
        lambda day, hour: 80 / 3 if day in short and 9 <= hour < 12 else _ten_an_hour(day, hour),
        lambda day, hour: day not in short or 9 <= hour < 12,
    )
    counted = replace(shop_hours, special=dict.fromkeys(short, EARLY), moved=MovedShares(1.0))
    method = SameSlotAverage()
    found, naive = (
        method.forecast(history, "sales", WEEK, opening).spread
        for opening in (counted, replace(counted, moved=MovedShares()))
    )
    assert naive.day > 0.01
    assert found.day == pytest.approx(0.0, abs=1e-9)
