"""A role that customers do not drive."""

from __future__ import annotations

import pytest

from staffopt.staffing_methods.minimum_crew import MinimumCrew


@pytest.mark.parametrize("customers", [0.0, 500.0])
def test_customers_change_nothing(make_demand, customers):
    """One person is needed in both open quarters, be there nobody or 500 customers."""
    attendant = MinimumCrew(minimum=1, missing_price=60)
    need = attendant.requirement(make_demand(customers, 0), "self_checkout", 2)
    assert need.required.sum() == 2
    assert need.loss[36].tolist() == [1500, 0, 0]
    assert need.wait is None
    assert attendant.reads == ()
