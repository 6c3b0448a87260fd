"""Work that may wait, by hand."""

from __future__ import annotations

import numpy as np
import pytest
from pydantic import ValidationError

from staffopt.staffing_methods.deferrable import Deferrable

SHELVES = {"driver": "sales", "units_per_hour": 4}


def others(*counts: int) -> np.ndarray:
    """People required in other roles, a quarter of an hour each from 09:00."""
    people = np.zeros(96, np.int64)
    people[36 : 36 + len(counts)] = counts
    return people


def test_work_goes_into_the_trough(make_demand):
    """8 units are two hours: two blocks where the others need least, not where customers come."""
    shelves = Deferrable(**SHELVES)
    busy = others(3, 3, 3, 3, 1, 1, 1, 1, 2, 2, 2, 2)
    need = shelves.requirement(make_demand(8, *[0] * 11), "floor", 4, busy)
    assert need.required[36:48].tolist() == [0] * 4 + [1] * 4 + [1] * 4
    assert need.workload is not None
    assert need.workload.sum() == 2 * 3600


def test_a_third_hour_goes_where_the_sum_is_least(make_demand):
    """With 2, 2 and 3 people there by then, the third block goes on top of the first trough."""
    busy = others(3, 3, 3, 3, 1, 1, 1, 1, 2, 2, 2, 2)
    need = Deferrable(**SHELVES).requirement(make_demand(12, *[0] * 11), "floor", 4, busy)
    assert need.required[36:48].tolist() == [0] * 4 + [2] * 4 + [1] * 4


def test_a_quantile_of_the_work_is_the_days(make_demand):
    """Twenty come to 40 quarters: P80 is 24 a day, six hours, though it is 1 in each quarter."""
    shelves = Deferrable(**SHELVES, plan_for=0.8)
    need = shelves.requirement(make_demand(*[0.5] * 40), "floor", 4)
    assert need.required.sum() == 6 * 4


def test_the_window_and_the_most_at_once_hold(make_demand):
    """Between 10:00 and 11:00, one at a time: one hour of three is done, no more fits."""
    shelves = Deferrable(**SHELVES, earliest="10:00", latest="11:00", at_once=1)
    need = shelves.requirement(make_demand(12, *[0] * 11), "floor", 4)
    assert np.flatnonzero(need.required).tolist() == [40, 41, 42, 43]


def test_a_short_day_gets_shorter_blocks(make_demand):
    """Open for half an hour only: the block is half an hour."""
    need = Deferrable(**SHELVES).requirement(make_demand(1, 1), "floor", 4)
    assert need.required[36:38].tolist() == [1, 1]


def test_missing_people_cost_as_with_a_rate(make_demand):
    """At 20.00 an hour one missing costs 5.00 a quarter, the second 7.50 more."""
    shelves = Deferrable(**SHELVES, price=20)
    need = shelves.requirement(make_demand(2, 2, 2, 2), "floor", 3)
    assert need.loss[36].tolist() == [1250, 500, 0, 0]


def test_no_time_is_refused():
    """A window that ends before it begins."""
    with pytest.raises(ValidationError, match="latest after earliest"):
        Deferrable(**SHELVES, earliest="12:00", latest="10:00")
