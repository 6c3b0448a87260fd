"""Forecasts of weeks with events in them: ten customers an hour, and what events make of them."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, time, timedelta
from typing import Any

import numpy as np
import pytest

from staffopt.domain.calendar import Horizon
from staffopt.domain.events import Event
from staffopt.domain.opening import Opening
from staffopt.forecasting.event_effects import VARY
from staffopt.forecasting.gam import Gam
from staffopt.forecasting.same_slot_average import SameSlotAverage
from staffopt.forecasting.with_events import Asked, forecast_with_events

FIRST = date(2011, 1, 3)
WEEK = Horizon(date(2011, 5, 2), 7, "Europe/London", 60)
ALWAYS = Opening({weekday: ((time(0), time(0)),) for weekday in range(7)})
USUAL = 1000.0


def promotion(day: date, days: int = 1, **other: Any) -> Event:
    """A promotion of some days."""
    plain = Event("Sale", "promotion", day, day + timedelta(days=days - 1))
    return replace(plain, **other)


PAST = tuple(promotion(date(2011, month, 14)) for month in (2, 3, 4))
NEXT = promotion(date(2011, 5, 4))
BETWEEN = 2 * VARY**2 / (2 + 3 - 1)
SHRUNK = 0.09 / (0.09 + BETWEEN / 3)


@pytest.fixture
def history(make_history):
    """USUAL an hour to 17 April, twice that in the promotions of PAST."""
    days = {event.first for event in PAST}
    return make_history(FIRST, 105, lambda day, _hour: USUAL * (2 if day in days else 1))


def means(history, events, forecaster=None, opening=ALWAYS):
    """Expected customers of each day's noon, and the notes."""
    method = forecaster or SameSlotAverage()
    found = forecast_with_events(method, history, Asked("sales", WEEK, opening, tuple(events)))
    return found.mean[12::24], found.notes


@pytest.mark.parametrize("forecaster", [SameSlotAverage(), Gam()])
def test_past_promotions_foretell_the_next(history, forecaster):
    """Three doubled the customers: the next is expected at 2 to the shrunk power, 14 % below 2;

    the Monday of the week is 1000 although two promotions were Mondays.
    """
    noon, (note,) = means(history, (*PAST, NEXT), forecaster)
    assert noon[0] == pytest.approx(USUAL, rel=0.01)
    assert noon[2] == pytest.approx(USUAL * 2**SHRUNK, rel=0.02)
    assert note.startswith("sales: Sale (promotion, 2011-05-04): +")
    assert note.endswith("learnt from 3 past")


def test_what_is_stated_wins(history):
    """A manager's 25 % is taken as it is, and said to be stated."""
    noon, (note,) = means(history, (*PAST, promotion(NEXT.first, effect=0.25)))
    assert noon[2] == pytest.approx(USUAL * 1.25)
    assert note.endswith("+25 %, stated")


def test_a_stated_error_widens_the_days_of_its_event(history):
    """Half as many again, 30 points off at most times: a fifth of them; other days stay."""
    fair = promotion(NEXT.first, effect=0.5, error=0.3)
    sure, found = (
        forecast_with_events(SameSlotAverage(), history, Asked("sales", WEEK, ALWAYS, (*PAST, one)))
        for one in (replace(fair, error=0.0), fair)
    )
    assert (found.mean == sure.mean).all()
    wanted = found.spread.quantile(found.mean[60:61], 0.9, 1.04)
    assert found.quantiles[0.9][60] == wanted[0] > sure.quantiles[0.9][60]
    other = WEEK.slot_day != 2
    assert (found.quantiles[0.9][other] == sure.quantiles[0.9][other]).all()
    assert found.notes[0].endswith("+50 %, error 30, stated")


def test_a_learnt_effect_is_as_unsure_as_its_past(history):
    """Three alike leave a variance of 0.02 between occasions and a third of it, shrunk."""
    asked = Asked("sales", WEEK, ALWAYS, (*PAST, NEXT))
    (doubt,) = forecast_with_events(SameSlotAverage(), history, asked).doubts
    assert doubt.variance == pytest.approx(np.expm1(BETWEEN + SHRUNK * BETWEEN / 3), rel=0.02)
    assert np.flatnonzero(doubt.slots).tolist() == list(range(48, 72))


def test_learnt_promotions_are_off_by_themselves_and_where_they_meet_once(history):
    """Wednesday, and Wednesday to Thursday: the first has Wednesday, the second what is left."""
    longer = promotion(NEXT.first, 2, name="Other")
    asked = Asked("sales", WEEK, ALWAYS, (*PAST, NEXT, longer, promotion(NEXT.first)))
    doubts = forecast_with_events(SameSlotAverage(), history, asked).doubts
    days = [np.unique(WEEK.slot_day[doubt.slots]).tolist() for doubt in doubts]
    assert (days, len({doubt.what for doubt in doubts})) == ([[2], [3]], 2)


