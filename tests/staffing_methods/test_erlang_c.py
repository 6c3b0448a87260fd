"""People for a queue, by hand."""

from __future__ import annotations

from dataclasses import replace
from time import process_time

import numpy as np
import pytest
from pydantic import ValidationError

from staffopt.domain.doubt import Doubt
from staffopt.errors import ConfigError
from staffopt.forecasting.quantiles import quantiles_around
from staffopt.staffing_methods.erlang_c import ErlangC
from staffopt.staffing_methods.uncertainty import rate_factors

TILL = {"driver": "sales", "handling": {"seconds": 100}, "within_seconds": 60}


def test_required_meets_the_published_target(make_demand):
    """22.5 customers a quarter of an hour are 90 an hour: 86 % within 60 s take 4 tills."""
    need = ErlangC(**TILL, served_share=0.86).requirement(make_demand(*[22.5] * 20), "cashier", 6)
    assert need.required[36:56].tolist() == [4] * 20
    assert need.workload is not None
    assert need.workload[50] == 2250
    assert need.service_level is not None
    assert need.service_level[50, 4] == pytest.approx(0.87, abs=0.01)
    assert need.wait is not None
    assert need.wait[50, 4] == pytest.approx(21, abs=1)


def test_planning_for_a_busy_slot_takes_its_quantile(make_demand):
    """At plan_for 0.95 the target is met for 31 customers: 5 tills reach 85.8 %, so 6."""
    demand = make_demand(22.5)
    assert demand.drivers["sales"].quantiles[0.95][36] == 31
    careful = ErlangC(**TILL, served_share=0.86, plan_for=0.95)
    assert careful.requirement(demand, "cashier", 6).required[36] == 6


def test_what_an_event_leaves_open_costs_and_is_planned_for(make_demand):
    """30 % off in the last hour: more tills there at plan_for 0.9, more lost with as many."""
    demand = make_demand(*[22.5] * 20)
    event = np.zeros(96, bool)
    event[52:56] = True
    driver = replace(demand.drivers["sales"], doubts=(Doubt("sale", event, 0.09),))
    driver = replace(driver, quantiles=quantiles_around(driver.mean, driver, demand.horizon))
    unsure = replace(demand, drivers={"sales": driver})
    careful = ErlangC(**TILL, served_share=0.86, plan_for=0.9)
    before, after = (careful.requirement(one, "cashier", 8) for one in (demand, unsure))
    assert (after.required[event] > before.required[event]).all()
    assert (after.required[~event] == before.required[~event]).all()
    assert (after.loss[53:56, 5] > 1.5 * before.loss[53:56, 5]).all()
    assert (after.loss[36:52, 5] == before.loss[36:52, 5]).all()


def test_with_nobody_there_everybody_waits_out_his_patience_and_leaves(make_demand):
    """20 customers x (10 min x 0.50 + 8.00 margin) = 260.00."""
    till = ErlangC(**TILL, patience_minutes=10, minute_price=0.5, lost_price=8)
    need = till.requirement(make_demand(20), "cashier", 8)
    assert need.loss[36, 0] == pytest.approx(26_000, abs=5)
    assert need.service_level is not None
    assert need.wait is not None
    assert need.service_level[36, 0] == pytest.approx(0, abs=1e-6)
    assert need.wait[36, 0] == pytest.approx(600)


def test_ample_people_lose_what_waiting_costs(make_demand):
    """5 tills for 2.5 erlangs: 22.5 customers wait 5.2 s each, at 0.60 a minute about 1.17."""
    till = ErlangC(**TILL, minute_price=0.6, lost_price=0)
    need = till.requirement(make_demand(*[22.5] * 20), "cashier", 12)
    assert need.loss[50, 5] == pytest.approx(22.5 * 5.215 / 60 * 60, abs=3)


def test_uncertainty_costs(make_demand):
    """A rate that may be higher or lower loses more, with enough people, than a sure one."""
    sure, unsure = (
        ErlangC(**TILL).requirement(make_demand(20, dispersion=d), "cashier", 6) for d in (1, 1.3)
    )
    assert unsure.loss[36, 4] > 1.5 * sure.loss[36, 4]
    assert unsure.required[36] == sure.required[36]


def test_uncertainty_is_an_average_over_rates(make_demand):
    """With people to spare, the loss is the mean of the losses at each likely rate."""
    till = ErlangC(**TILL)
    unsure = till.requirement(make_demand(20, dispersion=1.3), "cashier", 20)
    at_rates = [
        till.requirement(make_demand(20 * factor), "cashier", 20).loss[36]
        for factor in rate_factors(0.3)
    ]
    mean = np.mean(at_rates, axis=0)
    assert unsure.loss[36, 5:9] == pytest.approx(mean[5:9], rel=0.1, abs=30)
    assert mean[5] > 100


