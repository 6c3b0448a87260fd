"""New people take longer, and so does a colleague of each."""

from __future__ import annotations

from datetime import date, timedelta

import numpy as np
import pytest

from staffopt.domain.people import Person
from staffopt.staffing_methods.erlang_c import ErlangC
from staffopt.staffing_methods.learners import Learners
from staffopt.staffing_methods.minimum_crew import MinimumCrew

MONDAY = date(2011, 5, 2)
WEEK = [MONDAY + timedelta(days=k) for k in range(7)]
SLOW = Learners(weeks=8, factor=1.5, mentor_factor=1.2)


def person(name, hours, hired=None, roles=("till",)):
    """Somebody with target hours and a date of hire."""
    return Person(name, name, roles, 0, hours, 40, 1000, hired=hired)


OLD, NEW = person("Ann", 30, date(2010, 1, 1)), person("Bo", 10, MONDAY)


def till(**other):
    """A till at 100 seconds a customer."""
    return ErlangC(driver="sales", handling={"seconds": 100}, **other)


def test_what_a_team_does_adds_up():
    """Of four one is new and one helps: 2 + 1/1.5 + 1/1.2 = 3.5, so all takes 4/3.5 as long.

    Two new ones alone have nobody who helps and take 1.5 times as long; nobody takes no longer.
    """
    found = SLOW.slower(np.array([4.0, 2.0, 0.0, 3.0]), np.array([1.0, 2.0, 0.0, 0.0]))
    assert found == pytest.approx([4 / 3.5, 1.5, 1.0, 1.0])


def test_one_learns_for_so_many_weeks_from_being_hired():
    """Hired eight weeks before Thursday, Bo learns until Wednesday: 3/7 of 10 of 40 h."""
    bo = person("Bo", 10, MONDAY + timedelta(days=3) - timedelta(weeks=8))
    assert SLOW.share([OLD, bo], WEEK) == pytest.approx(3 / 7 * 10 / 40)
    assert SLOW.share([OLD, person("Cy", 10)], WEEK) == 0.0


def test_who_is_hired_later_is_not_there_yet():
    """Hired on Thursday, with hours as Ann: 4 of 11 days are a learner's, before that none."""
    thursday = MONDAY + timedelta(days=3)
    assert SLOW.share([OLD, person("Cy", 30, thursday)], WEEK) == pytest.approx(4 / 11)
    assert SLOW.share([OLD, person("Cy", 30, MONDAY + timedelta(weeks=9))], WEEK) == 0.0


def test_the_requirement_takes_the_average_team(make_demand):
    """A quarter of the hours is Bo's, another quarter helps: 1 / (1/2 + 1/6 + 1/4.8) = 8/7

    times 100 s. Who has another role does not count.
    """
    demand, days = make_demand(20, 30, 20), WEEK
    other = person("Dee", 400, MONDAY, ("floor",))
    team = till(learners=SLOW).for_team("till", [OLD, NEW, other], days)
    longer = till().model_copy(
        update={"handling": till().handling.model_copy(update={"factor": 8 / 7})}
    )
    found, wanted = (method.requirement(demand, "till", 8) for method in (team, longer))
    assert (found.loss == wanted.loss).all()
    assert found.workload is not None
    assert found.workload[36] == pytest.approx(20 * 800 / 7)


def test_without_learners_nothing_changes():
    """A team that learnt long ago takes as long as ever, and other methods know of no learning."""
    assert till().for_team("till", [NEW], WEEK) == till()
    settled = till(learners=SLOW).for_team("till", [OLD], WEEK)
    assert settled == till(learners=SLOW)
    crew = MinimumCrew(minimum=2)
    assert crew.for_team("till", [NEW], WEEK) is crew
