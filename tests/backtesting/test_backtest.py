"""so.backtest: any series of counts, without looking ahead."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, time, timedelta

import numpy as np
import pandas as pd
import pytest

import staffopt as so
from staffopt.domain.holidays import Holidays, PublishedEffect
from staffopt.forecasting.same_slot_average import SameSlotAverage
from staffopt.forecasting.seasonal_naive import SeasonalNaive

MONDAY = date(2011, 1, 3)


@pytest.fixture
def history(make_history):
    """Twenty weeks of random hours, open always."""
    random = np.random.default_rng(3)
    return make_history(MONDAY, 140, lambda _day, hour: random.poisson(2 + hour / 4))


def test_a_steady_rise_by_hand(make_history):
    """Each week a customer an hour more: 14 days ahead the copy of the last week is three short."""
    history = make_history(MONDAY, 70, lambda day, _hour: 10 + (day - MONDAY).days // 7)
    found = so.backtest(history, "seasonal_naive", weeks=4)
    assert [week.first for week in found.weeks] == [
        MONDAY + timedelta(days=7 * k) for k in (6, 7, 8, 9)
    ]
    assert [float(week.actual[0] - week.mean[0]) for week in found.weeks] == [3.0] * 4
    assert found.weeks[0].as_of == MONDAY + timedelta(days=28)
    assert found.score.mase == pytest.approx(3.0)
    assert found.score.wape == pytest.approx(4 * 3 / (16 + 17 + 18 + 19))
    assert so.backtest(history, SeasonalNaive(), weeks=4, lead=0).score.mase == pytest.approx(1.0)


@pytest.mark.parametrize("method", ["gam", "same_slot_average"])
def test_later_rows_change_no_forecast(history, method):
    """Whatever happens from `as_of` on, what was expected and how surely stays."""
    usual = so.backtest(history, method, weeks=3)
    last = usual.weeks[-1]
    slot = history.horizon.slot(history.horizon.at(last.as_of, time(0)))
    for first, same in ((slot, True), (slot - 1, False)):
        later = history.series["sales"].copy()
        later[first:] += 500
        other = so.backtest(replace(history, series={"sales": later}), method, weeks=3).weeks[-1]
        assert (other.actual[-1] - last.actual[-1]) == 500
        assert (other.mean == last.mean).all() == same
        assert (other.spread == last.spread) == same
        assert (other.step == last.step) == same
        assert all((other.quantiles[p] == last.quantiles[p]).all() for p in last.quantiles) == same


def test_a_series_of_ones_own_is_tested_alike(history):
    """With a zone it is the same history, row for row, in any order."""
    instants = [history.horizon.instant(slot) for slot in range(history.horizon.slots)]
    index = pd.DatetimeIndex(instants).tz_convert("Europe/London")
    series = pd.Series(history.series["sales"], index).sample(frac=1, random_state=1)
    ours, theirs = (so.backtest(each, SameSlotAverage(), weeks=5) for each in (history, series))
    assert ours.score == theirs.score
    assert theirs.minutes == 60


def test_what_is_missing_is_unknown():
    """Rows left out, and rows without a number, are not scored and no zeros."""
    when = pd.date_range("2011-01-03", periods=140 * 24, freq="h")
    series = pd.Series(np.arange(140.0 * 24) % 7, when)
    series[when.hour == 3] = np.nan
    found = so.backtest(series[when.hour != 4], "same_slot_average", weeks=5)
    assert found.score.slots == 5 * 7 * 22


def test_slots_are_added_up_within_days(history):
    """Three hours a slot: a third of the slots, the same customers and the same bias."""
    fine, coarse = (so.backtest(history, weeks=5, minutes=minutes) for minutes in (60, 180))
    assert coarse.score.slots * 3 == fine.score.slots
    assert coarse.score.customers == fine.score.customers
    assert coarse.score.bias == pytest.approx(fine.score.bias)
    assert coarse.score.deviance < 2 * fine.score.deviance
    assert coarse.weeks[0].quantiles[0.9].mean() > 2 * fine.weeks[0].quantiles[0.9].mean()


def test_poisson_counts_are_forecast_almost_to_the_floor(history):
    """Nothing but chance in them: the ratio is near 1, the 90 % quantile covers about 90 %."""
    found = so.backtest(history, "gam", weeks=10)
    assert found.score.ratio == pytest.approx(1.005, abs=0.025)
    assert found.score.coverage[0.9] == pytest.approx(0.9, abs=0.03)
    assert found.score.bias == pytest.approx(0.0, abs=0.03)


def test_weeks_can_be_named_and_a_day_with_a_clock_change_fits(make_history):
    """The week of 27 March 2011 has an hour less, which is nobody's."""
    history = make_history(MONDAY, 140, lambda _day, _hour: 4)
    found = so.backtest(history, "seasonal_naive", weeks=[date(2011, 3, 21)], minutes=120)
    assert found.score.customers == 4 * (7 * 24 - 1)
    assert found.score.slots == 7 * 12
    assert found.score.wape == 0


