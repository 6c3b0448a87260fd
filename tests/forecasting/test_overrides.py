"""A manager's corrections, applied."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, time

import numpy as np
import pytest

from staffopt.domain.calendar import Horizon, Span
from staffopt.domain.demand import DriverDemand
from staffopt.domain.doubt import Doubt
from staffopt.domain.negative_binomial import quantile
from staffopt.domain.spread import Spread
from staffopt.forecasting.overrides import Override, all_overridden, overridden
from staffopt.forecasting.quantiles import quantiles
from staffopt.forecasting.rate_of import rate_of

WEEK = Horizon(date(2011, 5, 2), 7, "Europe/London", 60)
OPEN = (WEEK.wall_minute >= 9 * 60) & (WEEK.wall_minute < 17 * 60)
MEAN = np.where(OPEN, 10.0, 0.0)
SPREAD = Spread(1.2, 0.1)
SALES = DriverDemand(MEAN, quantiles(MEAN, SPREAD), "m", SPREAD)


def correction(first: int, last: int, mean: float | None = None, factor: float = 1.0) -> Override:
    """A correction of Monday from one hour to another."""
    span = Span(WEEK.at(WEEK.first, time(first)), WEEK.at(WEEK.first, time(last)))
    return Override("sales", span, "Ann", "street fair", "2011-04-20", mean, factor)


def test_later_rows_win_and_factors_multiply():
    """10 becomes 30, half of it 15; outside nothing changes, closed hours stay empty."""
    said = [correction(8, 12, mean=30), correction(10, 12, factor=0.5)]
    found = overridden("sales", SALES, said, WEEK, OPEN)
    assert found.mean[7:14].tolist() == [0, 0, 30, 15, 15, 10, 10]
    assert found.overridden is not None
    assert np.flatnonzero(found.overridden).tolist() == [9, 10, 11]
    assert found.quantiles[0.9][9] == quantiles(np.array([30.0]), SPREAD)[0.9][0]


def test_a_corrections_error_widens_its_slots():
    """30 give or take 20 %: a variance of 1.04 times 30 * 1.2 / 30^2 + 1.1, less one; no others."""
    said = [replace(correction(8, 12, mean=30), error=0.2)]
    found = overridden("sales", SALES, said, WEEK, OPEN)
    wanted = quantile(np.array([30.0]), np.array([1.04 * (1 + 0.1 + 0.2 / 30) - 1]), 0.9)
    assert found.quantiles[0.9][9] == wanted[0] > quantiles(np.array([30.0]), SPREAD)[0.9][0]
    assert (found.quantiles[0.9][12:] == SALES.quantiles[0.9][12:]).all()
    assert "30 a slot, error 20% by Ann" in found.notes[0]


def test_who_says_how_many_come_settles_what_an_event_left_open():
    """A mean replaces the event's doubt in its slots; a factor keeps it."""
    fair = replace(SALES, doubts=(Doubt("fair", WEEK.slot_day < 2, 0.09),))
    said = [correction(9, 12, mean=30), correction(12, 14, factor=2)]
    found = overridden("sales", fair, said, WEEK, OPEN)
    assert found.lift[[9, 11, 12, 33]].tolist() == pytest.approx([1, 1, 1.09, 1.09])


def test_a_rate_of_another_is_as_unsure_of_a_correction():
    """Returns follow the sales' doubled morning, and its error, and keep a doubt of their own."""
    own = Doubt("repairs", WEEK.slot_day == 3, 0.01)
    few = rate_of(replace(SALES, doubts=(Doubt("fair", WEEK.slot_day == 2, 0.09),)), 0.1)
    few = replace(few, doubts=(*few.doubts, own))
    said = [replace(correction(9, 12, factor=2), error=0.5)]
    drivers = {"sales": SALES, "returns": few}
    found = all_overridden(drivers, said, {"returns": ("sales", 0.1)}, WEEK, OPEN)["returns"]
    assert found.lift[[9, 12]].tolist() == pytest.approx([1.25, 1.0])
    assert {doubt.what.split()[0] for doubt in found.doubts} >= {"repairs", "sales"}


def test_every_row_of_a_file_is_off_by_itself():
    """Said twice of sales, of another morning and of returns, in the same words: four factors."""
    one = replace(correction(9, 12, factor=2), error=0.5)
    other = replace(one, span=correction(13, 14).span)
    drivers = {"sales": SALES, "returns": rate_of(SALES, 0.1)}
    said = [one, one, other, replace(one, driver="returns")]
    found = all_overridden(drivers, said, {"returns": ("sales", 0.1)}, WEEK, OPEN)
    sales, returns = ([one.what for one in found[name].doubts] for name in ("sales", "returns"))
    assert len(set(returns)) == 4
    assert returns[:3] == sales


def test_who_said_what_is_recorded():
    """The note has driver, time, change, author, date and reason."""
    found = overridden("sales", SALES, [correction(9, 12, factor=1.5)], WEEK, OPEN)
    (note,) = found.notes
    assert note.startswith("sales from 2011-05-02 09:00 to 2011-05-02 12:00: factor 1.5")
    assert note.endswith("by Ann, 2011-04-20: street fair")


@pytest.mark.parametrize("driver", ["returns", "sale"])
def test_other_drivers_are_left_alone(driver):
    """A correction of the sales is none of the returns."""
    assert overridden(driver, SALES, [correction(9, 12, factor=2)], WEEK, OPEN) is SALES
