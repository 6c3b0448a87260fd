"""Days on which the store closes early: what is cut, and what is learnt of them."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, time

import pytest

from staffopt.domain.calendar import Horizon
from staffopt.forecasting.ets_profile import EtsProfile
from staffopt.forecasting.gam import Gam
from staffopt.forecasting.same_slot_average import SameSlotAverage

WEEK = Horizon(date(2011, 5, 2), 7, "Europe/London", 60)
MAY_DAY, LAST_YEAR = date(2011, 5, 2), date(2010, 5, 3)
METHODS = [SameSlotAverage(), Gam(), EtsProfile()]


@pytest.mark.parametrize("method", METHODS)
def test_closed_hours_are_cut_and_open_ones_stay(method, make_history, shop_hours):
    """Closing at 12 instead of 17: nobody from 12 on, before that as on any Monday."""
    history = make_history(date(2011, 1, 3), 105, lambda _day, hour: 10 + hour)
    early = replace(shop_hours, special={MAY_DAY: ((time(9), time(12)),)})
    usual, cut = (method.forecast(history, "sales", WEEK, o).mean for o in (shop_hours, early))
    assert cut[9:12] == pytest.approx(usual[9:12])
    assert usual[12:17].min() > 20
    assert (cut[12:24] == 0).all()
    assert cut[24:] == pytest.approx(usual[24:])


@pytest.mark.parametrize("method", METHODS)
def test_an_early_closing_in_the_past_is_no_lack_of_customers(method, make_history, shop_hours):
    """On one Monday nothing is known after 12: the next ones expect as many as ever."""
    short = date(2011, 4, 11)
    history = make_history(
        date(2011, 1, 3),
        105,
        lambda day, hour: 0 if day == short and hour >= 12 else 30,
        lambda day, hour: not (day == short and hour >= 12),
    )
    found = method.forecast(history, "sales", WEEK, shop_hours)
    assert found.mean[9:17] == pytest.approx([30] * 8, rel=0.01)


@pytest.mark.parametrize(("share", "least", "most"), [(1.0, 0.95, 1.05), (1.5, 1.35, 1.5)])
def test_a_holiday_that_closed_early_is_remembered_by_its_open_hours(
    make_history, shop_hours, share, least, most
):
    """Last May Day closed at 12 with so many times the customers of its three hours: so they are

    expected again, four fifths of it; of the hours it was closed it says no less.
    """
    history = make_history(
        date(2010, 2, 1),
        440,
        lambda day, hour: (
            200 * (share if day == LAST_YEAR else 1.0) * (hour < 12 or day != LAST_YEAR)
        ),
        lambda day, hour: 9 <= hour < (12 if day == LAST_YEAR else 17),
    )
    names = {MAY_DAY: "May Day", LAST_YEAR: "May Day"}
    early = replace(shop_hours, holidays=names, special={MAY_DAY: ((time(9), time(12)),)})
    long = replace(shop_hours, holidays=names)
    short, whole = (
        Gam().forecast(history, "sales", WEEK, o).mean[9:17] / 200 for o in (early, long)
    )
    assert (short[:3] > least).all()
    assert (short[:3] < most).all()
    assert (short[3:] == 0).all()
    assert (whole > least).all()