def test_events_of_one_name_are_off_by_themselves(history):
    """Morning, evening and the evening said again: three factors."""
    rows = (promotion(NEXT.first, window=(time(k), time(k + 2)), effect=0.5) for k in (9, 17, 17))
    events = tuple(replace(row, error=0.3) for row in rows)
    asked = Asked("sales", WEEK, ALWAYS, events)
    doubts = forecast_with_events(SameSlotAverage(), history, asked).doubts
    assert len({doubt.what for doubt in doubts}) == 3


def test_kinds_multiply_and_one_kind_counts_once(history):
    """A fair of 10 % in the promotion multiplies; a second promotion on the day adds nothing."""
    fair = Event("Fair", "fair", NEXT.first, NEXT.first, effect=0.1)
    alone, together = (
        means(history, (*PAST, *events))[0][2]
        for events in ((NEXT,), (NEXT, promotion(NEXT.first, name="Other"), fair))
    )
    assert together == pytest.approx(1.1 * alone)


def test_a_window_touches_its_hours_only(history):
    """From 11:00 to 13:00 half as many again; before and after as usual; quantiles too."""
    fair = Event("Fair", "fair", NEXT.first, NEXT.first, (time(11), time(13)), effect=0.5)
    found = forecast_with_events(SameSlotAverage(), history, Asked("sales", WEEK, ALWAYS, (fair,)))
    day = 2 * 24
    assert found.mean[day + 10 : day + 14] / USUAL == pytest.approx([1, 1.5, 1.5, 1])
    assert found.quantiles[0.5][day + 11] == pytest.approx(1.5 * USUAL, rel=0.02)


def test_other_drivers_and_other_weeks_are_left_alone(history):
    """An event of the returns, and one in June, change nothing of the sales in May."""
    plain = SameSlotAverage().forecast(history, "sales", WEEK, ALWAYS)
    returns = promotion(NEXT.first, effect=0.5, drivers=("returns",))
    june = Event("Fair", "fair", date(2011, 6, 1), date(2011, 6, 1), effect=0.5)
    noon, notes = means(history, (returns, june))
    assert (noon == plain.mean[12::24]).all()
    assert notes == plain.notes


def test_days_out_of_time_teach_nothing_to_ordinary_ones(make_history):
    """School holidays double four of the last eight Mondays: Monday is still expected at 1000.

    Their own effect is the one of a single past occasion.
    """
    school = promotion(date(2011, 3, 7), 28, kind="school_holiday")
    history = make_history(
        FIRST, 105, lambda day, _hour: USUAL * (2 if school.first <= day <= school.last else 1)
    )
    coming = promotion(date(2011, 5, 2), 2, kind="school_holiday")
    noon, notes = means(history, (school, coming))
    assert noon[0] == pytest.approx(USUAL * 2 ** (9 / 13), rel=0.01)
    assert noon[4] == pytest.approx(USUAL)
    assert "learnt from 1 past" in notes[0]


def test_a_holiday_in_the_school_holidays_is_still_learnt(make_history):
    """Each 10th is a holiday at half the customers, and always in school holidays: `gam` expects

    less than usual on the next one, also where it lies in none.
    """
    holidays = {date(2011, month, 10): "Payday" for month in (2, 3, 4)}
    week = Horizon(date(2011, 5, 9), 7, "Europe/London", 60)
    names = {**holidays, date(2011, 5, 10): "Payday"}
    history = make_history(FIRST, 105, lambda day, _hour: USUAL * (0.5 if day in holidays else 1))
    school = tuple(promotion(day - timedelta(days=2), 5) for day in holidays)
    opening = Opening(ALWAYS.week, holidays=names)
    found = forecast_with_events(Gam(), history, Asked("sales", week, opening, tuple(school)))
    assert found.mean[24 + 12] < 0.65 * USUAL
    assert found.mean[3 * 24 + 12] == pytest.approx(USUAL, rel=0.01)


def test_an_event_without_end_hides_nothing(history):
    """One that covers the whole past would leave no ordinary day: it is said and passed over."""
    ever = promotion(FIRST, 300, kind="loyalty")
    noon, notes = means(history, (ever,))
    assert np.isfinite(noon).all()
    assert noon[4] == pytest.approx(USUAL)
    assert "sales: events cover its past, so only stated effects of events count" in notes
