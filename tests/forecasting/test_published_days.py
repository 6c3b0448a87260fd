"""What is published of days around holidays, in a store's forecast, by hand."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, time, timedelta
from math import expm1, log

import numpy as np
import pytest
from numpy.typing import NDArray

from staffopt.domain.calendar import Horizon
from staffopt.domain.demand import DriverDemand
from staffopt.domain.holidays import Holidays, PublishedEffect
from staffopt.forecasting.ets_profile import EtsProfile
from staffopt.forecasting.gam import Gam
from staffopt.forecasting.holiday_doubts import days_from
from staffopt.forecasting.holiday_effects import is_usual, kind_of, learn_effects
from staffopt.forecasting.published_days import published_logs, usual_week, variance_of
from staffopt.forecasting.same_slot_average import SameSlotAverage

FEAST = date(2011, 5, 5)
TUESDAY = FEAST - timedelta(days=2)
WEEK = Horizon(date(2011, 5, 2), 7, "UTC", 60)
FIRST = date(2011, 1, 3)
TWICE = PublishedEffect("Feast", -2, (1.8, 2.2), "us-sweets: example.org")
FEASTS = Holidays({FEAST: "Feast"}, (TWICE,))
both = pytest.mark.parametrize("method", [Gam(), EtsProfile()], ids=lambda one: one.name)


def quiet_tuesdays(day: date, _hour: int) -> float:
    """Forty an hour, twenty on Tuesdays: an average day has 37 an hour."""
    return 20.0 if day.weekday() == 1 else 40.0


def daily(demand: DriverDemand) -> NDArray[np.float64]:
    """The average hour of each day of the week."""
    hours: NDArray[np.float64] = demand.mean.reshape(7, 24).mean(axis=1)
    return hours


@both
def test_a_first_year_gets_twice_its_average_day(method, make_history, always_open):
    """Two days before the feast: twice the 260 / 7 an hour of an average day, though a Tuesday has

    20. The eve, of which nothing is published, stays as it is.
    """
    history = make_history(FIRST, 105, quiet_tuesdays, zone="UTC")
    opening = replace(always_open, holidays=FEASTS)
    found = daily(method.forecast(history, "sales", WEEK, opening))
    assert found[1] == pytest.approx(2 * 260 / 7, rel=0.02)
    assert found[[0, 2, 3]] == pytest.approx([40, 40, 40], rel=0.02)


@both
@pytest.mark.parametrize(
    ("ratios", "weekday_ratios", "hour"),
    [
        ((), (1.8, 2.2), 2 * 20),
        ((), (0.5,), 10),
        ((1.0,), (3.0,), (260 / 7 + 3 * 20) / 2),
        ((1.8, 2.2), (2.0, 2.0), (2 * 260 / 7 + 2 * 20) / 2),
    ],
)
def test_figures_against_the_weekday_raise_it_alone(
    method, ratios, weekday_ratios, hour, make_history, always_open
):
    """Twice a Tuesday's 20 an hour is 40; of figures of both kinds each says who comes."""
    history = make_history(FIRST, 105, quiet_tuesdays, zone="UTC")
    effect = replace(TWICE, ratios=ratios, weekday_ratios=weekday_ratios)
    opening = replace(always_open, holidays=Holidays({FEAST: "Feast"}, (effect,)))
    found = daily(method.forecast(history, "sales", WEEK, opening))
    assert found[1] == pytest.approx(hour, rel=0.02)
    assert found[[0, 2, 3]] == pytest.approx([40, 40, 40], rel=0.02)


@both
def test_the_average_day_is_that_of_the_forecast_itself(method, make_history, always_open):
    """Tuesdays halved of late, and a weekday's season may know it: twice the mean of all."""
    history = make_history(
        FIRST, 105, lambda day, hour: quiet_tuesdays(day, hour) if day.month > 2 else 40, zone="UTC"
    )
    told, bare = (
        daily(method.forecast(history, "sales", WEEK, replace(always_open, holidays=holidays)))
        for holidays in (FEASTS, Holidays({}))
    )
    assert told[1] == pytest.approx(2 * bare.mean(), rel=2e-3)


