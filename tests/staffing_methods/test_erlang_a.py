"""People for a queue whose customers lose patience."""

from __future__ import annotations

import numpy as np
import pytest
from tests.staffing_methods.line_errors import Case, rows

from staffopt.domain.spread import POISSON
from staffopt.staffing_methods.erlang_a import ErlangA
from staffopt.staffing_methods.erlang_c import ErlangC
from staffopt.staffing_methods.impatient import steady

TILL = {"driver": "sales", "handling": {"seconds": 100}, "within_seconds": 60}


def test_required_is_the_fewest(make_demand):
    """At every rate the target is met with as many, and not with one fewer; none for nobody."""
    till = ErlangA(**TILL, patience_minutes=3)
    customers = [3.0, 40.0, 0.0, 22.5, 11.0]
    required = till.requirement(make_demand(*customers), "till", 9).required[36:41]
    assert required[2] == 0
    for rate, people in zip(customers, required.tolist(), strict=True):
        if rate:
            shares = [steady(rate / 900, 100, n, 180, 60).in_time for n in (people - 1, people)]
            assert shares[0] < 0.8 <= shares[1]


def test_a_steady_day_becomes_erlang_a(make_demand):
    """After some hours, with as many as required: Erlang A's shares, within a hundredth or two."""
    till = ErlangA(**TILL, patience_minutes=3, balking_share=0.1)
    need = till.requirement(make_demand(*[27.0] * 24), "till", 8)
    assert need.service_level is not None
    assert need.wait is not None
    people = int(need.required[55])
    exact = steady(0.03, 100, people, 180, 60, 0.1)
    assert need.service_level[55, people] == pytest.approx(exact.in_time, abs=0.015)
    assert need.wait[55, people] == pytest.approx(exact.wait, abs=2)


def test_nobody_there_loses_everybody(make_demand):
    """20 customers wait 3 minutes on average at 0.50, a quarter not at all, and cost 8.00 each."""
    till = ErlangA(**TILL, patience_minutes=3, minute_price=0.5, lost_price=8, balking_share=0.25)
    need = till.requirement(make_demand(20), "till", 6)
    assert need.loss[36, 0] == pytest.approx(100 * 20 * (0.75 * 3 * 0.5 + 8), abs=5)


def test_who_balks_does_not_wait(make_demand):
    """With too few, more leave and those who stay wait less."""
    stays, balks = (
        ErlangC(**TILL, balking_share=share).requirement(make_demand(*[27.0] * 12), "till", 6)
        for share in (0.0, 0.4)
    )
    assert stays.wait is not None
    assert balks.wait is not None
    assert balks.wait[44, 2] < 0.5 * stays.wait[44, 2]
    assert (balks.required == stays.required).all()


@pytest.mark.parametrize("till", [ErlangA(**TILL, patience_minutes=3, balking_share=0.2)])
def test_shares_in_time_are_those_of_the_simulation(till):
    """On a peaky day within 3 points, however people are short."""
    for row in rows(Case("till", till, 90, POISSON, peaky=True), 100):
        assert row.by_roster == pytest.approx(row.simulated, abs=0.03), row.staffing
        assert row.by_table == pytest.approx(row.simulated, abs=0.03), row.staffing
        assert row.loss_by_table == pytest.approx(row.loss, rel=0.1), row.staffing


def test_one_more_person_loses_no_more(make_demand):
    """Losses fall with people and flatten."""
    loss = ErlangA(**TILL).requirement(make_demand(*[22.5] * 8), "till", 8).loss[40]
    assert (np.diff(loss) <= 0).all()
    assert (np.diff(loss, 2) >= 0).all()
    assert loss[8] < 0.02 * loss[0]
