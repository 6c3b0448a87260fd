"""Customers take longer where new people serve them."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import numpy as np
import pytest
from tests.simulation.conftest import WEEK

from staffopt.domain.people import Person
from staffopt.domain.roster import Roster
from staffopt.domain.shifts import Activity, Block, Shift
from staffopt.simulation.slowness import slowness
from staffopt.simulation.stress import Weeks, stress
from staffopt.staffing_methods.learners import Learners

SLOW = Learners(weeks=2, factor=2.0, mentor_factor=1.25)


def shift(person, day, since, until):
    """A shift at the till on a day of the week, by hours."""
    start = WEEK.start + timedelta(days=day)
    block = Block(
        start + timedelta(hours=since), start + timedelta(hours=until), Activity.WORK, "till"
    )
    return Shift(f"{person}{day}", person, (block,))


def test_by_slot_and_by_who_is_there():
    """Bo learns until Wednesday. Alone he takes twice as long, beside Ann 2 / (1/2 + 1/1.25);

    on Thursday he is as fast as she is.
    """
    ann = Person("A", "Ann", ("till",), 0, 30, 40, 1000, hired=date(2020, 1, 1))
    bo = replace(ann, id="B", name="Bo", hired=date(2026, 3, 5) - timedelta(weeks=2))
    roster = Roster(WEEK, (shift("A", 0, 9, 12), shift("B", 0, 10, 14), shift("B", 3, 10, 14)))
    found = slowness(SLOW, "till", (roster, Roster(WEEK, ())), [ann, bo])
    assert found[[9, 10, 11, 12, 13, 14]] == pytest.approx([1, 2 / 1.3, 2 / 1.3, 2, 2, 1])
    assert (found[24:] == 1.0).all()


def test_slower_people_are_slower_customers(make_role):
    """Twice as slow in every slot is the same as handling times of twice the length."""
    people = {"till": np.tile(np.repeat([0, 3, 0], [8, 12, 4]), 7)}
    slow = make_role(slower=np.full(WEEK.slots, 2.0))
    found, wanted = (
        stress(people, [role], Weeks(WEEK, 5, 1)).roles["till"]
        for role in (slow, make_role(service=240.0))
    )
    assert (found.wait, found.in_time) == (wanted.wait, wanted.in_time)
    assert found.wait > stress(people, [make_role()], Weeks(WEEK, 5, 1)).roles["till"].wait
