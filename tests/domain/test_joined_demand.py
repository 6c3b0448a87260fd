"""The customers of several weeks as one."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import numpy as np

from staffopt.domain.calendar import Horizon
from staffopt.domain.demand import Demand, DriverDemand
from staffopt.domain.doubt import Doubt
from staffopt.domain.joined_demand import joined_demand, joined_drivers
from staffopt.domain.spread import Spread


def week(number: int) -> DriverDemand:
    """A week in which each slot expects as many customers as the week's number."""
    mean = np.full(168, float(number))
    said = ("same", f"week {number}")
    return DriverDemand(mean, {0.9: mean}, "gam", Spread(day=0.01 * number), notes=said)


def test_weeks_follow_each_other_with_their_own_spreads():
    """Slots of the second week come after the first's; notes are said once."""
    sales = joined_drivers([{"sales": week(1)}, {"sales": week(2)}])["sales"]
    assert sales.mean.tolist() == [1.0] * 168 + [2.0] * 168
    assert sales.quantiles[0.9].tolist() == sales.mean.tolist()
    assert sales.spreads == (Spread(day=0.01), Spread(day=0.02))
    assert (sales.method, sales.notes) == ("gam", ("same", "week 1", "week 2"))
    assert (sales.overridden, sales.uncorrected) == (None, None)


def test_what_customers_bring_is_kept_by_week():
    """Three items each, then five; where nothing changes, one figure stands for all weeks."""
    three, five = (replace(week(k), averages={"items": n}) for k, n in ((1, 3.0), (2, 5.0)))
    both = joined_drivers([{"sales": three}, {"sales": five}])["sales"]
    assert both.averages_of_weeks == ({"items": 3.0}, {"items": 5.0})
    same = joined_drivers([{"sales": three}, {"sales": replace(five, averages=three.averages)}])
    assert same["sales"].averages_of_weeks == ({"items": 3.0},)


def test_a_correction_of_one_week_leaves_the_other_as_it_was():
    """Five more in the second week, and what was expected before is kept for both."""
    plain, always = week(2), np.ones(168, bool)
    more = DriverDemand(plain.mean + 5, {0.9: plain.mean}, "gam", plain.spread, always)
    more = DriverDemand(**{**vars(more), "uncorrected": plain})
    sales = joined_drivers([{"sales": week(1)}, {"sales": more}])["sales"]
    assert sales.overridden is not None
    assert sales.overridden.tolist() == [False] * 168 + [True] * 168
    assert sales.uncorrected is not None
    assert sales.uncorrected.mean.tolist() == [1.0] * 168 + [2.0] * 168


def test_an_event_that_goes_on_is_one_doubt():
    """The sale of both weeks is off once; the fair of the second is its own."""
    days = np.arange(168) // 24
    sale, fair = Doubt("sale", days > 4, 0.04), Doubt("fair", days == 1, 0.01)
    weeks = [replace(week(1), doubts=(sale,)), replace(week(2), doubts=(sale, fair))]
    both, alone = joined_drivers([{"sales": one} for one in weeks])["sales"].doubts
    assert np.unique(np.flatnonzero(both.slots) // 24).tolist() == [5, 6, 12, 13]
    assert (alone.what, np.unique(np.flatnonzero(alone.slots) // 24).tolist()) == ("fair", [8])


def test_one_week_stays_as_it_is():
    """Nothing is made anew."""
    one = week(1)
    assert joined_drivers([{"sales": one}])["sales"] is one


def test_demands_of_weeks_follow_each_other():
    """Fourteen days known as the first was; what is said of both is said once."""
    opens = np.ones(168, bool)
    weeks = [
        Demand(
            Horizon(date(2026, 6, day), 7, "UTC", 60),
            {"sales": week(day)},
            date(2026, 5, day),
            opens,
            ("same", f"of the {day}th"),
        )
        for day in (8, 15)
    ]
    both = joined_demand(weeks)
    assert (both.horizon.first, both.horizon.days) == (date(2026, 6, 8), 14)
    assert (both.as_of, both.notes) == (date(2026, 5, 8), ("same", "of the 8th", "of the 15th"))
    assert both.drivers["sales"].mean.tolist() == [8.0] * 168 + [15.0] * 168
    assert len(both.open) == 336
    assert joined_demand(weeks[:1]) is weeks[0]