def test_hours_that_are_closed_take_their_share(make_history, shop_hours):
    """Half of the hours, half of the customers; hours of no usual day are not in the average."""
    history = make_history(
        FIRST, 105, lambda _day, _hour: 40, lambda day, hour: 9 <= hour < 17 and day.weekday() < 6
    )
    week = Horizon(WEEK.first, 7, "Europe/London", 60)
    half = replace(shop_hours, special={TUESDAY: ((time(9), time(13)),)}, holidays=FEASTS)
    found = Gam().forecast(history, "sales", week, half)
    of_day = found.mean[week.slot_day == 1]
    assert of_day[of_day > 0] == pytest.approx([80.0] * 4, rel=0.01)


def test_memory_takes_over(make_history, always_open):
    """Last year as many came as ever: trust 480 / 505 in it against a quarter in the figures."""
    last = FEAST.replace(year=2010)
    opening = replace(always_open, holidays=Holidays({last: "Feast", FEAST: "Feast"}, (TWICE,)))
    history = make_history(date(2010, 3, 1), 413, lambda _day, _hour: 20, zone="UTC")
    found = Gam().forecast(history, "sales", WEEK, opening)
    trust = 480 / 505
    assert daily(found)[1] == pytest.approx(20 * 2 ** (0.25 / (0.25 + trust)), rel=0.01)
    doubt = found.doubts[-1]
    assert doubt.variance == pytest.approx(0.2**2 * variance_of(TWICE))
    assert found.notes[0].endswith("; 80% of what is expected is the store's own memory")


def test_such_days_teach_neither_usual_days_nor_other_holidays(make_history, always_open):
    """A day of ten times as many leaves level, shape, spread and other eves as they were."""
    feast = date(2011, 4, 7)
    names = {feast: "Feast", date(2011, 5, 7): "Fair"}
    effects = (replace(TWICE, ratios=(10.0,)), replace(TWICE, days=-1, ratios=(10.0,)))
    strange = (feast - timedelta(days=2), feast - timedelta(days=1))
    history = make_history(FIRST, 105, lambda day, _hour: 400 if day in strange else 40, zone="UTC")
    told = replace(always_open, holidays=Holidays(names, effects))
    found = Gam().forecast(history, "sales", WEEK, told)
    assert daily(found) == pytest.approx([40.0] * 7, rel=0.01)
    assert found.spread.day == pytest.approx(0.0, abs=1e-6)
    untold = Gam().forecast(history, "sales", WEEK, replace(always_open, holidays=names))
    assert daily(untold)[4] > 60
    assert daily(untold)[1] > 41


def test_the_doubt_is_how_far_figures_lie_apart():
    """One figure: 0.2 on the log scale, as of events. Alike ones leave less, others more."""
    one, alike, apart = (replace(TWICE, ratios=r) for r in ((2.0,), (2.0,) * 9, (1.0, 4.0)))
    assert variance_of(one) == pytest.approx(expm1(0.04))
    assert variance_of(alike) == pytest.approx(expm1(0.08 / 10))
    assert variance_of(apart) == pytest.approx(expm1((0.08 + 2 * log(2) ** 2) / 3))


def test_figures_against_day_and_weekday_lie_apart_among_themselves():
    """A half over an average day and thrice a quiet Tuesday may well be the same customers."""
    weekday = replace(TWICE, ratios=(), weekday_ratios=(1.0, 4.0))
    assert variance_of(weekday) == pytest.approx(expm1((0.08 + 2 * log(2) ** 2) / 3))
    one_each = replace(TWICE, ratios=(1.5,), weekday_ratios=(3.0,))
    assert variance_of(one_each) == pytest.approx(expm1(0.04))
    two_each = replace(TWICE, ratios=(2.0, 2.0), weekday_ratios=(1.0, 4.0))
    assert variance_of(two_each) == pytest.approx(expm1((0.08 + 2 * log(2) ** 2) / 4))


