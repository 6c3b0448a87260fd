"""People for work done at a rate, by hand."""

from __future__ import annotations

import pytest
from pydantic import ValidationError

from staffopt.errors import ConfigError
from staffopt.staffing_methods.rate import Rate


@pytest.mark.parametrize(
    ("rounding", "people"), [("up", [1, 2, 3]), ("nearest", [1, 1, 3]), ("down", [1, 1, 2])]
)
def test_rounding(make_demand, rounding, people):
    """40, 56 and 100 units an hour at 40 a person are 1.0, 1.4 and 2.5 people."""
    floor = Rate(driver="sales", units_per_hour=40, rounding=rounding)
    assert floor.requirement(make_demand(10, 14, 25), "floor", 4).required[36:39].tolist() == people


def test_bands(make_demand):
    """Nobody below 8 units an hour, one from 8, two from 40 on."""
    floor = Rate(driver="sales", bands=[{"above": 8, "people": 1}, {"above": 40, "people": 2}])
    need = floor.requirement(make_demand(1.9, 2, 9.9, 10), "floor", 3)
    assert need.required[36:40].tolist() == [0, 1, 1, 2]


def test_a_measure_is_the_work(make_demand):
    """5 sales of 12 items are 240 items an hour; the average can be given instead."""
    floor = Rate(driver="sales", measure="items", units_per_hour=60)
    assert floor.requirement(make_demand(5, items=12), "floor", 5).required[36] == 4
    given = floor.model_copy(update={"average": 3.0})
    assert given.requirement(make_demand(5, items=12), "floor", 5).required[36] == 1
    with pytest.raises(ConfigError, match=r"roles\.floor\.measure: found no average of 'items'"):
        floor.requirement(make_demand(5), "floor", 5)


def test_work_of_the_day_is_spread_evenly(make_demand):
    """20 and 0 units in two quarters of an hour are 40 an hour in both."""
    floor = Rate(driver="sales", units_per_hour=20, spread="day")
    assert floor.requirement(make_demand(20, 0), "floor", 5).required[36:38].tolist() == [2, 2]


@pytest.mark.parametrize(("level", "units"), [(0.5, 20), (0.8, 24), (0.95, 28)])
def test_a_quantile_of_the_days_work_is_the_days(make_demand, level, units):
    """Twenty come to 40 quarters: P80 is 24 a day, though it is 1 in each quarter and P50 is 0."""
    floor = Rate(driver="sales", units_per_hour=1, spread="day", plan_for=level)
    need = floor.requirement(make_demand(*[0.5] * 40), "floor", 5)
    assert need.workload is not None
    assert need.workload.sum() == pytest.approx(units * 3600)


def test_each_further_missing_person_is_dearer(make_demand):
    """At 20.00 an hour, 5.00 a quarter: 5.00 for one, 7.50 more for two, 10.00 more for three."""
    floor = Rate(driver="sales", units_per_hour=4, price=20, growth=0.5)
    need = floor.requirement(make_demand(3), "floor", 4)
    assert need.required[36] == 3
    assert need.loss[36].tolist() == [2250, 1250, 500, 0, 0]


@pytest.mark.parametrize(
    "wrong",
    [
        {},
        {"units_per_hour": 4, "bands": [{"above": 1, "people": 1}]},
        {"bands": [{"above": 9, "people": 1}, {"above": 5, "people": 2}]},
    ],
)
def test_settings_that_cannot_be(wrong):
    """Neither or both of rate and bands, or bands out of order, are refused."""
    with pytest.raises(ValidationError, match=r"units_per_hour or bands|rising order"):
        Rate(driver="sales", **wrong)
