"""Erlang A against published figures, by hand and in its limits."""

from __future__ import annotations

import pytest

from staffopt.staffing_methods.impatient import steady


def test_published_call_centre_figures():
    """48 calls a minute of a minute, 50 agents, 2 minutes of patience (Gans, Koole, Mandelbaum).

    Telephone call centers (2003), section 4: 3.1 % leave and the mean wait is 3.7 s; with endless
    patience it is 20.8 s.
    """
    found = steady(48 / 60, 60, 50, patience=120, within=20)
    assert 100 * found.left == pytest.approx(3.1, abs=0.05)
    assert found.wait == pytest.approx(3.7, abs=0.05)
    assert steady(48 / 60, 60, 50, patience=1e6, within=20).wait == pytest.approx(20.8, abs=0.05)


def test_as_impatient_as_served():
    """Where patience is as long as service, the line is Poisson: 2 on average, one person.

    P(nobody) = exp(-2); those in line, 2 - 1 + exp(-2), leave at rate 1 of 2 who come.
    """
    found = steady(2.0, 1.0, 1, patience=1.0, within=0.0)
    nobody = 0.1353352832
    assert found.in_time == pytest.approx(nobody)
    assert found.left == pytest.approx((1 + nobody) / 2)
    assert found.wait == pytest.approx((1 + nobody) / 2)


@pytest.mark.parametrize("people", [3, 4, 5])
def test_endless_patience_is_erlang_c(people):
    """90 customers an hour at 100 s: 48, 87, 97 % within a minute."""
    share = {3: 0.48, 4: 0.87, 5: 0.97}[people]
    found = steady(90 / 3600, 100, people, patience=1e6, within=60)
    assert found.in_time == pytest.approx(share, abs=0.005)


def test_all_balk():
    """One person, load 1, nobody stays to wait: half are lost, as by Erlang B; nobody waits."""
    found = steady(0.01, 100, 1, patience=300, within=60, balking=1 - 1e-9)
    assert found.left == pytest.approx(0.5)
    assert found.in_time == pytest.approx(0.5)
    assert found.wait == pytest.approx(0.0, abs=1e-5)


def test_nobody_comes():
    """Then all who come are in time."""
    assert steady(0.0, 100, 0, patience=300, within=60).in_time == 1.0
