"""Erlang C against published figures, and the finite line against a simulation."""

from __future__ import annotations

import heapq

import numpy as np
import pytest

from staffopt.staffing_methods.queue import (
    chance_of_waiting,
    mean_wait,
    people_for,
    served_within,
    wait_within,
)


@pytest.mark.parametrize(("people", "share", "wait"), [(71, 61, 44), (72, 71, 29), (73, 78, 20)])
def test_published_call_centre_figures(people, share, wait):
    """450 calls in half an hour at 270 s are 67.5 erlangs; answered within 30 s (SWPP)."""
    load = np.array([450 * 270 / 1800])
    assert load[0] == 67.5
    assert 100 * served_within(load, 270, 30, 80)[0, people] == pytest.approx(share, abs=0.5)
    assert mean_wait(load, 270, 80)[0, people] == pytest.approx(wait, abs=0.5)


@pytest.mark.parametrize(("people", "share", "wait"), [(3, 48, 140), (4, 87, 21), (5, 97, 5)])
def test_published_till_figures(people, share, wait):
    """90 customers an hour at 100 s keep 2.5 tills busy; served within 60 s."""
    load = np.array([90 * 100 / 3600])
    assert 100 * served_within(load, 100, 60, 9)[0, people] == pytest.approx(share, abs=0.5)
    assert mean_wait(load, 100, 9)[0, people] == pytest.approx(wait, abs=0.5)


@pytest.mark.parametrize("load", [0.1, 2.5, 67.5])
def test_one_server_and_the_textbook_sum(load):
    """The recursion agrees with Erlang's formula; with one server the chance is the load."""
    from scipy.special import gammaln

    loads = np.array([load])
    if load < 1:
        assert chance_of_waiting(loads, 1)[0, 1] == pytest.approx(load)
    people = int(load) + 2
    terms = np.exp(np.arange(people) * np.log(load) - gammaln(np.arange(people) + 1))
    top = np.exp(people * np.log(load) - gammaln(people + 1)) * people / (people - load)
    wanted = top / (terms.sum() + top)
    assert chance_of_waiting(loads, people)[0, people] == pytest.approx(wanted)


def test_people_for_is_the_fewest():
    """87 % within 60 s need 5 tills (4 reach 86.996 %), 86 % need 4; nobody needs none."""
    load = np.array([2.5, 0.0])
    assert people_for(load, 100, 60, 0.87).tolist() == [5, 0]
    assert people_for(load, 100, 60, 0.86).tolist() == [4, 0]


def test_nobody_there_nobody_served():
    """With no people the wait has no end; with no customers there is none."""
    assert mean_wait(np.array([2.5, 0.0]), 100, 2).tolist()[0][0] == np.inf
    assert served_within(np.array([2.5, 0.0]), 100, 60, 3)[:, 0].tolist() == [0, 1]
    assert wait_within(np.array([2.5, 0.0]), 100, 3600, 3)[1][:, 0].tolist() == [np.inf, 0]


def test_a_long_period_is_erlang_c():
    """Where people suffice, the finite line grows into the steady one."""
    load = np.array([2.5])
    _, wait = wait_within(load, 100, 1e9, 8)
    assert wait[0, 3:] == pytest.approx(mean_wait(load, 100, 8)[0, 3:], rel=1e-3)


def test_a_hopeless_shortage_is_the_fluid_backlog():
    """10 erlangs for one server over an hour: 9 of 10 customers pile up, 30 min x 9 on average."""
    _, wait = wait_within(np.array([10.0]), 1, 3600, 1)
    assert wait[0, 1] == pytest.approx(30 * 60 * 9, rel=1e-3)


def simulated(load: float, service: float, period: float, people: int) -> float:
    """Mean wait of those who come within a period that begins with nobody there."""
    random = np.random.default_rng(1)
    total = customers = 0.0
    for _ in range(400):
        now, free = 0.0, [0.0] * people
        while (now := now + random.exponential(service / load)) < period:
            start = max(now, heapq.heappop(free))
            heapq.heappush(free, start + random.exponential(service))
            total, customers = total + start - now, customers + 1
    return total / customers


@pytest.mark.parametrize("people", [1, 2, 3])
def test_the_line_within_an_hour_is_that_of_a_simulation(people):
    """100 s of handling and 2.5 erlangs, people too few and just enough: within a tenth."""
    _, wait = wait_within(np.array([2.5]), 100, 3600, 3)
    assert wait[0, people] == pytest.approx(simulated(2.5, 100, 3600, people), rel=0.1)


def test_long_handling_lies_between_an_empty_start_and_the_steady_line():
    """With 15 minutes each an hour is short: waits lie between simulation and Erlang C."""
    load = np.array([5.0])
    wait = wait_within(load, 900, 3600, 7)[1][0]
    steady = mean_wait(load, 900, 7)[0]
    for people in (6, 7):
        assert simulated(5, 900, 3600, people) < wait[people] < steady[people]
