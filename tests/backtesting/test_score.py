"""A score is the measures of some weeks, added up slot by slot."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import numpy as np
import pytest

from staffopt.backtesting.result import Backtest, worst_day
from staffopt.backtesting.score import score
from staffopt.backtesting.tested_week import TestedWeek
from staffopt.backtesting.wording import best_text, day_text, setting_text, weeks_text
from staffopt.domain.spread import POISSON

MONDAY = date(2017, 11, 20)


def a_week(first=MONDAY, actual=(2, 0, 6), mean=(1, 1, 4), step=2.0) -> TestedWeek:
    """Two slots on the first day and one on the third; the 90 % quantile is three everywhere."""
    return TestedWeek(
        first=first,
        as_of=first - timedelta(days=14),
        day=np.array([0, 0, 2]),
        minute=np.array([540, 600, 540]),
        actual=np.array(actual, float),
        mean=np.array(mean, float),
        quantiles={0.9: np.full(3, 3.0)},
        spread=POISSON,
        rates=np.full(3, 1.0),
        step=step,
    )


def test_a_week_by_hand():
    """Eight came, six were expected, 1 + 1 + 2 were missed; a copy would have missed 3 x 2."""
    found = score([a_week()])
    assert (found.slots, found.customers, found.sparse) == (3, 8.0, False)
    assert found.wape == pytest.approx(4 / 8)
    assert found.bias == pytest.approx(6 / 8 - 1)
    assert found.mase == pytest.approx(4 / 6)
    assert found.floor == pytest.approx(2 / np.e)
    assert found.ratio == pytest.approx(0.5 / (2 / np.e))
    assert found.pinball[0.9] == pytest.approx((0.1 * 1 + 0.1 * 3 + 0.9 * 3) / 3)
    assert found.coverage[0.9] == pytest.approx(2 / 3)
    parts = [2 * (2 * np.log(2) - 1), 2.0, 2 * (6 * np.log(1.5) - 2)]
    assert found.deviance == pytest.approx(sum(parts) / 3)


def test_weeks_together_are_judged_slot_by_slot():
    """A quiet week does not count as much as a busy one."""
    found = score([a_week(), a_week(actual=(0, 0, 0), mean=(0, 0, 1))])
    assert found.wape == pytest.approx(5 / 8)
    assert found.mase == pytest.approx(5 / 12)


def test_weeks_in_which_nobody_came_have_no_shares():
    """Nothing is divided by zero, and the deviance is still there."""
    found = score([a_week(actual=(0, 0, 0), mean=(1, 0, 0), step=None)])
    assert (found.wape, found.bias, found.mase, found.ratio) == (None,) * 4
    assert found.deviance == pytest.approx(2 / 3)
    assert found.sparse


def test_the_worst_weeks_are_those_of_the_largest_deviance_a_slot():
    """As the table beside them says it: one bad slot is worse than three, each half as bad."""
    shown = a_week(actual=(4, 4, 4), mean=(1, 1, 1))
    short = replace(
        a_week(MONDAY - timedelta(days=7)),
        day=np.array([0]),
        minute=np.array([540]),
        actual=np.array([6.0]),
        mean=np.array([1.0]),
    )
    assert Backtest("sales", "gam", 14, 60, (shown, short)).worst() == (short, shown)


def test_the_worst_week_and_day_are_named():
    """Ten more than expected on a Wednesday, the eve of Thanksgiving."""
    bad = a_week(actual=(1, 1, 14))
    test = Backtest(
        "sales",
        "gam",
        14,
        60,
        (a_week(MONDAY - timedelta(days=7)), bad),
        {date(2017, 11, 23): "Thanksgiving"},
    )
    assert test.worst(1) == (bad,)
    assert worst_day(bad) == date(2017, 11, 22)
    assert day_text(test, bad) == "Wed 22 Nov: 14 came, 4 expected (eve of Thanksgiving)"
    assert weeks_text(test) == "2 weeks, 2017-11-13 to 2017-11-26"
    assert setting_text(test) == "14 days ahead, 60 minutes a slot, 4.00 customers in each"
    other = Backtest("sales", "flat", 14, 60, (a_week(mean=(2, 0, 6)),))
    assert best_text([test, other]) == "Best by deviance: flat, 100.0% below gam."
    assert best_text([test]) == ""
