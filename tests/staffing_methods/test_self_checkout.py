"""Attendants of machines, by hand and against the simulation."""

from __future__ import annotations

import pytest
from tests.staffing_methods.line_errors import Case, rows

from staffopt.domain.spread import POISSON
from staffopt.staffing_methods.erlang_c import ErlangC
from staffopt.staffing_methods.self_checkout import SelfCheckout

MACHINES = {"driver": "sales", "handling": {"seconds": 120}, "machines": 8, "machines_each": 4}


def test_attendants_open_machines_in_groups(make_demand):
    """40 a quarter of an hour at 120 s keep 5.3 machines busy: 4 of them are too few, 8 enough."""
    need = SelfCheckout(**MACHINES).requirement(make_demand(*[40.0] * 12), "machines", 4)
    tills = ErlangC(driver="sales", handling={"seconds": 120})
    by_till = tills.requirement(make_demand(*[40.0] * 12), "till", 8)
    assert need.required[36:48].tolist() == [2] * 12
    assert need.service_level is not None
    assert by_till.service_level is not None
    assert need.service_level[44, 2] == pytest.approx(by_till.service_level[44, 8], abs=0.01)


def test_no_more_machines_than_there_are(make_demand):
    """80 a quarter need 11 machines and more: two attendants open all eight, a third is no use."""
    need = SelfCheckout(**MACHINES).requirement(make_demand(80, 80), "machines", 4)
    assert need.required[36] == 2
    assert need.loss[36, 2] == need.loss[36, 3] == need.loss[36, 4]


@pytest.mark.parametrize(("most", "open_at_most"), [(None, 8), (1, 4), (3, 8)])
def test_as_many_machines_as_the_most_attendants_open(most, open_at_most):
    """One attendant of four machines each opens four; a third finds no machine."""
    assert SelfCheckout(**MACHINES, most=most).places == open_at_most


def test_a_share_of_the_customers(make_demand):
    """Half of 40 is as many as 20."""
    half, few = (
        SelfCheckout(**MACHINES, share=share).requirement(make_demand(mean, mean), "machines", 3)
        for share, mean in ((0.5, 40.0), (1.0, 20.0))
    )
    assert (half.loss == few.loss).all()
    assert half.workload is not None
    assert half.workload[36] == 20 * 120


def test_shares_in_time_are_those_of_the_simulation():
    """On a peaky day within 4 points, however attendants are short."""
    machines = SelfCheckout(**MACHINES, minute_price=0.3)
    for row in rows(Case("machines", machines, 120, POISSON, peaky=True), 80):
        assert row.by_roster == pytest.approx(row.simulated, abs=0.04), row.staffing