def test_a_holiday_is_passed_over_by_name(history):
    """Holidays given with a series reach the forecaster and the words about the worst day."""
    holiday = {date(2011, 5, 2): "May Day"}
    found = so.backtest(history, weeks=5, holidays=holiday)
    assert found.holiday_near(date(2011, 5, 1)) == "eve of May Day"


@pytest.mark.parametrize(
    ("settings", "said"),
    [
        ({"forecaster": "gma"}, "did you mean 'gam'"),
        ({"lead": -1, "weeks": 0, "minutes": 7}, "found -1 days.*\n.*found 0.*\n.*found 7"),
        ({"driver": "salse"}, "did you mean 'sales'"),
        ({"lead": 140}, "no whole week with enough known before it; expected at least 161 days"),
        ({"weeks": [date(2031, 1, 6)]}, "no whole week"),
    ],
)
def test_settings_that_cannot_be(history, settings, said):
    """Every one is said, with what would do."""
    with pytest.raises(so.StaffoptError, match=said):
        so.backtest(history, **settings)


HOURS = pd.date_range("2011-01-03", periods=4, freq="h")


@pytest.mark.parametrize(
    ("series", "said"),
    [
        (pd.Series([1.0, 2.0]), "found RangeIndex; expected a DatetimeIndex"),
        (pd.Series([1, -2, np.inf, 4], HOURS), "row 2 of 4: .*negative.*\n.*row 3 of 4: .*endless"),
        (pd.Series([1, 2], HOURS[[0, 0]]), "row 2 of 2: .*repeat"),
        (pd.Series([1, 2], [HOURS[0], pd.NaT]), "missing"),
        (pd.Series(["1", "x"], HOURS[:2]), "row 2 of 2: found text: 'x'"),
        (pd.Series([], pd.DatetimeIndex([])), "no counts"),
        (pd.Series([1, 2], HOURS[:2] + pd.to_timedelta([0, 7], "s")), "timestamps 1 s apart"),
        (pd.Series([1, 2], HOURS[:2].tz_localize("UTC+01:00")), "zone"),
    ],
)
def test_series_that_are_none(series, said):
    """What is wrong is said with the row."""
    with pytest.raises(so.DataError, match=said):
        so.backtest(series)


def test_a_backtest_is_a_line_at_a_prompt(history):
    """Not its thousands of numbers: what was tested, how far ahead, and how far off."""
    found = so.backtest(history, "gam", lead=14, weeks=4)
    error, ratio = found.score.wape, found.score.ratio
    assert repr(found) == (
        "<Backtest 4 weeks of sales by gam, 14 days ahead: "
        f"error {error:.1%}, {ratio:.3f} of the floor>"
    )
    week = found.weeks[0]
    assert repr(week).startswith(f"<TestedWeek {week.first}: {week.actual.sum():,.0f} came, ")


def test_published_effects_of_holidays_count_in_a_backtest_too(make_history):
    """Twice as many came two days before a feast, as is published and no past tells."""
    feast = date(2011, 5, 5)
    holidays = Holidays({feast: "Feast"}, (PublishedEffect("Feast", -2, (2.0,), "a book"),))
    before = feast - timedelta(days=2)
    history = make_history(
        date(2011, 1, 3), 126, lambda day, _hour: 80 if day == before else 40, zone="UTC"
    )
    week = [date(2011, 5, 2)]
    told, bare = (
        so.backtest(history, weeks=week, holidays=names).score.deviance
        for names in (holidays, dict(holidays))
    )
    assert told < bare / 2