def test_lines_make_the_customer(make_demand):
    """40 s and 6 s for each of 10 lines are 100 s."""
    by_line = ErlangC(driver="sales", handling={"seconds": 40, "per": {"lines": 6}})
    need = by_line.requirement(make_demand(22.5, lines=10), "cashier", 6)
    assert need.workload is not None
    assert need.workload[36] == 2250


def test_what_is_not_measured_is_named(make_demand):
    """A measure without an average, or an unknown driver, is a ConfigError with its key."""
    by_item = ErlangC(driver="sales", handling={"per": {"items": 6}})
    with pytest.raises(ConfigError, match=r"roles\.cashier\.handling\.averages\.items.*lines"):
        by_item.requirement(make_demand(1, lines=10), "cashier", 3)
    with pytest.raises(ConfigError, match=r"roles\.till\.driver.*'sale'.*did you mean 'sales'"):
        ErlangC(driver="sale", handling={"seconds": 1}).requirement(make_demand(1), "till", 3)


@pytest.mark.parametrize(
    "wrong",
    [{"handling": {}}, {"served_share": 1.0}, {"plan_for": 0.7}, {"handling": {"seconds": -1}}],
)
def test_settings_that_cannot_be(wrong):
    """No handling time, certainty, or a quantile nobody forecasts are refused."""
    with pytest.raises(ValidationError):
        ErlangC(**{**TILL, **wrong})


def test_what_the_roster_gives_is_told_with_its_own_line(make_demand):
    """Nobody for an hour in the middle: the slot after it is worse than the table, others alike."""
    need = ErlangC(**TILL).requirement(make_demand(*[22.5] * 20), "cashier", 6)
    people, nobody = need.required.copy(), np.zeros_like(need.required)
    people[44:48] = 0
    told = need.worked_by(people, nobody)
    assert need.service_level is not None
    assert told.service_level is not None
    assert told.service_level[48, 4] < need.service_level[48, 4] - 0.3
    assert told.service_level[43, 4] == pytest.approx(need.service_level[43, 4], abs=0.02)
    assert told.service_level[48, 3] == need.service_level[48, 3]
    helped = need.worked_by(people, need.required - people)
    assert helped.service_level is not None
    assert helped.service_level[46, 0] == pytest.approx(need.service_level[46, 4], abs=0.02)
    assert (told.loss == need.loss).all()


def test_more_than_the_tills_serve_nobody(make_demand):
    """Two tills for 90 an hour, which take 4: what customers meet with is two tills' doing.

    In the table, by a roster of four people, and where twelve are always there.
    """
    demand = make_demand(*[22.5] * 20)
    need = ErlangC(**TILL, most=2).requirement(demand, "cashier", 6)
    four = need.worked_by(2 * need.required, np.zeros_like(need.required))
    two = need.worked_by(need.required, np.zeros_like(need.required))
    crew = ErlangC(**TILL, most=2, minimum=12).requirement(demand, "cashier", 12)
    for part in ("service_level", "wait"):
        table, by_four, by_two, by_crew = (
            getattr(each, part)[50] for each in (need, four, two, crew)
        )
        assert by_four[4] == by_two[2]
        assert table[2:] == pytest.approx([by_two[2]] * 5)
        assert by_crew[:7] == pytest.approx(table)
    assert two.service_level is not None
    assert two.service_level[50, 2] < 0.1


def test_a_shortage_that_lasts_costs_more(make_demand):
    """One fewer for a quarter of an hour loses less than one fewer for four hours."""
    brief, long = (
        ErlangC(**TILL, shortage_minutes=minutes).requirement(
            make_demand(*[22.5] * 40), "cashier", 6
        )
        for minutes in (15, 240)
    )
    assert long.loss[60, 3] > 1.5 * brief.loss[60, 3]
    assert long.loss[60, 4] == pytest.approx(brief.loss[60, 4], abs=2)


def test_a_day_takes_a_moment(make_demand):
    """A day of 60 busy quarters and 60 people is some tenths of a second."""
    demand = make_demand(*np.linspace(1, 60, 60), dispersion=1.2)
    till = ErlangC(**TILL)
    till.requirement(demand, "cashier", 60)
    began = process_time()
    till.requirement(demand, "cashier", 60)
    assert process_time() - began < 1.0
