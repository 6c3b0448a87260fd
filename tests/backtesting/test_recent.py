"""The sentence about a forecast's recent errors that goes into a plan."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, time, timedelta

import numpy as np
import pytest

from staffopt.backtesting.recent import recent_text
from staffopt.domain.opening import MovedShares, Opening
from staffopt.forecasting.auto import Auto
from staffopt.forecasting.past import known_before
from staffopt.forecasting.same_slot_average import SameSlotAverage
from staffopt.forecasting.seasonal_naive import SeasonalNaive

MONDAY = date(2011, 1, 3)


@pytest.fixture
def text(always_open: Opening):
    """The sentence for a forecaster of a history, 14 days ahead."""

    def said(history, forecaster):
        return recent_text(forecaster, history, "sales", always_open, lead=14, week_starts=0)

    return said


def test_errors_by_hand(make_history, text):
    """A copy of the last known week is three short of 24 to 31: 84 of 767; chance alone is 15 %."""
    history = make_history(MONDAY, 224, lambda day, _hour: (day - MONDAY).days // 7)
    assert text(history, SeasonalNaive()) == (
        "sales: seasonal_naive on the last 8 known weeks, 14 days ahead: "
        "11% too low, days off by 11%, 60 minutes by 11% (15% is chance)"
    )


def test_thin_slots_are_not_judged(make_history, text):
    """A customer in three hours: days tell, hours do not."""
    history = make_history(MONDAY, 98, lambda _day, hour: hour % 3 == 0)
    assert text(history, SameSlotAverage()).endswith("ahead: right in all, days off by 0%")


def test_what_cannot_be_told_is_said(make_history, text):
    """No customers, too short a past, a single week."""
    assert text(make_history(MONDAY, 98, lambda _day, _hour: 0), SameSlotAverage()).endswith(
        "on the last 8 known weeks, 14 days ahead: nobody came"
    )
    short = make_history(MONDAY, 28, lambda _day, _hour: 4)
    assert text(short, SeasonalNaive()).startswith("sales: seasonal_naive on the last known week, ")
    assert text(short, SameSlotAverage()) == (
        "sales: too little history to test same_slot_average on"
    )


def test_the_chosen_one_is_tested(make_history, text):
    """Of a forecaster that chooses among others."""
    random = np.random.default_rng(5)
    jumping = make_history(MONDAY, 105, lambda _day, hour: random.poisson(20 if hour % 2 else 4))
    assert text(jumping, Auto()).startswith("sales: ets_profile on the last 8 known weeks")


def test_it_hangs_on_what_is_known_alone(make_history, text):
    """What comes after the known past is not in the history that it is given."""
    random = np.random.default_rng(5)
    history = make_history(MONDAY, 140, lambda _day, hour: random.poisson(2 + hour / 4))
    cut = known_before(history, date(2011, 4, 18))
    later = history.series["sales"].copy()
    later[cut.horizon.slots :] += 50
    altered = type(history)(history.horizon, {"sales": later}, history.known)
    again = known_before(altered, date(2011, 4, 18))
    assert text(cut, SameSlotAverage()) == text(again, SameSlotAverage())
    assert text(cut, SameSlotAverage()) != text(history, SameSlotAverage())


def test_who_moves_from_hours_cut_is_expected(make_history, always_open):
    """Eight Wednesdays closed at 12 and all 96 of a usual day came before: nothing was missed."""
    short = [MONDAY + timedelta(days=2 + 7 * week) for week in range(6, 14)]
    history = make_history(
        MONDAY,
        98,
        lambda day, hour: 4 if day not in short else 8 * (hour < 12),
        lambda day, hour: day not in short or hour < 12,
    )
    early = dict.fromkeys(short, ((time(0), time(12)),))
    opening = replace(always_open, special=early, moved=MovedShares(1.0))
    said = recent_text(SameSlotAverage(), history, "sales", opening, lead=14, week_starts=0)
    assert "right in all, days off by 0%" in said
    naive = replace(opening, moved=MovedShares())
    said = recent_text(SameSlotAverage(), history, "sales", naive, lead=14, week_starts=0)
    assert "days off by 0%" not in said
