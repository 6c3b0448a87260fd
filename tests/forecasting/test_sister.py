"""A young store as its sister, by hand: she has 100 customers an hour, 200 on Saturdays."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import numpy as np
import pytest

from staffopt.domain.calendar import Horizon
from staffopt.domain.demand import Counts
from staffopt.domain.events import Event
from staffopt.errors import DataError
from staffopt.forecasting.same_slot_average import SameSlotAverage
from staffopt.forecasting.sister import Sister, forecast_as_sister, known_days
from staffopt.forecasting.with_events import Asked

WEEK = Horizon(date(2011, 5, 2), 7, "Europe/London", 60)
NOTHING = Counts(Horizon(date(2011, 4, 18), 0, "Europe/London", 60), {}, np.zeros(0, bool))
METHOD = SameSlotAverage()


@pytest.fixture
def sister(make_history):
    """Her history to 17 April."""
    rule = make_history(
        date(2011, 1, 3), 105, lambda day, _hour: 200 if day.weekday() == 5 else 100
    )
    return Sister("Old Street", rule)


def noons(demand):
    """Expected customers at noon of each day."""
    return demand.mean[12::24]


def test_a_stated_level_needs_no_day_of_its_own(sister, always_open):
    """Half her customers, Saturday twice as many; what an average one brings is hers."""
    stated = replace(sister, level=0.5)
    found = forecast_as_sister(METHOD, NOTHING, stated, Asked("sales", WEEK, always_open))
    assert noons(found) == pytest.approx([50] * 5 + [100, 50])
    assert found.averages == {"lines": 3.0}
    assert found.notes == ("sales: as its sister Old Street times 0.5 (stated)",)


def test_ten_days_of_its_own_tell_the_level(sister, make_history, always_open):
    """30 where she had 100, 60 on two Saturdays: 8,640 customers of ours to 28,800 of hers are 0.3,

    and chance makes that uncertain by 0.3 x sqrt(1 / 8640 + 1 / 28800) = 0.0037.
    """
    own = make_history(date(2011, 4, 8), 10, lambda day, _hour: 60 if day.weekday() == 5 else 30)
    found = forecast_as_sister(METHOD, own, sister, Asked("sales", WEEK, always_open))
    assert noons(found) == pytest.approx([30] * 5 + [60, 30])
    (note,) = found.notes
    assert note.endswith("times 0.3 (standard error 0.0037, from 10 days of its own)")
    stated = forecast_as_sister(
        METHOD, own, replace(sister, level=0.3), Asked("sales", WEEK, always_open)
    )
    assert found.spread.day - stated.spread.day == pytest.approx(1 / 8640 + 1 / 28800)
    assert found.spread.week - stated.spread.week == pytest.approx(1 / 8640 + 1 / 28800)


def test_only_hours_known_of_both_tell_the_level(sister, make_history, always_open):
    """Ours opens at 12: its mornings, unknown and without customers, make it no smaller."""
    own = make_history(date(2011, 4, 4), 10, lambda _day, _hour: 40, lambda _day, hour: hour >= 12)
    saturday = date(2011, 4, 9)
    known = np.array([day != saturday for day in own.horizon.dates])[own.horizon.slot_day]
    own = replace(own, known=own.known & known)
    found = forecast_as_sister(METHOD, own, sister, Asked("sales", WEEK, always_open))
    assert noons(found)[0] == pytest.approx(40)


def test_none_so_far_is_not_never(sister, make_history, always_open):
    """Ten days without a customer of ours are half a one, however many were hers."""
    own = make_history(date(2011, 4, 4), 10, lambda _day, _hour: 0)
    found = forecast_as_sister(METHOD, own, sister, Asked("sales", WEEK, always_open))
    assert 0 < noons(found)[0] < 1
    assert np.isfinite(found.quantiles[0.9]).all()


def test_neither_days_nor_a_level_is_said(sister, make_history, always_open):
    """Six days are too few to tell, and none is."""
    six = make_history(date(2011, 4, 11), 6, lambda _day, _hour: 40)
    for own, days in ((six, 6), (NOTHING, 0)):
        with pytest.raises(DataError, match=f"{days} days known of it and of its sister"):
            forecast_as_sister(METHOD, own, sister, Asked("sales", WEEK, always_open))


def test_her_past_events_teach_and_ours_come(sister, always_open):
    """Her promotion of 12 April tells what ours of 4 May will do; hers of 5 May is not ours."""
    days = [date(2011, month, 12) for month in (2, 3, 4)]
    at = np.array([day in days for day in sister.counts.horizon.dates])
    busy = sister.counts.series["sales"] * np.where(at[sister.counts.horizon.slot_day], 3.0, 1.0)
    hers = (*days, date(2011, 5, 5))
    theirs = replace(
        sister,
        counts=replace(sister.counts, series={"sales": busy}),
        events=tuple(Event("Sale", "sale", day, day) for day in hers),
        level=1.0,
    )
    ours = Event("Opening sale", "sale", date(2011, 5, 4), date(2011, 5, 4))
    found = forecast_as_sister(METHOD, NOTHING, theirs, Asked("sales", WEEK, always_open, (ours,)))
    assert noons(found)[[0, 3]] == pytest.approx([100, 100])
    assert noons(found)[2] > 200
    assert "learnt from 3 past" in found.notes[-1]


def test_days_of_its_own(make_history):
    """From the first to the last known one before the week; none for a driver never counted."""
    own = make_history(date(2011, 4, 25), 20, lambda _day, _hour: 1)
    assert known_days(own, "sales", WEEK) == 7
    assert known_days(own, "returns", WEEK) == 0
