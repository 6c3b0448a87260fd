"""A thousand weeks of a large store are quick, also with call-outs."""

from __future__ import annotations

import pytest
from tests.simulation.thousand_weeks import CUSTOMERS, timed

BUDGET = 2 * 20 / 7
"""CPU seconds of a seventh of 20 s on two cores."""


def test_a_day_of_a_thousand_weeks_stays_in_its_seventh_of_the_budget():
    """3,000 customers, a bottleneck played again, everything also with everybody there."""
    run = timed(1, 0.03)
    till = run.found.roles["till"]
    assert till.customers == pytest.approx(CUSTOMERS, rel=0.02)
    assert till.everybody_there is not None
    assert run.found.bottleneck is not None
    assert run.cpu_s < BUDGET
