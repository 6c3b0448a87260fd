"""Erlang C against published figures."""

from __future__ import annotations

import numpy as np
import pytest
from tests.staffing_methods.lines_of_their_own import waits
from tests.staffing_methods.steady_line import chance_of_waiting, mean_wait, served_within

from staffopt.staffing_methods.queue import people_for


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


@pytest.mark.parametrize(
    ("load", "tills", "changing", "staying"),
    [(2.5, 3, 0.61, 0.55), (2.5, 4, 0.93, 0.88), (8.0, 9, 0.78, 0.69), (8.0, 10, 0.94, 0.87)],
)
def test_a_line_at_each_till_is_nearly_one_line(load, tills, changing, staying):
    """Within a mean service: 4 points off where customers change lines, up to 8 where they stay.

    The shares are those of docs/staffing.md, from ten times as many customers.
    """
    one = served_within(np.array([load]), 1.0, 1.0, tills)[0, tills]
    change, stay = (
        (waits(load, tills, 20_000, change=change) <= 1.0).mean() for change in (True, False)
    )
    assert change == pytest.approx(changing, abs=0.05)
    assert stay == pytest.approx(staying, abs=0.05)
    assert one == pytest.approx(changing, abs=0.04)
    assert staying < one < staying + 0.08
    assert stay < change
