"""What holidays leave open besides ordinary days, by hand."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import numpy as np
import pytest

from staffopt.domain.calendar import Horizon
from staffopt.domain.spread import Spread
from staffopt.forecasting.holiday_doubts import holiday_doubts, variance_left
from staffopt.forecasting.own_errors import ComparedWeek
from staffopt.forecasting.same_slot_average import SameSlotAverage

FAIRS = tuple(date(2011, 1, 5) + timedelta(days=28 * k) for k in range(6))
NAMES = {day: f"Fair {number}" for number, day in enumerate(FAIRS)}


def week(actual: float, expected: float) -> ComparedWeek:
    """One slot that is compared, and one that is not and must not count."""
    seen, said = np.array([[actual, 999.0]]), np.array([[expected, 1.0]])
    return ComparedWeek(seen, said, np.array([[True, False]]))


def test_what_is_left_beyond_the_spread():
    """Missed by 30 of 100: 900 less 2 x 100 and 0.01 x 10,000 leaves 600 of 10,100 + 100."""
    found = variance_left([week(130, 100)], Spread(batch=2.0, day=0.01))
    assert found == pytest.approx(600 / 10_200)


@pytest.mark.parametrize("weeks", [[], [week(100, 100)], [week(109, 100)], [week(0, 0)]])
def test_nothing_is_left_where_chance_explains_it(weeks: list[ComparedWeek]):
    """Missed by less than the root of 100, or by nothing, or no holiday so far."""
    assert variance_left(weeks, Spread()) == 0


def test_no_doubt_is_larger_than_a_file_may_say():
    """A thousand came where one was expected: five times at most."""
    assert variance_left([week(1000, 1)], Spread()) == 25


def test_each_day_near_a_holiday_has_a_doubt_of_its_own():
    """The eve, the day and the day after; none where the store is closed or there is no holiday."""
    horizon = Horizon(date(2011, 1, 3), 7, "Europe/London", 60)
    mean = np.where(horizon.slot_day == 3, 0.0, 5.0)
    found = holiday_doubts(horizon, mean, {FAIRS[0]: "Fair"}, 0.04)
    assert [doubt.what for doubt in found] == ["eve of Fair 2011-01-04", "Fair 2011-01-05"]
    assert [set(horizon.slot_day[doubt.slots]) for doubt in found] == [{1}, {2}]
    assert holiday_doubts(horizon, mean, {FAIRS[0]: "Fair"}, 0.0) == ()


def test_holidays_that_differ_from_usual_days_leave_theirs_open(make_history, always_open):
    """Every fourth Wednesday has twice as many: the next one may be a half off and more.

    Of nine days 3 were missed by 40 of 40, so that the variance is about a third. Other weeks,
    other days of the week and what is expected are as without the name of the day.
    """
    history = make_history(
        date(2010, 11, 1), 173, lambda day, _hour: 40 * (1 + (day in FAIRS)), zone="UTC"
    )
    fair, usual = (Horizon(first, 7, "UTC", 60) for first in (date(2011, 4, 25), date(2011, 5, 9)))
    named = replace(always_open, holidays={**NAMES, date(2011, 4, 27): "Fair 6"})
    found = SameSlotAverage().forecast(history, "sales", fair, named)
    eve, day, after = found.doubts
    assert day.what == "Fair 6 2011-04-27"
    assert 0.25 < day.variance < 0.4
    assert (found.mean == 40).all()
    wide = found.quantiles[0.9][fair.slot_day == 2]
    assert (wide > 60).all()
    assert (found.quantiles[0.9][fair.slot_day == 5] < 60).all()
    assert found.notes[-1].startswith(
        f"sales: {eve.what}, {day.what}, {after.what}: off by another 5"
    )
    assert SameSlotAverage().forecast(history, "sales", usual, named).doubts == ()