@pytest.mark.parametrize(
    ("ratios", "said"),
    [
        ((), "+50 % over an average Tuesday by one published figure"),
        (
            (1.8, 2.2),
            (
                "+100 % over an average day by 2 published figures of +80 to +120 % "
                "and +50 % over an average Tuesday by one published figure"
            ),
        ),
    ],
)
def test_a_note_says_which_weekday_figures_are_against(ratios, said, make_history, always_open):
    """By its name; figures of both kinds one after the other."""
    history = make_history(FIRST, 105, quiet_tuesdays, zone="UTC")
    effect = replace(TWICE, ratios=ratios, weekday_ratios=(1.5,))
    opening = replace(always_open, holidays=Holidays({FEAST: "Feast"}, (effect,)))
    (note,) = Gam().forecast(history, "sales", WEEK, opening).notes
    assert f": {said} (us-sweets: example.org), off by " in note


def test_each_day_has_its_doubt_and_a_note_with_its_source(make_history, always_open):
    """The figures, their range, where they stand; on that day's slots alone."""
    history = make_history(FIRST, 105, quiet_tuesdays, zone="UTC")
    opening = replace(always_open, holidays=FEASTS)
    found = Gam().forecast(history, "sales", WEEK, opening)
    (doubt,) = found.doubts
    assert doubt.what == "published of 2 days before Feast 2011-05-03"
    assert set(WEEK.slot_day[doubt.slots]) == {1}
    (note,) = found.notes
    assert note == (
        "sales: 2 days before Feast 2011-05-03: +100 % over an average day by 2 published figures "
        "of +80 to +120 % (us-sweets: example.org), off by 18%"
    )
    bare = Gam().forecast(history, "sales", WEEK, replace(always_open, holidays=dict(FEASTS)))
    assert (found.quantiles[0.9][24:48] > bare.quantiles[0.9][24:48]).all()
    assert bare.notes == ()


def test_the_average_of_weeks_makes_no_use_of_them(make_history, always_open):
    """And says nothing of them."""
    history = make_history(FIRST, 105, quiet_tuesdays, zone="UTC")
    opening = replace(always_open, holidays=FEASTS)
    found = SameSlotAverage().forecast(history, "sales", WEEK, opening)
    assert daily(found)[1] == 20
    assert found.notes == ()
    assert found.doubts == ()


def test_kinds_of_days_with_figures():
    """A name of their own where they are no eve; no usual days, whatever they are."""
    assert kind_of(TUESDAY, FEASTS) == ("-2", "Feast")
    assert kind_of(FEAST - timedelta(days=1), FEASTS) == ("eve", "Feast")
    assert not is_usual(TUESDAY, FEASTS)
    assert is_usual(TUESDAY, dict(FEASTS))
    said = [days_from(days, "Feast") for days in (-2, -1, 0, 1, 3)]
    assert said == [
        "2 days before Feast",
        "eve of Feast",
        "Feast",
        "day after Feast",
        "3 days after Feast",
    ]


def test_a_day_with_figures_teaches_its_namesakes_alone():
    """Another eve is drawn to what eves without figures did: nothing."""
    kinds = [("eve", "Feast"), ("eve", "Fair")]
    events, usual = np.array([2e9, 1e9]), np.full(2, 1e9)
    told = learn_effects(kinds, events, usual, [True, False])
    assert told.log(("eve", "May Day")) == pytest.approx(0)
    assert told.log(("eve", "Feast"), 0.0) == pytest.approx(log(2) / 1.25)
    assert learn_effects(kinds, events, usual).log(("eve", "May Day")) == pytest.approx(log(2) / 4)


def test_a_usual_week_has_the_hours_of_its_days():
    """Rates outside of a weekday's hours are no customers; one never open has all others' hours."""
    rates, seen = np.ones((7, 4)), np.zeros((7, 4), bool)
    seen[:6, 1] = seen[5, 2] = True
    week = usual_week(rates, seen)
    assert week.tolist() == [1, 1, 1, 1, 1, 2, 2]
    (log_of,) = published_logs([TUESDAY], FEASTS, week)
    assert log_of == pytest.approx(log(2 * 9 / 7))
    assert published_logs([FEAST], FEASTS, week) == [None]
